import { askJson, type JsonAnswer } from '../request/ask.ts';
import type { ModelCall, ModelSettings, SentCall } from '../request/call.ts';
import { expectModelOptions } from '../request/options.ts';
import { type Ranking, readRanking } from './answer.ts';
import { type RerankingOptions, rerankingOptions } from './options.ts';
import { buildRequest, type RerankingInputs, type RerankingRequest } from './request.ts';

interface RerankingCall extends ModelCall, RerankingInputs {}

/** A reranking model, free of any AI SDK version. */
export interface Reranking {
  /** @throws APICallError for an answer that failed or ranks unknown documents; InvalidArgumentError for an empty text. */
  readonly rerank: (
    call: RerankingCall,
  ) => Promise<JsonAnswer<Ranking, SentCall<RerankingRequest>['warnings'][number]>>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createReranking(settings: ModelSettings<RerankingOptions>): Reranking {
  expectModelOptions(settings.options, rerankingOptions);
  return {
    rerank: call =>
      askJson(call, {
        settings,
        checks: rerankingOptions,
        build: options => buildRequest(call, { ...settings, options }),
        read: (value, broken) => readRanking(value, { ...call, broken }),
      }),
  };
}
