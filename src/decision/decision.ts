import { askJson, type JsonAnswer } from '../request/ask.ts';
import type { BuiltCall, ModelCall, ModelSettings, SentCall } from '../request/call.ts';
import { expectModelOptions, modelOptions } from '../request/options.ts';
import { type DecisionResult, readAnswers } from './answer.ts';
import { buildRequest, type DecisionInputs, type DecisionOptions } from './request.ts';

interface DecisionCall extends ModelCall, DecisionInputs {}

type DecisionAnswer = JsonAnswer<DecisionResult, SentCall<BuiltCall>['warnings'][number]>;

/** A decision model, free of any AI SDK version. */
export interface Decision {
  /** @throws APICallError for an answer that failed or leaves a question open; InvalidArgumentError beyond the limits. */
  readonly decide: (call: DecisionCall) => Promise<DecisionAnswer>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createDecision(settings: ModelSettings<DecisionOptions>): Decision {
  expectModelOptions(settings.options, modelOptions);
  return {
    decide: call =>
      askJson(call, {
        settings,
        checks: modelOptions,
        build: options => buildRequest(call, { ...settings, options }),
        read: (value, broken) => readAnswers(value, { questions: call.questions, broken }),
      }),
  };
}
