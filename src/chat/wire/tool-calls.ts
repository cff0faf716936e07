import { isRecord } from '../../values/check.ts';
import { listOf, recordOf, textOf } from '../../values/fields.ts';
import type { ToolCallDelta } from './types.ts';

/**
 * Tool calls at the top level, else in the choice; flat `{name, arguments}` or nested `{id, function}`, and
 * OpenAI's former `function_call`.
 */
export function readToolCalls(
  result: Readonly<Record<string, unknown>>,
  message: Readonly<Record<string, unknown>>,
): ToolCallDelta[] {
  const top = listOf(result.tool_calls);
  const calls = top.length > 0 ? top : listOf(message.tool_calls);
  if (calls.length === 0 && isRecord(message.function_call)) {
    return [readToolCall({ index: 0, function: message.function_call })];
  }
  return calls.filter(isRecord).map(readToolCall);
}

function readToolCall(call: Readonly<Record<string, unknown>>): ToolCallDelta {
  const target = isRecord(call.function) ? call.function : call;
  const given = target.arguments ?? target.parameters;
  const isText = typeof given === 'string';
  return {
    index: typeof call.index === 'number' ? call.index : undefined,
    id: textOf(call.id),
    name: textOf(target.name),
    input: isText ? given : given === undefined || given === null ? '' : JSON.stringify(given),
    isWhole: !isText && given !== undefined && given !== null,
    isEnd: call.id === null && recordOf(call.function).name === null && !given,
  };
}
