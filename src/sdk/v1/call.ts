import type {
  LanguageModelV1CallOptions,
  LanguageModelV1CallWarning,
  LanguageModelV1FunctionTool,
} from '@ai-sdk/provider-v1';
import type { ChatCall, ChatTool, ChatToolChoice, JsonFormat } from '../../chat/types.ts';
import { optionsOf } from '../shared/options.ts';
import { fromPrompt } from '../shared/prompt.ts';
import { noProviderTools } from '../shared/tool-warnings.ts';

type Mode = LanguageModelV1CallOptions['mode'];

/** A call of AI SDK 4 as the core takes it. */
export function fromCall(options: LanguageModelV1CallOptions): ChatCall {
  const { prompt, mode, maxTokens, temperature, topP, topK, seed, frequencyPenalty, presencePenalty } =
    options;
  return {
    messages: fromPrompt(prompt),
    maxTokens,
    temperature,
    topP,
    topK,
    seed,
    frequencyPenalty,
    presencePenalty,
    stopSequences: options.stopSequences,
    json: fromJsonMode(options),
    tools: fromTools(mode),
    toolChoice: fromToolChoice(mode),
    ...optionsOf(options.providerMetadata),
    headers: options.headers,
    abortSignal: options.abortSignal,
  };
}

function fromJsonMode({ mode, responseFormat }: LanguageModelV1CallOptions): JsonFormat | undefined {
  const format =
    mode.type === 'object-json' ? mode : responseFormat?.type === 'json' ? responseFormat : undefined;
  return format && { schema: asRecord(format.schema), name: format.name, description: format.description };
}

/** A JSON schema is an object here: the two others, true and false, describe no object. */
const asRecord = (schema: object | undefined): Readonly<Record<string, unknown>> | undefined =>
  schema && Object.fromEntries(Object.entries(schema));

function fromTools(mode: Mode): ChatTool[] {
  if (mode.type === 'object-tool') return [fromTool(mode.tool)];
  if (mode.type !== 'regular') return [];
  return (mode.tools ?? []).flatMap(tool => (tool.type === 'function' ? [fromTool(tool)] : []));
}

const fromTool = ({ name, description, parameters }: LanguageModelV1FunctionTool): ChatTool => ({
  name,
  description,
  parameters,
});

/** An object asked for by a tool is a tool that must be called. */
function fromToolChoice(mode: Mode): ChatToolChoice | undefined {
  if (mode.type === 'object-tool') return { type: 'tool', name: mode.tool.name };
  if (mode.type !== 'regular' || !mode.toolChoice) return undefined;
  return mode.toolChoice.type === 'tool' ? { type: 'tool', name: mode.toolChoice.toolName } : mode.toolChoice;
}

/** Tools that other providers define run on their servers. */
export function toolWarnings(mode: Mode): LanguageModelV1CallWarning[] {
  if (mode.type !== 'regular') return [];
  return (mode.tools ?? []).flatMap(tool =>
    tool.type === 'function' ? [] : [{ type: 'unsupported-tool', tool, details: noProviderTools }],
  );
}
