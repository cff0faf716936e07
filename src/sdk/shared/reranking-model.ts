import type { Reranking } from '../../reranking/reranking.ts';
import type { JSONValue } from '../../values/json.ts';
import type { Warning } from './dialect-v3-v4.ts';
import { optionsOf } from './options.ts';

/** A call of a reranking model as AI SDK 6 and 7 make it. */
interface SdkRerankingCall {
  /** The AI SDK names their type after the first one. */
  readonly documents: { readonly values: readonly unknown[] };
  readonly query: string;
  readonly topN?: number | undefined;
  readonly providerOptions?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

interface SdkRerankingResult {
  ranking: { index: number; relevanceScore: number }[];
  providerMetadata: { workersai: Record<string, JSONValue> };
  response: { headers: Record<string, string>; body: unknown };
  warnings: Warning[];
}

/** Answers `doRerank` of AI SDK 6 and 7. */
export async function rerank(reranking: Reranking, call: SdkRerankingCall): Promise<SdkRerankingResult> {
  const { documents, query, topN, headers, abortSignal } = call;
  const { ranking, rawScores, response, warnings } = await reranking.rerank({
    documents: documents.values,
    query,
    topN,
    headers,
    abortSignal,
    ...optionsOf(call.providerOptions),
  });
  return {
    ranking: ranking.map(({ index, score }) => ({ index, relevanceScore: score })),
    providerMetadata: {
      workersai: { ...response.metadata, ...(rawScores && { rawScores: [...rawScores] }) },
    },
    response: { headers: response.headers, body: response.body },
    warnings: [...warnings],
  };
}
