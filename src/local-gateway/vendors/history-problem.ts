import { arrayIn, isObject, type JsonObject, objectIn } from '../json.ts';
import { signature } from '../wire/anthropic.ts';
import type { VendorWire } from './vendor-wire.ts';

interface Sent {
  readonly wire: VendorWire;
  /** The request as it came, and as OpenAI's chat has it. */
  readonly body: JsonObject;
  readonly chat: JsonObject;
}

/** What a vendor answers 400 to: tool calls and reasoning that its models cannot have written, results without calls. */
export function historyProblem({ wire, body, chat }: Sent): string | undefined {
  const messages = arrayIn(chat.messages).filter(isObject);
  const ids = messages.flatMap(message => [...callsIn(message), message.tool_call_id]).filter(isText);
  const strange = ids.find(id => wire.refusesCallId?.(id));
  if (strange !== undefined) return wire.refusesCallId?.(strange);
  return (
    (arrayIn(body.input).some(isReference) ? undefined : unpairedCall(messages)) ??
    (wire.errors === 'mistral' ? emptyTurn(messages) : undefined) ??
    (wire.errors === 'anthropic' ? foreignBlock(body) : undefined)
  );
}

/** Of what OpenAI stored, a call say. */
const isReference = (item: unknown): boolean => objectIn(item)?.type === 'item_reference';

const isText = (value: unknown): value is string => typeof value === 'string';

const callsIn = ({ tool_calls: calls }: JsonObject): unknown[] =>
  arrayIn(calls).map(call => objectIn(call)?.id);

/** Gemini's calls have no ids, so that nothing is known of their results. */
function unpairedCall(messages: readonly JsonObject[]): string | undefined {
  const open = new Set<string>();
  for (const message of messages) {
    const { role, tool_call_id: id } = message;
    if (role !== 'tool' && open.size > 0) break;
    if (role === 'tool' && isText(id) && !open.delete(id))
      return `No tool call found for the result of ${id}.`;
    for (const call of callsIn(message).filter(isText)) open.add(call);
  }
  return open.size > 0 ? `No tool output found for function call ${[...open].join(', ')}.` : undefined;
}

function emptyTurn(messages: readonly JsonObject[]): string | undefined {
  const isEmpty = ({ role, content, tool_calls: calls }: JsonObject) =>
    role === 'assistant' && [content ?? []].flat().join('') === '' && arrayIn(calls).length === 0;
  return messages.some(isEmpty)
    ? 'Assistant message must have either content or tool_calls, but not none.'
    : undefined;
}

function foreignBlock({ messages }: JsonObject): string | undefined {
  const all = arrayIn(messages).filter(isObject);
  const index = all.findIndex(({ content }) => arrayIn(content).length === 0 && !isText(content));
  if (index >= 0) return `messages.${index}: all messages must have non-empty content`;
  const blocks = all.flatMap(({ content }) => arrayIn(content).filter(isObject));
  if (blocks.some(block => block.type === 'text' && block.text === ''))
    return 'messages: text content blocks must be non-empty';
  return blocks.some(block => block.type === 'thinking' && block.signature !== signature)
    ? 'messages: Invalid `signature` in `thinking` block'
    : undefined;
}
