import type { DecideCall, Decided, KindCall, KindOutcome, RerankCall, Reranked } from '../../sdk.ts';
import { toMetadata, toWarnings } from './answer.ts';
import type { Ai, KindOptions, KindResult } from './module.ts';

export async function rerank<L, E>(call: RerankCall, ai: Ai<L, E>): Promise<Reranked> {
  const { query, documents, topN } = call;
  const result = await ai.rerank({
    ...fromKindCall(call),
    query,
    documents,
    ...(topN !== undefined && { topN }),
  });
  const ranking = result.ranking.map(({ originalIndex: index, score, document }) => ({
    index,
    score,
    document,
  }));
  return { ...toKindOutcome(result), ranking };
}

export async function decide<L, E>(call: DecideCall, ai: Ai<L, E>): Promise<Decided> {
  const { state, questions } = call;
  const result = await ai.experimental_decide({ ...fromKindCall(call), state, questions });
  return {
    ...toKindOutcome(result),
    answers: result.answers,
    tokens: result.usage.inputTokens,
    warnings: toWarnings(result.warnings),
  };
}

const fromKindCall = ({ model, maxRetries, headers, abortSignal, options }: KindCall): KindOptions => ({
  model,
  ...(maxRetries !== undefined && { maxRetries }),
  ...(headers && { headers }),
  ...(abortSignal && { abortSignal }),
  ...(options && { providerOptions: { workersai: options } }),
});

const toKindOutcome = (result: KindResult): KindOutcome => ({
  metadata: toMetadata(result.providerMetadata),
  headers: result.response.headers ?? {},
  result,
});
