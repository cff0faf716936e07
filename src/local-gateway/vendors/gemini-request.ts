import { arrayIn, isObject, type JsonObject, objectIn, stringIn } from '../json.ts';

/** A request of Gemini's generateContent. https://ai.google.dev/api/generate-content */
export function chatFromGemini(inputs: JsonObject, path: string): JsonObject {
  const config = objectIn(inputs.generationConfig) ?? {};
  const system = objectIn(inputs.systemInstruction);
  const declared = [inputs.tools].flat().flatMap(tool => arrayIn(objectIn(tool)?.functionDeclarations));
  const isJson = config.responseMimeType === 'application/json';
  const schema = config.responseSchema ?? config.responseJsonSchema;
  return {
    stream: /:stream/.test(path),
    messages: [
      ...(system ? [{ role: 'system', content: system.parts }] : []),
      ...arrayIn(inputs.contents).flatMap(messagesOf),
    ],
    tools: declared.filter(isObject).map(toolOf),
    ...toolChoice(objectIn(objectIn(inputs.toolConfig)?.functionCallingConfig)),
    ...(config.maxOutputTokens === undefined ? {} : { max_tokens: config.maxOutputTokens }),
    ...(config.stopSequences === undefined ? {} : { stop: config.stopSequences }),
    ...(isJson
      ? {
          response_format: schema
            ? { type: 'json_schema', json_schema: { schema } }
            : { type: 'json_object' },
        }
      : {}),
  };
}

const toolOf = ({ parametersJsonSchema, ...tool }: JsonObject): JsonObject => ({
  type: 'function',
  function: { ...tool, parameters: parametersJsonSchema ?? tool.parameters },
});

function messagesOf(content: unknown): JsonObject[] {
  if (!isObject(content)) return [];
  const parts = arrayIn(content.parts).filter(isObject);
  const results = parts.flatMap(({ functionResponse: result }) =>
    isObject(result) ? [resultOf(result)] : [],
  );
  const calls = parts.flatMap(({ functionCall: call }) => (isObject(call) ? [callOf(call)] : []));
  if (results.length > 0) return results;
  const role = content.role === 'model' ? 'assistant' : 'user';
  return [{ role, content: parts.filter(part => typeof part.text === 'string'), tool_calls: calls }];
}

/** Gemini's calls have no ids: a result names its tool. */
const callOf = ({ name, args }: JsonObject): JsonObject => ({
  type: 'function',
  function: { name, arguments: JSON.stringify(args ?? {}) },
});

function resultOf({ name, response }: JsonObject): JsonObject {
  const value = objectIn(response)?.content ?? response;
  return { role: 'tool', name, content: stringIn(value) ?? JSON.stringify(value) };
}

function toolChoice(config: JsonObject | undefined): JsonObject {
  const [name, ...more] = arrayIn(config?.allowedFunctionNames);
  if (config?.mode === 'NONE') return { tool_choice: 'none' };
  if (config?.mode !== 'ANY') return {};
  return { tool_choice: name !== undefined && more.length === 0 ? { function: { name } } : 'required' };
}
