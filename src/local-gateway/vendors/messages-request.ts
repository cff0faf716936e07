import { arrayIn, isObject, type JsonObject, objectIn, stringIn } from '../json.ts';

/** A request of Anthropic's Messages. https://docs.anthropic.com/en/api/messages */
export function chatFromMessages(inputs: JsonObject): JsonObject {
  const {
    system,
    messages,
    tools,
    tool_choice: choice,
    stop_sequences: stop,
    output_config: output,
    ...rest
  } = inputs;
  const format = objectIn(objectIn(output)?.format) ?? objectIn(inputs.output_format);
  return {
    ...rest,
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      ...arrayIn(messages).flatMap(messagesOf),
    ],
    ...(stop === undefined ? {} : { stop }),
    ...(tools === undefined ? {} : { tools: arrayIn(tools).flatMap(toolOf) }),
    ...toolChoice(objectIn(choice)),
    ...(format ? { response_format: { type: 'json_schema', json_schema: { schema: format.schema } } } : {}),
  };
}

function messagesOf(message: unknown): JsonObject[] {
  if (!isObject(message)) return [];
  const blocks = arrayIn(message.content).filter(isObject);
  const results = blocks.filter(block => block.type === 'tool_result').map(resultOf);
  const calls = blocks.filter(block => block.type === 'tool_use').map(callOf);
  const said = blocks.filter(block => block.type === 'text');
  const content = stringIn(message.content) ?? said;
  const own = { ...message, content, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
  return results.length > 0 && said.length === 0 ? results : [...results, own];
}

const callOf = ({ id, name, input }: JsonObject): JsonObject => ({
  id,
  type: 'function',
  function: { name, arguments: JSON.stringify(input ?? {}) },
});

const resultOf = ({ tool_use_id: id, content }: JsonObject): JsonObject => ({
  role: 'tool',
  tool_call_id: id,
  content,
});

function toolOf(tool: unknown): JsonObject[] {
  if (!isObject(tool) || tool.input_schema === undefined) return [];
  const { name, description, input_schema: parameters } = tool;
  return [{ type: 'function', function: { name, description, parameters } }];
}

function toolChoice(choice: JsonObject | undefined): JsonObject {
  if (choice === undefined) return {};
  const parallel = choice.disable_parallel_tool_use === true ? { parallel_tool_calls: false } : {};
  if (choice.type === 'any') return { ...parallel, tool_choice: 'required' };
  if (choice.type === 'tool') return { ...parallel, tool_choice: { function: { name: choice.name } } };
  return { ...parallel, tool_choice: choice.type };
}
