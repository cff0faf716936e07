import type {
  LanguageModelV1,
  LanguageModelV1CallWarning,
  LanguageModelV1FunctionToolCall,
} from '@ai-sdk/provider-v1';
import type { WholeChatAnswer } from '../../chat/chat.ts';
import type { ChatAnswer, ChatEvent, ChatFinish, ChatWarning } from '../../chat/types.ts';
import { toProviderMetadata } from '../shared/metadata.ts';
import { toResponseMetadata } from '../shared/response-metadata.ts';

type Result = Awaited<ReturnType<LanguageModelV1['doGenerate']>>;
type Event<Type extends ChatEvent['type']> = Extract<ChatEvent, { type: Type }>;

/** Unknown counts are NaN in this version. */
export const toUsage = ({ input, output }: ChatFinish['usage']): Result['usage'] => ({
  promptTokens: input.total ?? Number.NaN,
  completionTokens: output.total ?? Number.NaN,
});

export const toToolCall = ({ id, name, input }: Event<'tool-call'>): LanguageModelV1FunctionToolCall => ({
  toolCallType: 'function',
  toolCallId: id,
  toolName: name,
  args: input,
});

/** What stands beside an answer, whole or streamed. */
export function toCallDetails({ request, warnings }: ChatAnswer): Pick<Result, 'rawCall' | 'request'> & {
  warnings: LanguageModelV1CallWarning[];
} {
  const { messages: rawPrompt, ...rawSettings } = request.inputs;
  return {
    rawCall: { rawPrompt, rawSettings },
    request: request.body === undefined ? {} : { body: request.body },
    warnings: warnings.map(toWarning),
  };
}

function toWarning(warning: ChatWarning): LanguageModelV1CallWarning {
  if (warning.type === 'other') return warning;
  if (warning.type === 'compatibility')
    return { type: 'other', message: `${warning.feature}: ${warning.details}` };
  return { type: 'unsupported-setting', setting: warning.setting, details: warning.details };
}

/** Makes the result of AI SDK 4 of the events of a whole answer. */
export function toResult({ events, finish, response, body }: WholeChatAnswer): Omit<Result, 'rawCall'> {
  const ofType = <Type extends ChatEvent['type']>(type: Type) =>
    events.filter((event): event is Event<Type> => event.type === type);
  const textOf = (type: 'text' | 'reasoning') =>
    ofType(type)
      .map(event => event.text)
      .join('');
  const [metadata] = ofType('metadata');
  const reasoning = textOf('reasoning');
  return {
    text: textOf('text'),
    ...(reasoning && { reasoning }),
    toolCalls: ofType('tool-call').map(toToolCall),
    finishReason: finish.reason.unified,
    usage: toUsage(finish.usage),
    rawResponse: { headers: response.headers, body },
    ...(metadata && { response: toResponseMetadata(metadata) }),
    providerMetadata: toProviderMetadata(finish, response),
  };
}
