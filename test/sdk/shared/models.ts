import type { WorkersAISettings } from 'workers-ai-gateway';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import type { ChatOptions } from '../../../src/chat/options.ts';
import type { SdkCall } from '../../../src/sdk/shared/call.ts';
import type { SdkEmbeddingCall } from '../../../src/sdk/shared/embedding-model.ts';
import { llama, type Sent, settings, stubFetch } from '../../transport/stub-fetch.ts';

/** What the models of AI SDK 5, 6 and 7 have in common. */
export interface SdkModel {
  readonly specificationVersion: string;
  readonly provider: string;
  readonly modelId: string;
  doGenerate(call: SdkCall): PromiseLike<Whole>;
  doStream(call: SdkCall): PromiseLike<Streamed>;
}

interface Whole {
  readonly content: readonly { readonly type: string }[];
  readonly finishReason: unknown;
  readonly usage: unknown;
  readonly warnings: readonly unknown[];
  readonly providerMetadata?: unknown;
  readonly request?: { body?: unknown };
  readonly response?: { headers?: Record<string, string>; body?: unknown };
}

interface Streamed {
  readonly stream: ReadableStream<Part>;
  readonly request?: { body?: unknown };
  readonly response?: { headers?: Record<string, string> };
}

export interface Part {
  readonly type: string;
}

export interface SdkEmbeddingModel {
  doEmbed(call: SdkEmbeddingCall): PromiseLike<{
    embeddings: number[][];
    usage?: { tokens: number };
    providerMetadata?: unknown;
    response?: { headers?: Record<string, string>; body?: unknown };
    warnings?: readonly unknown[];
  }>;
}

type Create<Model> = (settings: WorkersAISettings, options?: ChatOptions) => Model;

const chat: Readonly<Record<Version, Create<SdkModel>>> = {
  v2: (given, options) => ai5.createWorkersAI(given)(llama, options),
  v3: (given, options) => ai6.createWorkersAI(given)(llama, options),
  v4: (given, options) => ai7.createWorkersAI(given)(llama, options),
};

const embedding: Readonly<Record<Version, Create<SdkEmbeddingModel>>> = {
  v2: given => ai5.createWorkersAI(given).embedding(bge),
  v3: given => ai6.createWorkersAI(given).embedding(bge),
  v4: given => ai7.createWorkersAI(given).embedding(bge),
};

export type Version = 'v2' | 'v3' | 'v4';
export const versions: readonly Version[] = ['v2', 'v3', 'v4'];
export const bge = '@cf/baai/bge-base-en-v1.5';

/** A chat model of a version that gets these answers, and what it sent for them. */
export function chatModel(
  version: Version,
  answers: readonly (Response | Error)[],
  options?: ChatOptions,
): { readonly model: SdkModel; readonly sent: readonly Sent[] } {
  const { fetch, sent } = stubFetch(...answers);
  return { model: chat[version]({ ...settings, fetch }, options), sent };
}

export function embeddingModel(
  version: Version,
  answers: readonly (Response | Error)[],
): { readonly model: SdkEmbeddingModel; readonly sent: readonly Sent[] } {
  const { fetch, sent } = stubFetch(...answers);
  return { model: embedding[version]({ ...settings, fetch }), sent };
}

/** The call that `prompt: 'Hi'` makes. */
export const hi: SdkCall = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] };

/** The parts of a stream, to its end. */
export async function collect<T>(stream: ReadableStream<T>): Promise<T[]> {
  const parts: T[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

/** The parts that a version's model makes of an answer. */
export async function partsOf(
  version: Version,
  answer: Response,
  { call = hi, options }: { readonly call?: SdkCall; readonly options?: ChatOptions } = {},
): Promise<Part[]> {
  const { model } = chatModel(version, [answer], options);
  return collect((await model.doStream(call)).stream);
}

/** Frames as server-sent events, ended by `[DONE]`. */
export const frames = (...values: readonly unknown[]): string =>
  [...values.map(value => JSON.stringify(value)), '[DONE]'].map(data => `data: ${data}\n\n`).join('');
