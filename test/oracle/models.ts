import { createOpenAICompatible as official7 } from '@ai-sdk/openai-compatible';
import { createOpenAICompatible as official4 } from '@ai-sdk/openai-compatible-0';
import { createOpenAICompatible as official5 } from '@ai-sdk/openai-compatible-1';
import { createOpenAICompatible as official6 } from '@ai-sdk/openai-compatible-2';
import type { LanguageModelV1CallOptions } from '@ai-sdk/provider-v1';
import type { LanguageModelV4CallOptions } from '@ai-sdk/provider-v4';
import * as ai4 from 'workers-ai-gateway';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import { llama, settings } from '../transport/stub-fetch.ts';

export type Version = 'v1' | 'v2' | 'v3' | 'v4';
export type Format = 'workers-ai' | 'openai';
type Fetch = typeof globalThis.fetch;

/** A model asked one question; which, its version's options say. */
export interface Asked {
  readonly generate: () => PromiseLike<object>;
  readonly stream: () => PromiseLike<{ readonly stream: ReadableStream<object> }>;
}

const schema = { type: 'object', properties: { city: { type: 'string' } } } as const;
const tools = ['weather', 'now'].map(name => ({ type: 'function' as const, name, description: name }));
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];

const call1: LanguageModelV1CallOptions = {
  inputFormat: 'prompt',
  mode: { type: 'regular', tools: tools.map(tool => ({ ...tool, parameters: schema })) },
  prompt,
  maxTokens: 100,
};
const call: Pick<LanguageModelV4CallOptions, 'maxOutputTokens' | 'includeRawChunks'> & {
  prompt: typeof prompt;
  tools: ((typeof tools)[number] & { inputSchema: typeof schema })[];
} = { prompt, tools: tools.map(tool => ({ ...tool, inputSchema: schema })), maxOutputTokens: 100 };

const ask = <Options>(
  model: {
    doGenerate(options: Options): PromiseLike<object>;
    doStream(options: Options): PromiseLike<{ readonly stream: ReadableStream<object> }>;
  },
  options: Options,
): Asked => ({ generate: () => model.doGenerate(options), stream: () => model.doStream(options) });

const common = { name: 'workersai', baseURL: 'https://example.com/v1' };

/** The AI SDK's own provider of OpenAI's shape, of the major that goes with a version. */
export const official: Readonly<Record<Version, (fetch: Fetch) => Asked>> = {
  v1: fetch => ask(official4({ ...common, fetch })(llama), call1),
  v2: fetch => ask(official5({ ...common, fetch, includeUsage: true })(llama), call),
  v3: fetch => ask(official6({ ...common, fetch, includeUsage: true })(llama), call),
  v4: fetch => ask(official7({ ...common, fetch, includeUsage: true })(llama), call),
};

export const ours: Readonly<Record<Version, (fetch: Fetch, format: Format) => Asked>> = {
  v1: (fetch, format) => ask(ai4.createWorkersAI({ ...settings, fetch, format })(llama), call1),
  v2: (fetch, format) => ask(ai5.createWorkersAI({ ...settings, fetch, format })(llama), call),
  v3: (fetch, format) => ask(ai6.createWorkersAI({ ...settings, fetch, format })(llama), call),
  v4: (fetch, format) => ask(ai7.createWorkersAI({ ...settings, fetch, format })(llama), call),
};
