import type { WorkersAISettings } from 'workers-ai-gateway';
import * as ai4 from 'workers-ai-gateway/ai4';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import { hi as sdkCall } from '../sdk/shared/models.ts';
import { hi } from '../sdk/v1/call-options.ts';

const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
const bge = '@cf/baai/bge-base-en-v1.5';
const reranker = '@cf/baai/bge-reranker-base';
const clef = '@cf/cloudflare/clef';
const classifier = '@cf/huggingface/distilbert-sst-2-int8';

export interface Part {
  readonly type: string;
}

/** What the AI SDK calls of the models of one entry, the same for all of them. */
export interface Entry {
  readonly stream: (abortSignal?: AbortSignal) => PromiseLike<ReadableStream<Part>>;
  readonly generate: (abortSignal?: AbortSignal) => PromiseLike<unknown>;
  readonly embed: (abortSignal?: AbortSignal) => PromiseLike<unknown>;
  readonly image: (abortSignal?: AbortSignal) => PromiseLike<unknown>;
  readonly speech: (abortSignal?: AbortSignal) => PromiseLike<unknown>;
  readonly transcribe: (abortSignal?: AbortSignal) => PromiseLike<unknown>;
  readonly rerank?: (abortSignal?: AbortSignal) => PromiseLike<unknown>;
  readonly decide?: (abortSignal?: AbortSignal) => PromiseLike<unknown>;
  readonly run: (abortSignal?: AbortSignal) => Promise<unknown>;
  readonly getLog: (abortSignal?: AbortSignal) => Promise<unknown>;
}

type Provider = ReturnType<typeof ai4.createWorkersAI>['run'];

const call = (abortSignal: AbortSignal | undefined): { abortSignal?: AbortSignal } =>
  abortSignal ? { abortSignal } : {};

interface Model {
  /** Each version has its own type of calls, which agree in what is asked here. */
  doGenerate(call: never): PromiseLike<unknown>;
}

interface Others {
  image(model: string): Model;
  speech(model: string): Model;
  transcription(model: string): Model;
  readonly run: Provider;
  readonly gateway: ai4.GatewayLogs;
}

function others(workersai: Others) {
  const ask = (model: Model, inputs: object) => (abortSignal?: AbortSignal) =>
    model.doGenerate({ ...inputs, ...call(abortSignal) } as never);
  return {
    image: ask(workersai.image('@cf/leonardo/lucid-origin'), { prompt: 'A fox', n: 1 }),
    speech: ask(workersai.speech('@cf/myshell-ai/melotts'), { text: 'Hello' }),
    transcribe: ask(workersai.transcription('@cf/deepgram/nova-3'), {
      audio: new Uint8Array(4),
      mediaType: 'audio/wav',
    }),
    run: (abortSignal?: AbortSignal) => workersai.run(classifier, { text: 'Fine' }, call(abortSignal)),
    getLog: (abortSignal?: AbortSignal) => workersai.gateway.getLog('log', call(abortSignal)),
  };
}

const values = ['a'];
const ranking = { query: 'a', documents: { type: 'text' as const, values } };
const deciding = {
  state: [{ type: 'text' as const, text: 'a' }],
  questions: { it: { type: 'boolean' as const, instructions: 'Is it?' } },
};

const media = ['image', 'speech', 'transcribe'] as const;

/** What a caller may abort. */
export type Operation =
  | ('stream' | 'generate' | 'embed' | 'run')
  | ('image' | 'speech' | 'transcribe' | 'rerank' | 'decide');
const everywhere: readonly Operation[] = ['stream', 'generate', 'embed', 'run', ...media];

export const operationsOf: Readonly<Record<string, readonly Operation[]>> = {
  ai4: everywhere,
  ai5: everywhere,
  ai6: [...everywhere, 'rerank'],
  ai7: [...everywhere, 'rerank', 'decide'],
};

/** Each entry of the package. */
export const entries: Readonly<Record<string, (settings: WorkersAISettings) => Entry>> = {
  ai4: settings => {
    const workersai = ai4.createWorkersAI(settings);
    return {
      stream: async signal => (await workersai(llama).doStream({ ...hi, ...call(signal) })).stream,
      generate: signal => workersai(llama).doGenerate({ ...hi, ...call(signal) }),
      embed: signal => workersai.embedding(bge).doEmbed({ values, ...call(signal) }),
      ...others(workersai),
    };
  },
  ai5: settings => later(ai5.createWorkersAI(settings)),
  ai6: settings => {
    const workersai = ai6.createWorkersAI(settings);
    return {
      ...later(workersai),
      rerank: signal => workersai.reranking(reranker).doRerank({ ...ranking, ...call(signal) }),
    };
  },
  ai7: settings => {
    const workersai = ai7.createWorkersAI(settings);
    return {
      ...later(workersai),
      rerank: signal => workersai.reranking(reranker).doRerank({ ...ranking, ...call(signal) }),
      decide: signal => workersai.decision(clef).doDecide({ ...deciding, ...call(signal) }),
    };
  },
};

interface Call {
  readonly prompt: typeof sdkCall.prompt;
  readonly abortSignal?: AbortSignal;
}

interface Later extends Others {
  (model: string): LaterModel;
  embedding(model: string): {
    doEmbed(call: { values: string[]; abortSignal?: AbortSignal }): PromiseLike<unknown>;
  };
}

interface LaterModel {
  doStream(call: Call): PromiseLike<{ stream: ReadableStream<Part> }>;
  doGenerate(call: Call): PromiseLike<unknown>;
}

function later(workersai: Later): Entry {
  return {
    stream: async signal =>
      (await workersai(llama).doStream({ prompt: sdkCall.prompt, ...call(signal) })).stream,
    generate: signal => workersai(llama).doGenerate({ prompt: sdkCall.prompt, ...call(signal) }),
    embed: signal => workersai.embedding(bge).doEmbed({ values, ...call(signal) }),
    ...others(workersai),
  };
}
