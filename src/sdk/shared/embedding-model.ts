import type { Embedding, EmbeddingResult } from '../../embedding/embedding.ts';
import type { JSONValue } from '../../values/json.ts';
import { optionsOf } from './options.ts';

/** A call of an embedding model as AI SDK 5, 6 and 7 make it. */
export interface SdkEmbeddingCall {
  readonly values: readonly string[];
  readonly dimensions?: number | undefined;
  readonly providerOptions?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

export interface SdkEmbeddingResult {
  embeddings: number[][];
  usage?: { tokens: number };
  providerMetadata: { workersai: Record<string, JSONValue> };
  response: { headers: Record<string, string>; body: unknown };
  warnings: { type: 'other'; message: string }[];
}

/** Answers `doEmbed` of AI SDK 5, 6 and 7. */
export async function embed(embedding: Embedding, call: SdkEmbeddingCall): Promise<SdkEmbeddingResult> {
  const { values, dimensions, headers, abortSignal } = call;
  const options = optionsOf(call.providerOptions);
  return toResult(await embedding.embed({ values, dimensions, headers, abortSignal, ...options }));
}

function toResult({ embeddings, tokens, response, warnings }: EmbeddingResult): SdkEmbeddingResult {
  return {
    embeddings,
    ...(tokens !== undefined && { usage: { tokens } }),
    providerMetadata: { workersai: { ...response.metadata } },
    response: { headers: response.headers, body: response.body },
    warnings: [...warnings],
  };
}
