import { arrayIn, booleanIn, isObject, type JsonObject, numberIn, objectIn, stringIn } from '../../json.ts';

export interface ChatImage {
  mediaType: string;
  bytes: Uint8Array;
}

export interface ChatMessage {
  role: string;
  text: string;
  images: readonly ChatImage[];
  toolCalls: readonly { id: string | undefined; name: string; arguments: unknown }[];
  toolCallId: string | undefined;
  /** Of a tool's result: the tool. */
  name: string | undefined;
}

export interface ChatTool {
  name: string;
  description: string | undefined;
  parameters: JsonObject;
}

/** A chat, read from any of the request formats; `inputs` is what was sent. */
export interface ChatRequest {
  model: string;
  messages: readonly ChatMessage[];
  tools: readonly ChatTool[];
  toolChoice: 'auto' | 'none' | 'required' | { name: string };
  /** Whether JSON is asked for, and its schema if one was given. */
  json: { schema: JsonObject | undefined } | undefined;
  maxTokens: number | undefined;
  stop: readonly string[];
  stream: boolean;
  inputs: JsonObject;
}

export function readChatRequest(model: string, inputs: JsonObject): ChatRequest {
  return {
    model,
    messages: readMessages(inputs),
    tools: arrayIn(inputs.tools).flatMap(readTool),
    toolChoice: readToolChoice(inputs.tool_choice),
    json: readJsonMode(inputs),
    maxTokens:
      numberIn(inputs.max_tokens) ??
      numberIn(inputs.max_completion_tokens) ??
      numberIn(inputs.max_output_tokens),
    stop: [inputs.stop].flat().flatMap(item => (typeof item === 'string' && item !== '' ? [item] : [])),
    stream: booleanIn(inputs.stream) ?? false,
    inputs,
  };
}

const userMessage = (text: string, images: readonly ChatImage[] = []): ChatMessage => ({
  role: 'user',
  text,
  images,
  toolCalls: [],
  toolCallId: undefined,
  name: undefined,
});

function readMessages(inputs: JsonObject): ChatMessage[] {
  const prompt = stringIn(inputs.prompt) ?? stringIn(inputs.input);
  const listed = arrayIn(inputs.messages ?? inputs.input).flatMap(readMessage);
  const messages = prompt === undefined ? listed : [userMessage(prompt)];
  const image = readBareImage(inputs.image);
  const last = messages.at(-1);
  if (image && last) messages[messages.length - 1] = { ...last, images: [...last.images, image] };
  return messages;
}

function readMessage(value: unknown): ChatMessage[] {
  if (!isObject(value)) return [];
  const parts = arrayIn(value.content).flatMap(part => (isObject(part) ? [part] : []));
  return [
    {
      role: stringIn(value.role) ?? 'user',
      text: stringIn(value.content) ?? parts.map(part => stringIn(part.text) ?? '').join(''),
      images: parts.flatMap(readImagePart),
      toolCalls: arrayIn(value.tool_calls).flatMap(readToolCall),
      toolCallId: stringIn(value.tool_call_id),
      name: stringIn(value.name),
    },
  ];
}

function readToolCall(value: unknown): ChatMessage['toolCalls'][number][] {
  if (!isObject(value)) return [];
  const call = objectIn(value.function) ?? value;
  return [{ id: stringIn(value.id), name: stringIn(call.name) ?? '', arguments: call.arguments }];
}

function readImagePart(part: JsonObject): ChatImage[] {
  const url = stringIn(objectIn(part.image_url)?.url) ?? stringIn(part.image_url) ?? stringIn(part.image);
  const image = url === undefined ? undefined : readDataUrl(url);
  return image ? [image] : [];
}

function readBareImage(value: unknown): ChatImage | undefined {
  if (typeof value === 'string')
    return readDataUrl(value.startsWith('data:') ? value : `data:;base64,${value}`);
  const bytes = arrayIn(value).flatMap(item => (typeof item === 'number' ? [item] : []));
  return bytes.length > 0 ? { mediaType: '', bytes: Uint8Array.from(bytes) } : undefined;
}

function readDataUrl(url: string): ChatImage | undefined {
  const match = /^data:([^;,]*)[^,]*;base64,/.exec(url);
  if (!match) return undefined;
  return { mediaType: match[1] ?? '', bytes: fromBase64(url.slice(match[0].length)) };
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function readTool(value: unknown): ChatTool[] {
  if (!isObject(value)) return [];
  const tool = objectIn(value.function) ?? value;
  const name = stringIn(tool.name);
  if (name === undefined) return [];
  return [{ name, description: stringIn(tool.description), parameters: objectIn(tool.parameters) ?? {} }];
}

function readToolChoice(value: unknown): ChatRequest['toolChoice'] {
  if (value === 'none' || value === 'required') return value;
  const name = stringIn(objectIn(objectIn(value)?.function)?.name) ?? stringIn(objectIn(value)?.name);
  return name === undefined ? 'auto' : { name };
}

/** The schema comes bare (Workers AI) or in OpenAI's `{ name, schema, strict }`, or as `guided_json`. */
function readJsonMode(inputs: JsonObject): ChatRequest['json'] {
  const guided = objectIn(inputs.guided_json);
  if (guided) return { schema: guided };
  const format = objectIn(inputs.response_format);
  if (format?.type === 'json_object') return { schema: undefined };
  if (format?.type !== 'json_schema') return undefined;
  const schema = objectIn(format.json_schema);
  return { schema: objectIn(schema?.schema) ?? schema };
}
