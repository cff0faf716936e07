import * as compatible from '@ai-sdk/openai-compatible';
import * as compatible0 from '@ai-sdk/openai-compatible-0';
import * as compatible1 from '@ai-sdk/openai-compatible-1';
import * as compatible2 from '@ai-sdk/openai-compatible-2';
import { MockLanguageModelV1 } from 'ai/test';
import { MockLanguageModelV2 } from 'ai-5/test';
import { MockLanguageModelV3 } from 'ai-6/test';
import { MockLanguageModelV4 } from 'ai-7/test';
import * as ai4 from 'workers-ai-gateway/ai4';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import type { FallbackMember, FallbackOptions } from '../../src/fallback/options.ts';
import { hi as sdkCall } from '../sdk/shared/models.ts';
import { hi } from '../sdk/v1/call-options.ts';

export interface Call {
  readonly abortSignal?: AbortSignal;
  readonly headers?: Record<string, string | undefined>;
  readonly prompt?: unknown;
  readonly mode?: unknown;
  readonly providerOptions?: Record<string, object>;
  readonly providerMetadata?: Record<string, object>;
}

export interface Part {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** What the models of all versions have in common. */
export interface AnyModel {
  readonly specificationVersion: string;
  readonly provider: string;
  readonly modelId: string;
  doGenerate(call: Call): PromiseLike<Readonly<Record<string, unknown>>>;
  doStream(call: Call): PromiseLike<{ stream: ReadableStream<Part>; warnings?: readonly unknown[] }>;
}

/** How a mock behaves: what it answers, or fails with. */
interface Behaviour {
  readonly generate?: (call: Call) => Promise<string>;
  readonly stream?: (call: Call) => Promise<ReadableStream<Part>>;
}

export interface Entry {
  readonly name: string;
  readonly call: Call;
  readonly workersai: (
    settings: ai4.WorkersAISettings,
  ) => (model: string, options?: ai4.ChatOptions) => AnyModel;
  readonly fallback: (
    models: readonly (AnyModel | FallbackMember<AnyModel>)[],
    options?: FallbackOptions,
  ) => AnyModel;
  /** A model of `@ai-sdk/openai-compatible`. */
  readonly vendor: (fetch: typeof globalThis.fetch) => AnyModel;
  /** A mock of `ai/test`. */
  readonly mock: (name: Pick<AnyModel, 'modelId' | 'provider'>, behaviour: Behaviour) => AnyModel;
  /** A part of text, as this version streams it. */
  readonly text: (text: string) => Part;
}

const usages = {
  v1: { promptTokens: 1, completionTokens: 1 },
  v2: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
  v3: { inputTokens: { total: 1 }, outputTokens: { total: 1 } },
};

const ends = {
  v1: { finishReason: 'stop', usage: usages.v1 },
  v2: { finishReason: 'stop', usage: usages.v2 },
  v3: { finishReason: { unified: 'stop', raw: 'stop' }, usage: usages.v3 },
};

const ofVersion: Readonly<Record<string, object>> = { v1: ends.v1, v2: ends.v2, v3: ends.v3, v4: ends.v3 };

/** The last part of a stream. */
export const finish = ({ name }: Entry): Part => ({ type: 'finish', ...ofVersion[versions[name] ?? ''] });

const versions: Readonly<Record<string, string>> = { ai4: 'v1', ai5: 'v2', ai6: 'v3', ai7: 'v4' };

/** The specification of its models. */
export const versionOf = ({ name }: Entry): string => versions[name] ?? '';

type CreateVendor = (settings: object) => (model: string) => AnyModel;

type Construct = new (options: object) => unknown;

function createEntry(
  name: string,
  {
    workersai,
    vendor,
    Mock,
  }: { workersai: { createWorkersAI: unknown; workersai: unknown }; vendor: unknown; Mock: unknown },
): Entry {
  // Each version has types of its own; what is called here is the same in all of them.
  const { createWorkersAI, workersai: instance } = workersai as {
    createWorkersAI: Entry['workersai'];
    workersai: Pick<Entry, 'fallback'>;
  };
  const isV1 = name === 'ai4';
  return {
    name,
    call: isV1 ? hi : (sdkCall as Call),
    workersai: createWorkersAI,
    fallback: instance.fallback,
    vendor: fetch =>
      (vendor as CreateVendor)({ name: 'vendor', baseURL: 'https://vendor.example', fetch })('first'),
    mock: (named, { generate, stream }) => {
      const doGenerate = async (call: Call) => {
        const text = (await generate?.(call)) ?? '';
        return {
          ...(isV1
            ? { text, rawCall: { rawPrompt: null, rawSettings: {} } }
            : { content: [{ type: 'text', text }] }),
          ...ofVersion[versions[name] ?? ''],
          warnings: [],
        };
      };
      const doStream = async (call: Call) => ({
        stream: await stream?.(call),
        rawCall: { rawPrompt: null, rawSettings: {} },
      });
      return new (Mock as Construct)({ ...named, doGenerate, doStream }) as AnyModel;
    },
    text: text =>
      isV1 ? { type: 'text-delta', textDelta: text } : { type: 'text-delta', id: '0', delta: text },
  };
}

export const entries: readonly Entry[] = [
  createEntry('ai4', {
    workersai: ai4,
    vendor: compatible0.createOpenAICompatible,
    Mock: MockLanguageModelV1,
  }),
  createEntry('ai5', {
    workersai: ai5,
    vendor: compatible1.createOpenAICompatible,
    Mock: MockLanguageModelV2,
  }),
  createEntry('ai6', {
    workersai: ai6,
    vendor: compatible2.createOpenAICompatible,
    Mock: MockLanguageModelV3,
  }),
  createEntry('ai7', {
    workersai: ai7,
    vendor: compatible.createOpenAICompatible,
    Mock: MockLanguageModelV4,
  }),
];

/** What came of a call, in the same form for whole answers and streams of every version. */
export interface Outcome {
  readonly text: string;
  readonly errors: readonly unknown[];
  readonly modelId: unknown;
  readonly fallback: unknown;
  readonly warnings: readonly unknown[];
  readonly types: readonly string[];
}

export async function generate(model: AnyModel, call: Call): Promise<Outcome> {
  const { text, content, response, providerMetadata, warnings } = await model.doGenerate(call);
  return {
    text: String(text ?? Reflect.get(Array.isArray(content) ? content[0] : {}, 'text')),
    errors: [],
    modelId: field(response, 'modelId'),
    fallback: field(field(providerMetadata, 'workersai'), 'fallback'),
    warnings: Array.isArray(warnings) ? warnings : [],
    types: [],
  };
}

export async function stream(model: AnyModel, call: Call): Promise<Outcome> {
  const { stream: parts, warnings = [] } = await model.doStream(call);
  const seen: Part[] = [];
  for await (const part of parts) seen.push(part);
  const last = (type: string) => seen.findLast(part => part.type === type);
  const start = last('stream-start')?.warnings;
  return {
    text: seen.map(part => (part.type === 'text-delta' ? String(part.textDelta ?? part.delta) : '')).join(''),
    errors: seen.filter(({ type }) => type === 'error').map(({ error }) => error),
    modelId: last('response-metadata')?.modelId,
    fallback: field(field(last('finish')?.providerMetadata, 'workersai'), 'fallback'),
    warnings: Array.isArray(start) ? start : warnings,
    types: seen.map(({ type }) => type),
  };
}

function field(source: unknown, name: string): unknown {
  return typeof source === 'object' && source !== null ? Reflect.get(source, name) : undefined;
}

/** A stream of parts that are all there. */
export function streamOf(parts: readonly Part[]): ReadableStream<Part> {
  return new ReadableStream({
    start: controller => {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

/** A mock that answers with its own id, and the calls that it got. */
export function answering(
  entry: Entry,
  { modelId, provider = 'other.chat' }: { modelId: string; provider?: string },
): { readonly model: AnyModel; readonly calls: Call[] } {
  const calls: Call[] = [];
  const model = entry.mock(
    { provider, modelId },
    {
      generate: async call => {
        calls.push(call);
        return modelId;
      },
      stream: async call => {
        calls.push(call);
        return streamOf([{ type: 'stream-start', warnings: [] }, entry.text(modelId), finish(entry)]);
      },
    },
  );
  return { model, calls };
}

/** A mock that fails at once. */
export function failing(
  entry: Entry,
  {
    error,
    modelId = 'first',
    provider = 'vendor.chat',
  }: { error: unknown; modelId?: string; provider?: string },
): { readonly model: AnyModel; readonly calls: Call[] } {
  const calls: Call[] = [];
  const fail = async (call: Call) => {
    calls.push(call);
    throw error;
  };
  return { model: entry.mock({ provider, modelId }, { generate: fail, stream: fail }), calls };
}

type Way = 'generate' | 'stream';
export const ways: readonly Way[] = ['generate', 'stream'];
export const acts: Readonly<Record<Way, typeof generate>> = { generate, stream };
