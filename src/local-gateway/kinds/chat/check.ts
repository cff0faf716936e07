import { findModel } from '../../../catalogue/catalogue.ts';
import { arrayIn, isObject, type JsonObject, numberIn } from '../../json.ts';
import { tokensOf } from '../../script/reply.ts';
import { type Failure, failureOf, jsonModeFailure } from '../../wire/failures.ts';
import { emptyPrompt, mismatch, notText } from '../input-problems.ts';
import type { CheckContext, InputCheck } from '../kind.ts';
import { checkHistory } from './check-history.ts';
import { readChatRequest } from './request.ts';

export const checkChat: InputCheck = (inputs, context) =>
  checkForm(inputs, context) ??
  checkMessages(inputs, context) ??
  checkHistory(inputs, context) ??
  checkSettings(inputs, context) ??
  checkStreamedJson(inputs, context) ??
  checkLength(inputs, context);

function checkForm(inputs: JsonObject, { call }: CheckContext): string | undefined {
  const { prompt, messages, input } = inputs;
  if (prompt !== undefined && messages !== undefined) return 'prompt and messages are mutually exclusive';
  if (prompt === undefined && messages === undefined && input === undefined) {
    const names = call.format === 'native' ? ['prompt', 'messages'] : ['messages'];
    const required = names.map(name => `required properties at '/' are '${name}'`).join(', ');
    return `oneOf at '/' not met, 0 matches: ${required}`;
  }
  if (messages !== undefined && !Array.isArray(messages)) return mismatch('/messages', messages, 'array');
  return emptyPrompt(prompt) ?? (prompt === undefined ? undefined : notText('/prompt', prompt));
}

function checkMessages(inputs: JsonObject, { facts, options }: CheckContext): string | undefined {
  const takesParts =
    facts.shape === 'openai' ||
    options.disputes.nativeTextParts === 'accepted' ||
    /llama-4|llama-3\.2-11b|gemma-3|mistral-small-3\.1/.test(facts.id);
  for (const [index, message] of arrayIn(inputs.messages).entries()) {
    const path = `/messages/${index}`;
    if (!isObject(message) || message.role === undefined)
      return oneOf(`required properties at '${path}' are 'role,content'`);
    const { content } = message;
    if (content === undefined && facts.shape === 'native') {
      return oneOf(`required properties at '${path}' are 'role,content'`);
    }
    if (content === null && facts.shape === 'native')
      return oneOf(mismatch(`${path}/content`, content, 'string'));
    if (Array.isArray(content) && !takesParts) return oneOf(mismatch(`${path}/content`, content, 'string'));
  }
  return undefined;
}

const oneOf = (problem: string): string =>
  `oneOf at '/' not met, 0 matches: required properties at '/' are 'prompt', ${problem}`;

const ranges: readonly (readonly [name: string, least: number, most: number])[] = [
  ['temperature', 0, 5],
  ['top_p', 0.001, 1],
  ['top_k', 1, 50],
  ['seed', 1, 9999999999],
  ['repetition_penalty', 0, 2],
  ['frequency_penalty', -2, 2],
  ['presence_penalty', -2, 2],
];

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  boolean: value => typeof value === 'boolean',
  integer: value => Number.isInteger(value),
  string: value => typeof value === 'string',
};

/** https://developers.cloudflare.com/workers-ai/models/llama-3.3-70b-instruct-fp8-fast/ */
const typed: readonly (readonly [name: string, type: string])[] = [
  ['stream', 'boolean'],
  ['raw', 'boolean'],
  ['max_tokens', 'integer'],
  ['top_k', 'integer'],
  ['seed', 'integer'],
  ['lora', 'string'],
];

function checkTypes(inputs: JsonObject): string | undefined {
  const wrong = typed.find(([name, type]) => inputs[name] !== undefined && !types[type]?.(inputs[name]));
  return wrong && mismatch(`/${wrong[0]}`, inputs[wrong[0]], wrong[1]);
}

/** Models with the level `max` take any word for an effort; of the others, those that can be turned off take `none`. */
function takesEffort(id: string, effort: unknown): boolean {
  if (effort !== 'none' && effort !== 'minimal') return true;
  const known = findModel(id)?.reasoning;
  return known?.efforts.includes('max') || (effort === 'none' && known?.off === 'none');
}

/** A stream that is to follow a schema, or (on the run path) to be JSON at all. */
function checkStreamedJson(inputs: JsonObject, { call, options }: CheckContext): Failure | undefined {
  const { json, stream } = readChatRequest(call.model, inputs);
  if (!stream || !json || call.provider !== 'workers-ai') return undefined;
  const { jsonModeStream, jsonModeFailure: status } = options.disputes;
  const comesWhole = findModel(call.model)?.structuredOutputs === 'whole';
  if (jsonModeStream === 'streamed' || (jsonModeStream === 'by-model' && !comesWhole)) return undefined;
  if (json.schema) return failureOf(5023);
  return jsonModeStream === 'refused' && call.format === 'native' ? jsonModeFailure(status) : undefined;
}

function checkSettings(inputs: JsonObject, { facts, call }: CheckContext): string | Failure | undefined {
  const choice = inputs.tool_choice;
  if (choice === 'any') return failureOf(8001);
  if (!takesEffort(facts.id, inputs.reasoning_effort)) return failureOf(8001);
  if (facts.shape !== 'native' || call.format !== 'native') return undefined;
  const mistyped = checkTypes(inputs);
  if (mistyped !== undefined) return mistyped;
  for (const [name, least, most] of ranges) {
    const value = inputs[name];
    if (value === undefined) continue;
    const number = numberIn(value);
    if (number === undefined) return mismatch(`/${name}`, value, 'number');
    if (number < least || number > most) return `'/${name}' must be between ${least} and ${most}`;
  }
  const undescribed = arrayIn(inputs.tools).findIndex(tool => {
    const described = isObject(tool) && isObject(tool.function) ? tool.function : tool;
    return isObject(described) && typeof described.description !== 'string';
  });
  return undescribed < 0
    ? undefined
    : oneOf(`required properties at '/tools/${undescribed}' are 'name,description,parameters'`);
}

function checkLength(inputs: JsonObject, { facts }: CheckContext): Failure | undefined {
  const most = numberIn(inputs.max_tokens) ?? 0;
  const characters = JSON.stringify(inputs.messages ?? inputs.prompt ?? '').length;
  // A picture's base64 is not text; nearly all prompts are far below the window and need no count.
  if (facts.context === undefined || characters / 2 + most < facts.context) return undefined;
  const text =
    JSON.stringify(inputs.messages ?? inputs.prompt, (key, value) => (key === 'url' ? '' : value)) ?? '';
  const total = tokensOf(text).length + most;
  if (total <= facts.context) return undefined;
  return failureOf(5021, {
    message: `The estimated number of input and maximum output tokens (${total}) exceeded this model context window limit (${facts.context}).`,
  });
}
