import { arrayIn, isObject, type JsonObject, objectIn, stringIn } from '../json.ts';

/** A request of OpenAI's Responses. https://platform.openai.com/docs/api-reference/responses/create */
export function chatFromResponses(inputs: JsonObject): JsonObject {
  const { input, instructions, text, tools, tool_choice: choice, ...rest } = inputs;
  const system = stringIn(instructions);
  const said = typeof input === 'string' ? [{ role: 'user', content: input }] : arrayIn(input);
  const format = objectIn(objectIn(text)?.format);
  return {
    ...rest,
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      ...said.flatMap(messageOf),
    ],
    ...(tools === undefined ? {} : { tools: arrayIn(tools).filter(isFunction) }),
    ...(choice === undefined ? {} : { tool_choice: choice }),
    ...(format?.type === 'json_schema'
      ? { response_format: { type: 'json_schema', json_schema: format } }
      : {}),
    ...(format?.type === 'json_object' ? { response_format: format } : {}),
  };
}

/** Tools that the vendor runs itself have no stand-in. */
const isFunction = (tool: unknown): boolean => isObject(tool) && tool.type === 'function';

function messageOf(item: unknown): JsonObject[] {
  if (!isObject(item)) return [];
  const { type, call_id: id, name } = item;
  if (type === 'function_call') {
    const call = { id, type: 'function', function: { name, arguments: item.arguments } };
    return [{ role: 'assistant', content: '', tool_calls: [call] }];
  }
  if (type === 'function_call_output') return [{ role: 'tool', tool_call_id: id, content: item.output }];
  return item.role === undefined ? [] : [item];
}
