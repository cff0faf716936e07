import { isRecord } from '../../values/check.ts';
import { isJsonObject, listOf, recordOf, secondsOf, textOf } from '../../values/fields.ts';
import type { ChatDelta } from './types.ts';

/** gpt-oss may answer in the form of OpenAI's Responses API. */
export function readResponsesOutput(result: Readonly<Record<string, unknown>>): ChatDelta {
  const items = listOf(result.output).filter(isRecord);
  const textsOf = (type: string) =>
    items
      .filter(item => item.type === type)
      .flatMap(item => [...listOf(item.content), ...listOf(item.summary)])
      .map(part => textOf(recordOf(part).text) ?? '')
      .join('');
  return {
    id: textOf(result.id),
    model: textOf(result.model),
    created: secondsOf(result.created_at),
    text: textsOf('message') || undefined,
    reasoning: textsOf('reasoning') || undefined,
    toolCalls: items.filter(item => item.type === 'function_call').map(readCall),
    finishReason: textOf(recordOf(result.incomplete_details).reason),
    usage: isJsonObject(result.usage) ? result.usage : undefined,
  };
}

function readCall(item: Readonly<Record<string, unknown>>): ChatDelta['toolCalls'][number] {
  return {
    index: undefined,
    id: textOf(item.call_id) ?? textOf(item.id),
    name: textOf(item.name),
    input: textOf(item.arguments) ?? '',
    isWhole: true,
    isEnd: false,
  };
}
