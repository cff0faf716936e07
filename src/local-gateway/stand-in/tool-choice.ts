import { type JsonObject, objectIn, parseJson } from '../json.ts';
import type { ChatMessage, ChatRequest, ChatTool } from '../kinds/chat/request.ts';
import { type ReplyPart, toolCall } from '../script/parts.ts';
import { valueFor } from './schema/value.ts';
import { sameStem, wordsOf, wordsOfName } from './words.ts';

/** Verbs that open tool names and say nothing about what the tool is for. */
const verbs = new Set(
  'get set fetch list search find look lookup run call do make create use tool function current'.split(' '),
);

/** The calls the stand-in makes: those the tool choice orders, or those that the last user message names. */
export function chooseCalls(request: ChatRequest): ReplyPart[] {
  const { toolChoice, tools, messages } = request;
  if (tools.length === 0 || toolChoice === 'none') return [];
  const asked = lastUserText(messages);
  if (typeof toolChoice === 'object') {
    return tools.filter(tool => tool.name === toolChoice.name).map(tool => callOf(tool, asked));
  }
  const answered = messages.at(-1)?.role === 'tool';
  if (toolChoice === 'required') {
    const named = namedTools(tools, asked);
    return (named.length > 0 ? named : tools.slice(0, 1)).map(tool => callOf(tool, asked));
  }
  if (answered) return [];
  const named = namedTools(tools, asked);
  const several = request.inputs.parallel_tool_calls !== false;
  return (several ? named : named.slice(0, 1)).map(tool => callOf(tool, asked));
}

/** As much of it as the stand-in reads. */
export const lastUserText = (messages: readonly ChatMessage[]): string =>
  messages.findLast(message => message.role === 'user')?.text.slice(0, 20_000) ?? '';

/** The tool's name is no place or person that its arguments could name. */
const callOf = ({ name, parameters }: ChatTool, asked: string): ReplyPart =>
  toolCall(name, valueFor({ type: 'object', ...parameters }, { text: asked.replaceAll(name, ' ') }));

/** Tools named outright; failing that, those whose name's words all appear, or at least one that is not a verb. */
function namedTools(tools: readonly ChatTool[], asked: string): ChatTool[] {
  const outright = tools.filter(tool => asked.includes(tool.name));
  if (outright.length > 0) return outright;
  const said = wordsOf(asked.toLowerCase());
  return tools.filter(tool => {
    const words = wordsOfName(tool.name);
    const telling = words.filter(word => !verbs.has(word));
    return (telling.length > 0 ? telling : words).some(word => said.some(other => sameStem(word, other)));
  });
}

/** The results since the last user message, which an answer rests on. */
export function toolResults(
  messages: readonly ChatMessage[],
): { name: string; text: string; value: unknown }[] {
  const start = messages.findLastIndex(message => message.role === 'user');
  const names = new Map(
    messages.flatMap(message => message.toolCalls.map(call => [call.id, call.name] as const)),
  );
  return messages.slice(start + 1).flatMap(message => {
    if (message.role !== 'tool') return [];
    const name = message.name ?? names.get(message.toolCallId) ?? 'the tool';
    return [{ name, text: message.text, value: parseJson(message.text) }];
  });
}

export const factsIn = (results: readonly { value: unknown }[]): JsonObject =>
  Object.assign({}, ...results.map(result => objectIn(result.value) ?? {}));
