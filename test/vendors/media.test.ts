import { describe, expect, test } from 'vitest';
import { type ConnectedSettings, createWorkersAI } from 'workers-ai-gateway';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { json, rejection, stubFetch } from '../transport/stub-fetch.ts';

/** A model of any media; what it takes differs from kind to kind. */
interface Model {
  doGenerate(call: object): Promise<object>;
}

interface Row {
  readonly name: 'openai' | 'groq' | 'mistral' | 'elevenlabs' | 'deepgram' | 'xai';
  readonly package: string;
  readonly create: string;
  readonly model: string;
  /** Where the vendor is asked, and as what. */
  readonly path: string;
  readonly type: RegExp;
  readonly answer: object;
}

const form = /^multipart\/form-data; boundary=/;

const transcriptions: readonly Row[] = [
  {
    name: 'openai',
    package: 'openai-6',
    create: 'createOpenAI',
    model: 'whisper-1',
    path: '/audio/transcriptions',
    type: form,
    answer: { text: 'Hello', language: 'english', duration: 1, segments: [] },
  },
  {
    name: 'groq',
    package: 'groq-6',
    create: 'createGroq',
    model: 'whisper-large-v3',
    path: '/audio/transcriptions',
    type: form,
    answer: { text: 'Hello', x_groq: { id: 'req' } },
  },
  {
    name: 'mistral',
    package: 'mistral-7',
    create: 'createMistral',
    model: 'voxtral-mini-latest',
    path: '/v1/audio/transcriptions',
    type: form,
    answer: { model: 'voxtral-mini-latest', text: 'Hello' },
  },
  {
    name: 'elevenlabs',
    package: 'elevenlabs-6',
    create: 'createElevenLabs',
    model: 'scribe_v1',
    path: '/v1/speech-to-text',
    type: form,
    answer: { text: 'Hello', language_code: 'en', language_probability: 1, words: [] },
  },
  {
    name: 'deepgram',
    package: 'deepgram-6',
    create: 'createDeepgram',
    model: 'nova-3',
    path: '/v1/listen',
    type: /^audio\/wav$/,
    answer: { results: { channels: [{ alternatives: [{ transcript: 'Hello', words: [] }] }] } },
  },
];

const video: Row = {
  name: 'xai',
  package: 'xai-6',
  create: 'createXai',
  model: 'grok-imagine-video',
  path: '/v1/videos/generations',
  type: /^application\/json$/,
  answer: { request_id: 'r1' },
};

/** A vendor that gives its answers in turn, behind a local gateway, which has no stand-in for media. */
function vendor(...answers: readonly object[]) {
  const { fetch, sent } = stubFetch(...answers.map(answer => json(answer)));
  return { gateway: createLocalGateway({ upstream: { url: 'https://vendor.example' }, fetch }), sent };
}

type Kind = 'transcription' | 'video';

async function modelOf(row: Row, kind: Kind, settings: ConnectedSettings): Promise<Model> {
  const module = await import(/* @vite-ignore */ `./node_modules/${row.package}`);
  return module[row.create](settings)[kind](row.model);
}

const wav = Uint8Array.from('RIFF\0\0\0\0WAVEfmt ', letter => letter.charCodeAt(0));
const sound = { audio: wav, mediaType: 'audio/wav', providerOptions: {} };
const overHttp = / does not take GET requests, WebSockets, forms or bytes for .* to send them over HTTP\.$/;

describe.each(transcriptions)('a transcription of $name', row => {
  test('passes over HTTP, with its sound', async () => {
    const { gateway, sent } = vendor(row.answer);
    const { connect } = createWorkersAI(gateway.settings).gateway;
    const model = await modelOf(row, 'transcription', connect(row.name));
    expect(await model.doGenerate(sound)).toMatchObject({ text: 'Hello' });
    expect(new URL(sent[0]?.url ?? '').pathname).toBe(row.path);
    expect(sent[0]?.headers['content-type']).toMatch(row.type);
    expect(new TextDecoder().decode(gateway.requests[0]?.bytes)).toContain('WAVEfmt');
    expect(gateway.logs).toMatchObject([{ provider: row.name, status_code: 200 }]);
  });

  test('is refused over the binding, before anything is sent', async () => {
    const { gateway } = vendor(row.answer);
    const { connect } = createWorkersAI({ binding: gateway.binding, gateway: 'gw' }).gateway;
    const model = await modelOf(row, 'transcription', connect(row.name));
    expect(await rejection(model.doGenerate(sound))).toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      message: expect.stringMatching(overHttp),
    });
    expect(gateway.requests).toEqual([]);
  });
});

describe('a video of xAI', () => {
  const finished = { status: 'done', video: { url: 'https://cdn.example/video.mp4', duration: 1 } };
  const asked = { prompt: 'A cat', n: 1, providerOptions: { xai: { pollIntervalMs: 1 } } };

  test('is asked for, and its result gotten, over HTTP', async () => {
    const { gateway, sent } = vendor(video.answer, finished);
    const model = await modelOf(video, 'video', createWorkersAI(gateway.settings).gateway.connect('xai'));
    expect(await model.doGenerate(asked)).toMatchObject({ videos: [{ url: finished.video.url }] });
    expect(sent.map(({ url, init }) => [init?.method, new URL(url).pathname])).toEqual([
      ['POST', video.path],
      ['GET', '/v1/videos/r1'],
    ]);
  });

  test('fails where the gateway has neither upstream nor script', async () => {
    const gateway = createLocalGateway();
    const model = await modelOf(video, 'video', createWorkersAI(gateway.settings).gateway.connect('xai'));
    expect(await rejection(model.doGenerate(asked))).toMatchObject({
      message: expect.stringMatching(
        /^AI Gateway error 2005: .*no stand-in for POST v1\/videos\/generations/,
      ),
    });
  });

  test('is refused over the binding when its result is gotten', async () => {
    const { gateway, sent } = vendor(video.answer, finished);
    const { connect } = createWorkersAI({ binding: gateway.binding, gateway: 'gw' }).gateway;
    const model = await modelOf(video, 'video', connect('xai'));
    expect(await rejection(model.doGenerate(asked))).toMatchObject({
      message: expect.stringMatching(overHttp),
    });
    expect(sent).toHaveLength(1);
  });
});
