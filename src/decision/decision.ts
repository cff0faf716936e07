import { type JsonBody, readJson } from '../request/answer.ts';
import {
  type BuiltCall,
  type CallResponse,
  type ModelCall,
  type ModelSettings,
  type SentCall,
  sendCall,
} from '../request/call.ts';
import { unwrap } from '../request/envelope.ts';
import { brokenAnswer } from '../request/error.ts';
import { expectModelOptions, modelOptions } from '../request/options.ts';
import type { Exchange } from '../transport/transport.ts';
import { countOf, recordOf } from '../values/fields.ts';
import { readAnswer } from './answer.ts';
import { buildRequest, type DecisionInputs, type DecisionOptions } from './request.ts';
import { findRounding, type Rounding } from './rounding.ts';
import type { Answer, Questions } from './types.ts';

interface DecisionCall extends ModelCall, DecisionInputs {}

export interface DecisionResult {
  readonly answers: Record<string, Answer>;
  readonly rounding: Rounding;
  /** Output is neither counted nor billed. */
  readonly inputTokens: number | undefined;
  readonly response: CallResponse & { readonly body: unknown };
  readonly warnings: SentCall<BuiltCall>['warnings'];
}

/** A decision model, free of any AI SDK version. */
export interface Decision {
  /** @throws APICallError for an answer that failed or leaves a question open; InvalidArgumentError beyond the limits. */
  readonly decide: (call: DecisionCall) => Promise<DecisionResult>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createDecision(settings: ModelSettings<DecisionOptions>): Decision {
  expectModelOptions(settings.options, modelOptions);
  return { decide: call => decide(call, settings) };
}

async function decide(call: DecisionCall, settings: ModelSettings<DecisionOptions>): Promise<DecisionResult> {
  const { exchange, response, warnings } = await sendCall<DecisionOptions, BuiltCall>(call, {
    settings,
    checks: modelOptions,
    build: options => buildRequest(call, { model: settings.model, options }),
  });
  const body = await readJson(exchange, call.abortSignal);
  const answer = recordOf(unwrap(body.value));
  const answers = expectAnswers(call.questions, { answer, exchange, body });
  return {
    answers: Object.fromEntries(answers),
    rounding: findRounding(answers.map(([, found]) => found)),
    inputTokens: countOf(recordOf(answer.usage).input_tokens),
    response: { ...response, body: body.value },
    warnings,
  };
}

interface Answered {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly exchange: Exchange;
  readonly body: JsonBody;
}

function expectAnswers(questions: Questions, { answer, exchange, body }: Answered): [string, Answer][] {
  const found = recordOf(answer.answers);
  return Object.entries(questions).map(([id, question]) => {
    const read = readAnswer(found[id], question);
    if (read) return [id, read];
    const message = `Workers AI answered without a ${question.type} for the question '${id}'.`;
    throw brokenAnswer(message, { exchange, body: body.text });
  });
}
