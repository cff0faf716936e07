// One call of each kind of model beside chat and embeddings: by this package, by the peer that has the kind, and by
// hand, which is `fetch` with what an app would have to write around it.
import type { ImageModelV4, RerankingModelV4, SpeechModelV4, TranscriptionModelV4 } from '@ai-sdk/provider';
import { createWorkersAI as createPeer } from 'workers-ai-provider';
import type { Fetch } from './clients.ts';
import { bytesOf, mp3 } from './media-answers.ts';
import * as ours from './ours.ts';

export const mediaClients = ['ours', 'workers-ai-provider 4', 'raw fetch'] as const;

export type MediaClient = (typeof mediaClients)[number];

/** A call that fails if its answer is not the one that was sent. */
type Call = () => Promise<void>;

type Calls = Readonly<Partial<Record<MediaClient, Call>>>;

export interface MediaKind {
  readonly name: string;
  /** Bytes that go in or come out, or documents. */
  readonly sizes: readonly number[];
  readonly sizeName: (size: number) => string;
  readonly calls: (url: string, size: number) => Calls;
  /** Calls in one run, and at once where memory is measured. */
  readonly count: (size: number) => number;
}

const settings = { accountId: 'account', apiKey: 'token' };

const from =
  (url: string): Fetch =>
  (_, init) =>
    fetch(url, init);

const oursFrom = (url: string) =>
  ours.ai7.createWorkersAI({ ...settings, gateway: 'gateway', fetch: from(url) });
const peerFrom = (url: string) => createPeer({ ...settings, gateway: { id: 'gateway' }, fetch: from(url) });

const direct: Fetch = globalThis.fetch;

/** The peer sends bytes with the global `fetch`, to Cloudflare: everybody's goes this way. */
function answerFrom(url: string): void {
  globalThis.fetch = (input, init) =>
    direct(String(input).startsWith('https://api.cloudflare.com/') ? url : input, init);
}

const authorization = 'Bearer token';

/** The answer to bytes, or to what is JSON. */
function post(url: string, body: Uint8Array<ArrayBuffer> | object): Promise<Response> {
  const isBytes = body instanceof Uint8Array;
  return fetch(url, {
    method: 'POST',
    headers: { authorization, 'content-type': isBytes ? 'audio/mpeg' : 'application/json' },
    body: isBytes ? body : JSON.stringify(body),
  });
}

async function resultOf(answer: Promise<Response>): Promise<Record<string, unknown>> {
  const { result }: { result: Record<string, unknown> } = await (await answer).json();
  return result;
}

function expect(what: string, isRight: boolean): void {
  if (!isRight) throw new Error(`The answer is not the one that was sent: ${what}.`);
}

const megabytes = (size: number) => `${size / 2 ** 20} MB`;
const callsOfBytes = (size: number) => Math.max(1, Math.round((10 * 2 ** 20) / size));
const audioSizes = [2 ** 20, 20 * 2 ** 20];

function transcribing(
  id: string,
  byHand: (url: string, audio: Uint8Array<ArrayBuffer>) => Call,
): MediaKind['calls'] {
  return (url, size) => {
    const audio = bytesOf(mp3, size);
    const by = (model: TranscriptionModelV4) => async () => {
      const { segments } = await model.doGenerate({ audio, mediaType: 'audio/mpeg' });
      expect('segments', segments.length > 0);
    };
    answerFrom(url);
    return {
      ours: by(oursFrom(url).transcription(id)),
      'workers-ai-provider 4': by(peerFrom(url).transcription(id)),
      'raw fetch': byHand(url, audio),
    };
  };
}

const speechId = '@cf/deepgram/aura-1';

function speaking(url: string, size: number): Calls {
  const text = 'How long does a cache keep an answer?';
  const check = (audio: Uint8Array | string) => expect('audio', audio.length === size);
  const by = (model: SpeechModelV4) => async () => check((await model.doGenerate({ text })).audio);
  return {
    ours: by(oursFrom(url).speech(speechId)),
    'workers-ai-provider 4': by(peerFrom(url).speech(speechId)),
    'raw fetch': async () => check(new Uint8Array(await (await post(url, { text })).arrayBuffer())),
  };
}

const imageId = '@cf/black-forest-labs/flux-1-schnell';

const imageCall = {
  prompt: 'A cache',
  n: 1,
  size: undefined,
  aspectRatio: undefined,
  seed: undefined,
  files: undefined,
  mask: undefined,
  providerOptions: {},
};

function drawing(url: string, size: number): Calls {
  const check = (image: Uint8Array | string | undefined) => expect('image', image?.length === size);
  const by = (model: ImageModelV4) => async () => check((await model.doGenerate(imageCall)).images[0]);
  return {
    ours: by(oursFrom(url).image(imageId)),
    'workers-ai-provider 4': by(peerFrom(url).image(imageId)),
    'raw fetch': async () => {
      const { image } = await resultOf(post(url, { prompt: imageCall.prompt }));
      check(Buffer.from(String(image), 'base64'));
    },
  };
}

const rerankingId = '@cf/baai/bge-reranker-base';

function reranking(url: string, size: number): Calls {
  const query = 'How long does a cache keep an answer?';
  const values = Array.from({ length: size }, (_, index) => `Document ${index} is about caches and answers.`);
  const call = { query, documents: { type: 'text' as const, values } };
  const check = (ranking: unknown) => expect('ranking', Array.isArray(ranking) && ranking.length === size);
  const by = (model: RerankingModelV4) => async () => check((await model.doRerank(call)).ranking);
  return {
    ours: by(oursFrom(url).reranking(rerankingId)),
    'workers-ai-provider 4': by(peerFrom(url).reranking(rerankingId)),
    'raw fetch': async () => {
      const contexts = values.map(text => ({ text }));
      check((await resultOf(post(url, { query, contexts }))).response);
    },
  };
}

const state = 'I was charged twice for one invoice, and my card is blocked. It is urgent.';
const instructions = 'Is the message urgent?';

function deciding(url: string): Calls {
  const questions = { isUrgent: { type: 'boolean' as const, instructions } };
  const model = oursFrom(url).decision('@cf/cloudflare/clef');
  return {
    ours: async () => {
      const { answers } = await model.doDecide({ state: [{ type: 'text', text: state }], questions });
      expect('answers', answers.isUrgent?.type === 'boolean');
    },
    'raw fetch': async () => {
      const asked = { isUrgent: { type: 'noul', instructions } };
      const { answers } = await resultOf(post(url, { model: 'clef', state, questions: asked }));
      expect('answers', answers !== undefined);
    },
  };
}

/** By the name of its answer. */
export const mediaKinds: Readonly<Record<string, MediaKind>> = {
  whisper: {
    name: 'transcription, base64',
    sizes: audioSizes,
    sizeName: megabytes,
    count: callsOfBytes,
    calls: transcribing('@cf/openai/whisper-large-v3-turbo', (url, audio) => async () => {
      expect('text', 'text' in (await resultOf(post(url, { audio: Buffer.from(audio).toString('base64') }))));
    }),
  },
  nova: {
    name: 'transcription, bytes',
    sizes: audioSizes,
    sizeName: megabytes,
    count: callsOfBytes,
    calls: transcribing('@cf/deepgram/nova-3', (url, audio) => async () => {
      expect('results', 'results' in (await resultOf(post(url, audio))));
    }),
  },
  speech: { name: 'speech', sizes: audioSizes, sizeName: megabytes, count: callsOfBytes, calls: speaking },
  image: { name: 'image', sizes: [2 ** 20], sizeName: megabytes, count: callsOfBytes, calls: drawing },
  reranking: {
    name: 'reranking',
    sizes: [1000],
    sizeName: size => `${size} documents`,
    count: () => 20,
    calls: reranking,
  },
  decision: { name: 'decision', sizes: [1], sizeName: () => 'one', count: () => 100, calls: deciding },
};
