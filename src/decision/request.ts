import type { BuiltCall } from '../request/call.ts';
import type { ModelOptions } from '../request/options.ts';
import { setting } from '../request/warning.ts';
import { buildQuestions } from './questions.ts';
import { buildState } from './state.ts';
import type { Questions, StatePart } from './types.ts';

/**
 * Options of a decision model: for the model, or for one call. Decisions are an experiment of the AI SDK.
 * See docs/decisions.md.
 */
export interface DecisionOptions extends ModelOptions {}

export interface DecisionInputs {
  readonly state: readonly StatePart[];
  readonly questions: Questions;
  readonly maxOutputTokens?: number | undefined;
  readonly reasoning?: string | undefined;
}

/** The request that a state and questions stand for; it names the model once more, by the last word of its id. */
export function buildRequest(
  { state, questions, maxOutputTokens, reasoning }: DecisionInputs,
  { model, options }: { model: string; options: DecisionOptions },
): BuiltCall {
  const settings = Object.entries({ maxOutputTokens, reasoning });
  return {
    endpoint: 'run',
    inputs: {
      model: model.slice(model.lastIndexOf('/') + 1),
      ...buildState(state),
      questions: buildQuestions(questions),
      ...options.extraInputs,
    },
    warnings: settings
      .filter(([, value]) => asks(value))
      .map(([name]) => setting(name, `${model} has no input for it.`)),
  };
}

const asks = (value: unknown) => value && value !== 'none' && value !== 'provider-default';
