import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { LanguageModelV1 } from 'ai4';
import { createWorkersAI as createPeer } from 'workers-ai-provider';
import { createWorkersAI as createPeer0 } from 'workers-ai-provider-0';
import * as ours from './ours.ts';
import type { Shape } from './sse.ts';

export type Fetch = typeof globalThis.fetch;

/** A native model and one that answers as OpenAI's do. */
export const modelIds: Record<Shape, string> = {
  native: '@cf/meta/llama-3.1-8b-instruct-fp8-fast',
  openai: '@cf/qwen/qwen3-30b-a3b-fp8',
};

const settings = (fetch: Fetch) => ({ accountId: 'account', apiKey: 'token', gateway: 'gateway', fetch });

export interface OursOptions {
  readonly shape: Shape;
  readonly joinDeltas?: boolean;
}

/** The model of each entry; the shape of the answer goes with the format of the request. */
export function oursModels(fetch: Fetch, { shape, joinDeltas = true }: OursOptions) {
  const all = { ...settings(fetch), format: shape === 'openai' ? 'openai' : 'workers-ai' } as const;
  const options = { joinDeltas };
  return {
    v1: ours.ai4.createWorkersAI(all)(modelIds[shape], options),
    v2: ours.ai5.createWorkersAI(all)(modelIds[shape], options),
    v3: ours.ai6.createWorkersAI(all)(modelIds[shape], options),
    v4: ours.ai7.createWorkersAI(all)(modelIds[shape], options),
  };
}

/** Both have a client of their own for HTTP. */
export function peerModel(fetch: Fetch, shape: Shape): LanguageModelV4 {
  const { gateway, ...rest } = settings(fetch);
  return createPeer({ ...rest, gateway: { id: gateway } })(modelIds[shape]);
}

export function openaiCompatibleModel(fetch: Fetch): LanguageModelV4 {
  const baseURL = 'https://gateway.ai.cloudflare.com/v1/account/gateway/workers-ai/v1';
  return createOpenAICompatible({
    name: 'workers-ai',
    apiKey: 'token',
    baseURL,
    fetch,
    includeUsage: true,
  }).chatModel(modelIds.openai);
}

/** What its own HTTP client does, but for the address. */
export function peer0Binding(fetch: Fetch) {
  return {
    run: async (model: string, inputs: Record<string, unknown>) => {
      const response = await fetch(`https://api.cloudflare.com/client/v4/accounts/account/ai/run/${model}`, {
        method: 'POST',
        headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
        body: JSON.stringify(inputs),
      });
      if (inputs.stream === true) return response.body;
      const { result }: { result: unknown } = await response.json();
      return result;
    },
  };
}

export function peer0Model(fetch: Fetch, shape: Shape): LanguageModelV1 {
  return createPeer0({ binding: peer0Binding(fetch) })(modelIds[shape]);
}
