import type { BuiltCall } from '../request/call.ts';
import { noPlaceInModel } from '../request/warning.ts';
import { formOf } from '../transport/doors.ts';
import type { Format } from '../transport/format.ts';
import { expectSetting, isRecord, number, withoutUndefined } from '../values/check.ts';
import { buildResponseFormat, instruct } from './json-format.ts';
import { buildMessages } from './messages.ts';
import { type ChatOptions, optionInputs } from './options.ts';
import { hasQuirk } from './quirks.ts';
import { buildReasoning } from './reasoning.ts';
import { buildTools } from './tools.ts';
import type { ChatCall, ChatSetting, ChatWarning, JsonFormat } from './types.ts';

export interface BuildOptions {
  readonly model: string;
  readonly options: ChatOptions;
  readonly format: Format;
  /** `whole`: the caller gets a stream of an answer that is asked for whole. */
  readonly stream: boolean | 'whole';
}

/** The inputs that carry a part of the call, and what of it they cannot carry. */
interface BuiltInputs {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly warnings: readonly ChatWarning[];
}

export interface BuiltChat extends BuiltInputs, BuiltCall<ChatWarning> {
  readonly inputs: BuiltInputs['inputs'];
  /** Those of the model with those of the call over them. */
  readonly options: ChatOptions;
  /** Whether the caller wants a stream and the answer is asked for whole. */
  readonly isAskedWhole: boolean;
}

/** The request of a chat model. */
export function buildChat(call: ChatCall, { model, options, format, stream }: BuildOptions): BuiltChat {
  const { json } = call;
  expectFinite(call);
  const sendsSchema = options.structuredOutputs !== false;
  const sampling = buildSampling(call, { model, format });
  const reasoning = buildReasoning(options.reasoningEffort === undefined ? call.reasoning : undefined, {
    model,
  });
  const isStrange = formOf(model) !== undefined;
  const own = optionInputs(options, format);
  const isAskedWhole = stream !== false && sendsSchema && isSchemaRefused(json, { model, stream });
  const isStreamed = stream !== false && !isAskedWhole;
  const inputs = {
    messages: buildMessages(json && !sendsSchema ? instruct(call.messages, json) : call.messages, { model }),
    [hasQuirk('maxCompletionTokens', model) ? 'max_completion_tokens' : 'max_tokens']:
      call.maxTokens ?? options.maxTokens,
    ...sampling.inputs,
    ...buildTools(call.tools, { toolChoice: call.toolChoice, format }),
    ...reasoning.inputs,
    response_format:
      json &&
      buildResponseFormat(sendsSchema ? json : { ...json, schema: undefined }, {
        format,
        strict: isStrange ? false : undefined,
      }),
    ...own.inputs,
    ...(isStrange ? { chat_template_kwargs: undefined } : templateInputs(reasoning.inputs, own.inputs)),
    ...(isStreamed && { stream: true }),
    ...(isStreamed && format === 'openai' && { stream_options: { include_usage: true } }),
    ...options.extraInputs,
  };
  return {
    endpoint: format === 'openai' ? 'chat/completions' : 'run',
    inputs: withoutUndefined(inputs),
    headers: { 'x-session-affinity': isStrange ? undefined : options.sessionAffinity },
    warnings: [
      ...sampling.warnings,
      ...reasoning.warnings,
      ...own.warnings,
      ...(isStrange ? strangeOptions(options, model) : []),
    ],
    options,
    isAskedWhole,
  };
}

/** Options with a place in OpenAI's format that models of Workers AI alone know. */
const strangeOptions = (options: ChatOptions, model: string): ChatWarning[] =>
  (['chatTemplateKwargs', 'sessionAffinity'] as const)
    .filter(name => options[name] !== undefined)
    .map(name => noPlaceInModel(name, model));

/** Whether a stream with such a schema is refused, by the models' table or by an answer seen before (error 5023). */
function isSchemaRefused(
  json: JsonFormat | undefined,
  { model, stream }: Pick<BuildOptions, 'model' | 'stream'>,
): boolean {
  return json?.schema !== undefined && (stream === 'whole' || hasQuirk('wholeJsonSchema', model));
}

/** The reasoning setting and the caller's own `chatTemplateKwargs` share an input. */
function templateInputs(...layers: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const given = layers.map(inputs => inputs.chat_template_kwargs).filter(isRecord);
  return given.length > 1 ? { chat_template_kwargs: Object.assign({}, ...given) } : {};
}

interface Target {
  readonly model: string;
  readonly format: Format;
}

interface SamplingInput {
  readonly setting: ChatSetting;
  readonly input: string;
  readonly isTaken: (target: Target) => boolean;
}

const everywhere = () => true;
const takesOpenAI = ({ model, format }: Target) => format === 'openai' || hasQuirk('openAIInputs', model);

/** The AI SDK's sampling settings as Workers AI names them. */
const samplingInputs: readonly SamplingInput[] = [
  { setting: 'temperature', input: 'temperature', isTaken: everywhere },
  { setting: 'topP', input: 'top_p', isTaken: everywhere },
  { setting: 'topK', input: 'top_k', isTaken: target => !takesOpenAI(target) },
  { setting: 'seed', input: 'seed', isTaken: everywhere },
  { setting: 'frequencyPenalty', input: 'frequency_penalty', isTaken: everywhere },
  { setting: 'presencePenalty', input: 'presence_penalty', isTaken: everywhere },
  { setting: 'stopSequences', input: 'stop', isTaken: takesOpenAI },
];

function buildSampling(call: ChatCall, target: Target): BuiltInputs {
  const given = samplingInputs.filter(({ setting }) => isGiven(call[setting]));
  const taken = given.filter(({ isTaken }) => isTaken(target));
  const left = given.filter(({ isTaken }) => !isTaken(target));
  return {
    inputs: Object.fromEntries(taken.map(({ setting, input }) => [input, call[setting]])),
    warnings: left.map(({ setting }) => ({
      type: 'setting',
      setting,
      details: `${target.model} does not support it.`,
    })),
  };
}

/**
 * JSON has no NaN: it would be sent as null.
 * @throws InvalidArgumentError for a number that is none.
 */
function expectFinite(call: ChatCall): void {
  expectNumber('maxTokens', call.maxTokens);
  for (const { setting } of samplingInputs) expectNumber(setting, call[setting]);
}

function expectNumber(name: string, value: unknown): void {
  if (typeof value === 'number') expectSetting(name, value, number);
}

const isGiven = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0);
