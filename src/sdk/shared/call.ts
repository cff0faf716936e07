import type { ChatCall, ChatTool, ChatToolChoice, JsonFormat, Reasoning } from '../../chat/types.ts';
import { optionsOf } from './options.ts';
import { fromPrompt } from './prompt.ts';

/**
 * A call as AI SDK 5, 6 and 7 make it, whichever of their models is called: newer SDKs hand older models options that
 * those do not know.
 */
export interface SdkCall {
  readonly prompt: readonly { readonly role: string; readonly content: unknown }[];
  readonly maxOutputTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly seed?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
  readonly stopSequences?: readonly string[] | undefined;
  readonly responseFormat?: SdkResponseFormat | undefined;
  readonly tools?: readonly SdkTool[] | undefined;
  readonly toolChoice?: SdkToolChoice | undefined;
  readonly reasoning?: Reasoning | 'provider-default' | undefined;
  readonly includeRawChunks?: boolean | undefined;
  readonly providerOptions?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

type SdkResponseFormat =
  | { readonly type: 'text' }
  | ({ readonly type: 'json'; readonly schema?: object | undefined } & Partial<
      Pick<JsonFormat, 'name' | 'description'>
    >);

interface SdkTool {
  readonly type: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema?: unknown;
  readonly strict?: boolean | undefined;
}

type SdkToolChoice =
  | { readonly type: 'auto' | 'none' | 'required' }
  | { readonly type: 'tool'; readonly toolName: string };

/** The call as the core takes it. */
export function fromSdkCall(options: SdkCall): ChatCall {
  const { temperature, topP, topK, seed, frequencyPenalty, presencePenalty, stopSequences } = options;
  return {
    messages: fromPrompt(options.prompt),
    maxTokens: options.maxOutputTokens,
    temperature,
    topP,
    topK,
    seed,
    frequencyPenalty,
    presencePenalty,
    stopSequences,
    json: fromResponseFormat(options.responseFormat),
    tools: fromTools(options.tools ?? []),
    toolChoice: fromToolChoice(options.toolChoice),
    reasoning: options.reasoning === 'provider-default' ? undefined : options.reasoning,
    includeRaw: options.includeRawChunks,
    ...optionsOf(options.providerOptions),
    headers: options.headers,
    abortSignal: options.abortSignal,
  };
}

function fromResponseFormat(format: SdkResponseFormat | undefined): JsonFormat | undefined {
  if (format?.type !== 'json') return undefined;
  const { schema, name, description } = format;
  return { schema: schema && Object.fromEntries(Object.entries(schema)), name, description };
}

function fromTools(tools: readonly SdkTool[]): ChatTool[] {
  return tools
    .filter(tool => tool.type === 'function')
    .map(({ name, description, inputSchema, strict }) => ({
      name,
      description,
      parameters: inputSchema,
      strict,
    }));
}

function fromToolChoice(choice: SdkToolChoice | undefined): ChatToolChoice | undefined {
  return choice?.type === 'tool' ? { type: 'tool', name: choice.toolName } : choice;
}
