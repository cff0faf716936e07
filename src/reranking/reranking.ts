import { readJson } from '../request/answer.ts';
import {
  type CallResponse,
  type ModelCall,
  type ModelSettings,
  type SentCall,
  sendCall,
} from '../request/call.ts';
import { brokenAnswer } from '../request/error.ts';
import { expectModelOptions } from '../request/options.ts';
import { findStray, type Ranked, readRanking } from './answer.ts';
import { type RerankingOptions, rerankingOptions } from './options.ts';
import { buildRequest, type RerankingInputs, type RerankingRequest } from './request.ts';

interface RerankingCall extends ModelCall, RerankingInputs {}

interface RerankingResult {
  /** The most relevant document first; scores are from 0 to 1. */
  readonly ranking: readonly Ranked[];
  /** The scores of `ranking` as the model gave them, where those were logits. */
  readonly rawScores: readonly number[] | undefined;
  readonly response: CallResponse & { readonly body: unknown };
  readonly warnings: SentCall<RerankingRequest>['warnings'];
}

/** A reranking model, free of any AI SDK version. */
export interface Reranking {
  /** @throws APICallError for an answer that failed or ranks unknown documents; InvalidArgumentError for an empty text. */
  readonly rerank: (call: RerankingCall) => Promise<RerankingResult>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createReranking(settings: ModelSettings<RerankingOptions>): Reranking {
  expectModelOptions(settings.options, rerankingOptions);
  return { rerank: call => rerank(call, settings) };
}

async function rerank(
  call: RerankingCall,
  settings: ModelSettings<RerankingOptions>,
): Promise<RerankingResult> {
  const { exchange, response, warnings } = await sendCall<RerankingOptions, RerankingRequest>(call, {
    settings,
    checks: rerankingOptions,
    build: options => buildRequest(call, { model: settings.model, options }),
  });
  const { value, text } = await readJson(exchange, call.abortSignal);
  const ranking = readRanking(value);
  if (!ranking) throw brokenAnswer('Workers AI answered without a ranking.', { exchange, body: text });
  const count = call.documents.length;
  const stray = findStray(ranking, count);
  if (stray !== undefined) {
    const known = stray >= 0 && stray < count;
    const message = `Workers AI ranked document ${stray} ${known ? 'twice' : `of ${count}`}.`;
    throw brokenAnswer(message, { exchange, body: text });
  }
  return { ...sortRanking(ranking, call.topN), response: { ...response, body: value }, warnings };
}

/** If any score lies outside 0 to 1, they are logits, and all are mapped by a sigmoid. */
function sortRanking(
  entries: readonly Ranked[],
  topN: number | undefined,
): Pick<RerankingResult, 'ranking' | 'rawScores'> {
  const areLogits = entries.some(({ score }) => score < 0 || score > 1);
  const best = [...entries].sort((a, b) => b.score - a.score).slice(0, topN);
  if (!areLogits) return { ranking: best, rawScores: undefined };
  return {
    ranking: best.map(({ index, score }) => ({ index, score: 1 / (1 + Math.exp(-score)) })),
    rawScores: best.map(({ score }) => score),
  };
}
