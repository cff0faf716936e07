import { isRecord } from '../../values/check.ts';
import { isJsonObject, listOf, recordOf, secondsOf, textOf } from '../../values/fields.ts';
import { readContent, wordsOf } from './content.ts';
import type { ChatDelta, ToolCallDelta } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

/** gpt-oss may answer in the form of OpenAI's Responses API, whole or as its events. */
export function isResponsesEvent({ output, type }: Fields): boolean {
  return Array.isArray(output) || (typeof type === 'string' && type.startsWith('response.'));
}

/**
 * Reads the events of one answer. Those that repeat what came in pieces (`….done`, and the whole answer at the end) are
 * read only where no piece came.
 * https://platform.openai.com/docs/api-reference/responses-streaming
 */
export function createResponsesReader(): (event: Fields) => ChatDelta {
  const seen = new Set<unknown>();
  return event => {
    if (Array.isArray(event.output)) return readOutput(event);
    const { type, output_index: index = event.item_id } = event;
    switch (type) {
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        seen.add(index);
        return { text: wordsOf(event.delta), toolCalls: [] };
      case 'response.reasoning_text.delta':
      case 'response.reasoning_summary_text.delta':
        seen.add(index);
        return { reasoning: wordsOf(event.delta), toolCalls: [] };
      case 'response.function_call_arguments.delta':
        seen.add(index);
        return { toolCalls: [{ ...pieceOf(event), input: wordsOf(event.delta) ?? '' }] };
      case 'response.output_item.added':
        return { toolCalls: readAdded(event) };
      case 'response.output_item.done':
        if (seen.has(index)) return { toolCalls: readEnd(event) };
        seen.add(index);
        return readItems([event.item]);
      default:
        return readStatus(event, { isRepeated: seen.size > 0 });
    }
  };
}

function readStatus({ type, response }: Fields, { isRepeated }: { isRepeated: boolean }): ChatDelta {
  const { output, ...rest } = recordOf(response);
  const isEnd = type === 'response.completed' || type === 'response.incomplete';
  return { ...readOutput(isRepeated ? rest : { ...rest, output }), ...(isEnd && { isEnd }) };
}

function readOutput(result: Fields): ChatDelta {
  return {
    id: textOf(result.id),
    model: textOf(result.model),
    created: secondsOf(result.created_at),
    ...readItems(listOf(result.output)),
    finishReason: textOf(recordOf(result.incomplete_details).reason),
    usage: isJsonObject(result.usage) ? result.usage : undefined,
  };
}

function readItems(list: readonly unknown[]): ChatDelta {
  const items = list.filter(isRecord);
  const wordsIn = (kind: string) =>
    items
      .filter(({ type }) => type === kind)
      .flatMap(item => [...listOf(item.content), ...listOf(item.summary)])
      .map(part => {
        const { text = '', reasoning = '' } = readContent([part]);
        return text + reasoning;
      })
      .join('');
  return {
    text: wordsIn('message') || undefined,
    reasoning: wordsIn('reasoning') || undefined,
    toolCalls: items
      .filter(({ type }) => type === 'function_call')
      .map(item => ({ ...callOf(item), input: textOf(item.arguments) ?? '', isWhole: true })),
  };
}

const emptyPiece: ToolCallDelta = {
  index: undefined,
  id: undefined,
  name: undefined,
  input: '',
  isWhole: false,
  isEnd: false,
};

const callOf = (item: Fields): ToolCallDelta => ({
  ...emptyPiece,
  id: textOf(item.call_id) ?? textOf(item.id),
  name: textOf(item.name),
});

/** An event names the call by its place among the items, or by the item's id. */
const pieceOf = ({ output_index: index, item_id: id }: Fields): ToolCallDelta =>
  typeof index === 'number' ? { ...emptyPiece, index } : { ...emptyPiece, id: textOf(id) };

function readAdded(event: Fields): ToolCallDelta[] {
  const item = recordOf(event.item);
  return item.type === 'function_call' ? [{ ...callOf(item), index: pieceOf(event).index }] : [];
}

const readEnd = (event: Fields): ToolCallDelta[] =>
  recordOf(event.item).type === 'function_call' ? [{ ...pieceOf(event), isEnd: true }] : [];
