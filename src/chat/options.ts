import { type GatewaySetting, gatewaySetting } from '../gateway/setting.ts';
import { expectModelId } from '../request/ids.ts';
import type { OpenId } from '../request/models.ts';
import {
  createOptionInputs,
  type FormatOption,
  formatOption,
  input,
  local,
  type ModelOptions,
  modelOptions,
  native,
  type OptionInputs,
  type OptionTable,
} from '../request/options.ts';
import {
  boolean,
  type Check,
  count,
  expectSettings,
  headerText,
  isRecord,
  number,
  orNull,
  record,
  text,
  whole,
} from '../values/check.ts';
import { recordOf } from '../values/fields.ts';
import type { ChatModelId } from './model-ids.generated.ts';

/**
 * Options of a chat model, beside the AI SDK's own settings: for the model, or for one call.
 * See docs/model-options.md.
 */
export interface ChatOptions extends ModelOptions, FormatOption {
  /**
   * Limit of output tokens if the call sets none.
   * @default the model's own, 256 tokens on many models
   */
  readonly maxTokens?: number | undefined;
  /** Name or id of a LoRA finetune. */
  readonly lora?: string | undefined;
  /**
   * Leave out the model's chat template.
   * @default false
   */
  readonly raw?: boolean | undefined;
  /** Penalty for repeated tokens, 0 to 2 on most models. */
  readonly repetitionPenalty?: number | undefined;
  /**
   * How much the model reasons, such as `low`, `medium` or `high`. `null` turns reasoning off where the model can.
   * @default the call's `reasoning`, then the model's own
   */
  readonly reasoningEffort?: string | null | undefined;
  /** Variables of the model's chat template, such as `{ enable_thinking: false }` (GLM) or `{ thinking: false }` (Kimi). */
  readonly chatTemplateKwargs?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Whether the model may call several tools at once.
   * See docs/tools.md.
   * @default the model's own
   */
  readonly parallelToolCalls?: boolean | undefined;
  /** A bias from -100 to 100 for each token id. */
  readonly logitBias?: Readonly<Record<string, number>> | undefined;
  /**
   * A JSON schema that guides the answer, in the older form that some models know.
   * See docs/structured-output.md.
   */
  readonly guidedJson?: Readonly<Record<string, unknown>> | undefined;
  /** Your own id of the end user. */
  readonly user?: string | undefined;
  /**
   * Fail at once with error 3040 if the model has no capacity.
   * @default false
   */
  readonly rejectIfBusy?: boolean | undefined;
  /** Requests with the same value reach the same prompt cache. */
  readonly sessionAffinity?: string | undefined;
  /**
   * Whether `<think>` at the start of a text is reasoning, with or without its opening tag.
   * @default true for the models that write it (DeepSeek R1 distilled, QwQ), false for others
   */
  readonly thinkTags?: boolean | undefined;
  /**
   * Whether the model follows a JSON schema. `false` sends the schema as an instruction.
   * See docs/structured-output.md.
   * @default true
   */
  readonly structuredOutputs?: boolean | undefined;
  /**
   * Whether events that arrive together in a stream become one part, which saves the AI SDK work.
   * See docs/streaming.md.
   * @default true
   */
  readonly joinDeltas?: boolean | undefined;
  /**
   * Models that the gateway tries if this one fails: an id, or an id with options that win over those of this model
   * and the call. The request goes to the gateway's universal endpoint.
   * See docs/fallback.md.
   */
  readonly fallbacks?: readonly (OpenId<ChatModelId> | ChatFallback)[] | undefined;
  /**
   * Milliseconds of silence after which a stream that sent its finish reason ends, although its connection stays open
   * without `[DONE]`. A pause before the finish reason never ends a stream.
   * See docs/streaming.md.
   * @default 5000
   */
  readonly endTimeoutMs?: number | undefined;
}

/** A model that the gateway tries if those before it fail. Its `gateway` options cannot name another gateway. */
export interface ChatFallback extends Omit<ChatOptions, 'fallbacks'> {
  readonly model: OpenId<ChatModelId>;
}

const numbers: Check<Readonly<Record<string, number>>> = {
  expected: 'an object of numbers',
  accepts: (value): value is Readonly<Record<string, number>> =>
    isRecord(value) && Object.values(value).every(number.accepts),
};

const fallbacks: Check<NonNullable<ChatOptions['fallbacks']>> = {
  expected: 'an array of model ids, or of objects with a model and options',
  accepts: (value): value is NonNullable<ChatOptions['fallbacks']> =>
    Array.isArray(value) && value.length > 0 && value.every(expectFallback),
};

/** @throws InvalidArgumentError for a wrong option of the model. */
function expectFallback(value: unknown, index: number): boolean {
  const { model, ...own } = typeof value === 'string' ? { model: value } : recordOf(value);
  if (typeof model !== 'string') return false;
  expectModelId(model);
  const { fallbacks: _, ...checks } = chatOptions;
  expectSettings<Omit<ChatOptions, 'fallbacks'>>(`fallbacks[${index}]`, own, { ...checks, gateway: ofLeg });
  return true;
}

const ofLeg: Check<GatewaySetting> = {
  expected: 'an object of gateway options without id',
  accepts: (value): value is GatewaySetting => isRecord(value) && !value.id && gatewaySetting.accepts(value),
};

/** What each option takes, and the inputs that carry it. */
export const chatOptions: OptionTable<ChatOptions> = {
  ...modelOptions,
  ...formatOption,
  maxTokens: local(count),
  lora: native(text, value => ({ lora: value })),
  raw: native(boolean, value => ({ raw: value })),
  repetitionPenalty: native(number, value => ({ repetition_penalty: value })),
  reasoningEffort: input(orNull(text), value => ({ reasoning_effort: value })),
  chatTemplateKwargs: input(record, value => ({ chat_template_kwargs: value })),
  parallelToolCalls: input(boolean, value => ({ parallel_tool_calls: value })),
  logitBias: input(numbers, value => ({ logit_bias: value })),
  guidedJson: native(record, value => ({ guided_json: value })),
  user: input(text, value => ({ user: value })),
  rejectIfBusy: native(boolean, value => ({ options: { rejectIfBusy: value } })),
  sessionAffinity: local(headerText),
  thinkTags: local(boolean),
  structuredOutputs: local(boolean),
  joinDeltas: local(boolean),
  fallbacks: local(fallbacks),
  endTimeoutMs: local(whole({ from: 1, to: 2_147_483_647 })),
};

export const optionInputs: OptionInputs<ChatOptions> = createOptionInputs(chatOptions);
