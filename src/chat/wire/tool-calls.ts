import { isRecord } from '../../values/check.ts';
import { listOf, recordOf, textOf } from '../../values/fields.ts';
import type { ToolCallDelta } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

const none: readonly ToolCallDelta[] = [];

/**
 * Tool calls at the top level, else in the choice; flat `{name, arguments}` or nested `{id, function}`, and
 * OpenAI's former `function_call`. Those of a whole message are whole.
 */
export function readToolCalls(
  result: Fields,
  { message, isWhole }: { readonly message: Fields; readonly isWhole: boolean },
): readonly ToolCallDelta[] {
  const top = listOf(result.tool_calls);
  const calls = top.length > 0 ? top : listOf(message.tool_calls);
  if (calls.length === 0) {
    const { function_call: call } = message;
    return isRecord(call) ? [readToolCall({ index: 0, function: call }, { isWhole })] : none;
  }
  return calls.filter(isRecord).map(call => readToolCall(call, { isWhole }));
}

function readToolCall(call: Fields, { isWhole }: { isWhole: boolean }): ToolCallDelta {
  const target = isRecord(call.function) ? call.function : call;
  const given = target.arguments ?? target.parameters;
  const index = readIndex(call.index);
  const id = textOf(call.id);
  const value = typeof given === 'object' && given !== null ? given : undefined;
  // Pieces that are digits or a boolean may come as such, like the text of an answer (cloudflare/ai#651).
  const input = value || given === undefined || given === null ? '' : String(given);
  return {
    index,
    id,
    name: textOf(target.name),
    input,
    value,
    isWhole: isWhole || (value !== undefined && id === undefined && index === undefined),
    isEnd: call.id === null && recordOf(call.function).name === null && input === '' && !value,
  };
}

function readIndex(index: unknown): number | undefined {
  const value = typeof index === 'string' && /^\d{1,9}$/.test(index) ? Number(index) : index;
  return typeof value === 'number' ? value : undefined;
}
