import { expectNoGatewayOption, type GatewaySetting, gatewaySetting } from '../gateway/setting.ts';
import { type Format, format } from '../transport/format.ts';
import {
  boolean,
  type Check,
  type Checks,
  expectSettings,
  headerRecord,
  headerText,
  isRecord,
  number,
  orNull,
  record,
  text,
  whole,
  withoutUndefined,
} from '../values/check.ts';

/** What a chat model takes beside the AI SDK's own settings: as model settings, or for one call. */
export interface ChatOptions {
  /** Gateway options that win, key by key, over the provider's. */
  readonly gateway?: GatewaySetting | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * The request format: Workers AI's own, or that of its OpenAI-compatible endpoint.
   * @default the provider's
   */
  readonly format?: Format | undefined;
  /** Limit of output tokens where the call names none. Without either, many models stop at 256 tokens. */
  readonly maxTokens?: number | undefined;
  /** Name or id of a LoRA finetune. */
  readonly lora?: string | undefined;
  /** Leave out the model's chat template. */
  readonly raw?: boolean | undefined;
  /** Most models take 0 to 2. */
  readonly repetitionPenalty?: number | undefined;
  /** `low`, `medium` or `high`; null turns reasoning off where the model can. */
  readonly reasoningEffort?: string | null | undefined;
  /** Such as `{ enable_thinking: false }` (GLM) or `{ thinking: false }` (Kimi). */
  readonly chatTemplateKwargs?: Readonly<Record<string, unknown>> | undefined;
  readonly parallelToolCalls?: boolean | undefined;
  /** From -100 to 100 for each token id. */
  readonly logitBias?: Readonly<Record<string, number>> | undefined;
  /** JSON schema that guides the answer, in models that know this older form. */
  readonly guidedJson?: Readonly<Record<string, unknown>> | undefined;
  /** Your own id of the end user. */
  readonly user?: string | undefined;
  /** Fail at once with error 3040 instead of waiting for capacity. */
  readonly rejectIfBusy?: boolean | undefined;
  /** Requests with the same value reach the same prompt cache. */
  readonly sessionAffinity?: string | undefined;
  /** Further inputs of the model, sent as they are. */
  readonly extraInputs?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Whether `<think>` at the beginning of a text is reasoning, with or without its opening tag.
   * @default true for the models that write it (DeepSeek R1 distilled, QwQ), false for others
   */
  readonly thinkTags?: boolean | undefined;
  /**
   * Whether the model follows a JSON schema. `false` sends the schema as an instruction instead.
   * @default true
   */
  readonly structuredOutputs?: boolean | undefined;
  /**
   * Whether pieces that arrived in one read leave as one part, which saves the AI SDK much work.
   * @default true
   */
  readonly joinDeltas?: boolean | undefined;
}

const numbers: Check<Readonly<Record<string, number>>> = {
  expected: 'an object of numbers',
  accepts: (value): value is Readonly<Record<string, number>> =>
    isRecord(value) && Object.values(value).every(number.accepts),
};

interface Option<T> extends Check<T> {
  /** The model inputs that carry the value. */
  readonly inputs: (value: unknown) => Record<string, unknown>;
  /** Whether only Workers AI's own format has a place for it. */
  readonly isNative: boolean;
}

const input = <T>(check: Check<T>, inputs: (value: T) => Record<string, unknown>): Option<T> => ({
  ...check,
  inputs: value => (check.accepts(value) ? inputs(value) : {}),
  isNative: false,
});

const native = <T>(check: Check<T>, inputs: (value: T) => Record<string, unknown>): Option<T> => ({
  ...input(check, inputs),
  isNative: true,
});

/** Options that act on this side of the wire. */
const local = <T>(check: Check<T>): Option<T> => input(check, () => ({}));

const table: { readonly [Key in keyof ChatOptions]-?: Option<Exclude<ChatOptions[Key], undefined>> } = {
  gateway: local(gatewaySetting),
  headers: local(headerRecord),
  format: local(format),
  maxTokens: local(whole({ from: 1, to: Number.MAX_SAFE_INTEGER })),
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
  extraInputs: local(record),
  thinkTags: local(boolean),
  structuredOutputs: local(boolean),
  joinDeltas: local(boolean),
};

/** @throws InvalidArgumentError for an unknown option or a value that it does not take. */
export function expectChatOptions(options: unknown): asserts options is ChatOptions {
  if (isRecord(options)) expectNoGatewayOption(options);
  expectSettings<ChatOptions>('', options, table);
}

const rowOf: ReadonlyMap<string, Option<unknown>> = new Map(Object.entries(table));

/** What each option takes. */
export const chatOptions: Checks<ChatOptions> = table;

/** The options of a call win over the model's; `undefined` overrides nothing. */
export function mergeChatOptions(model: ChatOptions, call: ChatOptions): ChatOptions {
  return { ...model, ...withoutUndefined(call) };
}

/** The inputs that options stand for, and the options that a format has no place for. */
export function optionInputs(
  options: ChatOptions,
  { format }: { format: Format },
): { readonly inputs: Record<string, unknown>; readonly left: readonly string[] } {
  const isLeft = (key: string) => format === 'openai' && rowOf.get(key)?.isNative;
  const given = Object.entries(withoutUndefined(options));
  const taken = given.filter(([key]) => !isLeft(key)).map(([key, value]) => rowOf.get(key)?.inputs(value));
  return { inputs: Object.assign({}, ...taken), left: given.map(([key]) => key).filter(isLeft) };
}
