import type { Decision } from '../../decision/decision.ts';
import type { Answer, Questions, StatePart } from '../../decision/types.ts';
import type { ModelName } from '../../provider/kinds.ts';
import { recordOf } from '../../values/fields.ts';
import { type SdkAnswer, toAnswer } from '../shared/answer.ts';
import { toWarning, type Warning } from '../shared/dialect-v3-v4.ts';
import { readFilePart } from '../shared/file-part.ts';
import { readCall } from '../shared/options.ts';

/**
 * A model for `experimental_decide` of AI SDK 7.0.128 and later. The first release of `@ai-sdk/provider` 4 has no type
 * of it, so this one has the same structure.
 * @experimental The AI SDK may change decisions in a patch release.
 */
export interface DecisionModelV4 extends ModelName {
  readonly specificationVersion: 'v4';
  readonly supportedQuestionTypes: ('boolean' | 'choice' | 'score')[];
  readonly doDecide: (call: DecisionModelV4Call) => Promise<DecisionModelV4Result>;
}

interface DecisionModelV4Call {
  /** A list of parts; up to 7.0.132 what the caller gave: text, an object or a list. */
  readonly state: unknown;
  readonly questions: Questions;
  readonly maxOutputTokens?: number | undefined;
  readonly reasoning?: string | undefined;
  readonly abortSignal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly providerOptions?: Readonly<Record<string, unknown>> | undefined;
}

type SdkStatePart =
  | Exclude<StatePart, { type: 'file' }>
  | { readonly type: 'file'; readonly [field: string]: unknown };

interface DecisionModelV4Result extends SdkAnswer<Warning> {
  answers: Record<string, Answer>;
  rounding: { probabilityDecimals: number; scoreDecimals: number };
  usage?: { inputTokens: number };
}

export function toDecisionModel(decision: Decision, name: ModelName): DecisionModelV4 {
  return {
    specificationVersion: 'v4',
    ...name,
    supportedQuestionTypes: ['boolean', 'choice', 'score'],
    doDecide: async call => {
      const state = partsOf(call.state).map(part => (part.type === 'file' ? readFilePart(part) : part));
      const answer = await decision.decide({ ...readCall(call), state });
      const { answers, rounding, inputTokens } = answer.result;
      return {
        ...toAnswer(answer, { name, warning: toWarning }),
        answers,
        rounding: { ...rounding },
        ...(inputTokens !== undefined && { usage: { inputTokens } }),
      };
    },
  };
}

function partsOf(state: unknown): readonly SdkStatePart[] {
  return Array.isArray(state) && state.every(isPart) ? state : [{ type: 'json', value: state }];
}

const isPart = (part: unknown): part is SdkStatePart =>
  /^(?:text|json|file)$/.test(String(recordOf(part).type));
