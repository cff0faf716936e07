import type { ModelName } from '../../request/models.ts';
import type { Reranking } from '../../reranking/reranking.ts';
import { type SdkAnswer, toAnswer } from './answer.ts';
import { toWarning, type Warning } from './dialect-v3-v4.ts';
import { readCall } from './options.ts';

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

interface SdkRerankingResult extends SdkAnswer<Warning> {
  ranking: { index: number; relevanceScore: number }[];
}

/** Answers `doRerank` of AI SDK 6 and 7. */
export async function rerank(
  reranking: Reranking,
  { call, name }: { call: SdkRerankingCall; name: ModelName },
): Promise<SdkRerankingResult> {
  const documents = call.documents.values;
  const answer = await reranking.rerank({ ...readCall(call), documents });
  const { ranking, rawScores } = answer.result;
  const { providerMetadata, ...rest } = toAnswer(answer, { name, warning: toWarning });
  return {
    ...rest,
    ranking,
    providerMetadata: {
      workersai: { ...providerMetadata.workersai, ...(rawScores && { rawScores: [...rawScores] }) },
    },
  };
}
