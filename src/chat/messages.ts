import { isRecord } from '../values/check.ts';
import { parseText, toJson } from '../values/json.ts';
import { toWirePart, type WirePart } from './media.ts';
import { hasQuirk } from './quirks.ts';
import { restoreToolCallId } from './tool-call-ids.ts';
import type { AssistantPart, ChatMessage, ToolResult, UserPart } from './types.ts';

/** A message as Workers AI takes it. `content` is never null: the models' schemas refuse it. */
export type WireMessage = {
  readonly role: string;
  readonly content: string | readonly WirePart[];
} & Readonly<Record<string, unknown>>;

/** The conversation as the `messages` input. */
export function buildMessages(messages: readonly ChatMessage[], { model }: { model: string }): WireMessage[] {
  const wire: WireMessage[] = [];
  let images: WirePart[] = [];
  for (const message of joinLeadingSystem(messages)) {
    if (message.role === 'tool') {
      for (const result of message.results.map(buildToolResult)) {
        wire.push(result.message);
        images.push(...result.images);
      }
      continue;
    }
    // Tool messages hold text alone, so their images follow behind the last of them.
    if (images.length > 0) wire.push({ role: 'user', content: images });
    images = [];
    wire.push(buildMessage(message, { model }));
  }
  return images.length > 0 ? [...wire, { role: 'user', content: images }] : wire;
}

/** Several models, qwen3.8 for one, take a single system message, and only as the first (a 400 otherwise). */
function joinLeadingSystem(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const other = messages.findIndex(({ role }) => role !== 'system');
  const count = other < 0 ? messages.length : other;
  if (count < 2) return messages;
  const texts = messages.slice(0, count).map(message => (message.role === 'system' ? message.text : ''));
  return [{ role: 'system', text: texts.filter(text => text !== '').join('\n\n') }, ...messages.slice(count)];
}

function buildMessage(
  message: Exclude<ChatMessage, { role: 'tool' }>,
  { model }: { model: string },
): WireMessage {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.text };
    case 'user':
      return { role: 'user', content: buildContent(message.content) };
    case 'assistant':
      return buildAssistant(message.content, { model });
    default:
      return message satisfies never;
  }
}

/** Text alone goes as one string: the older models' schemas take no list. */
function buildContent(parts: readonly UserPart[]): string | readonly WirePart[] {
  const [first] = parts;
  if (parts.length === 1 && first?.type === 'text') return first.text;
  const wire = parts.map(part => (part.type === 'text' ? part : toWirePart(part)));
  return wire.every(part => part.type === 'text') ? wire.map(part => part.text).join('\n') : wire;
}

function buildAssistant(parts: readonly AssistantPart[], { model }: { model: string }): WireMessage {
  let content = '';
  let reasoning = '';
  const calls: object[] = [];
  for (const part of parts) {
    if (part.type === 'text') content += part.text;
    else if (part.type === 'reasoning') reasoning += part.text;
    else calls.push(buildToolCall(part));
  }
  const message: Record<string, unknown> & WireMessage = { role: 'assistant', content };
  if (reasoning) message.reasoning = reasoning;
  if (hasQuirk('reasoningContent', model)) message.reasoning_content = reasoning;
  if (calls.length > 0) message.tool_calls = calls;
  return message;
}

const buildToolCall = ({ id, name, input }: Extract<AssistantPart, { type: 'tool-call' }>) => ({
  id: restoreToolCallId(id),
  type: 'function',
  function: { name, arguments: argumentsOf(input) },
});

/** Chat templates take an object alone: with anything else in the history, every later request is a 400. */
function argumentsOf(input: unknown): string {
  const isText = typeof input === 'string';
  const text = isText ? input : toJson(input ?? null, { what: 'arguments of tool calls' });
  if (isRecord(isText ? parseText(text) : input)) return text;
  return ['', 'null'].includes(text.trim()) ? '{}' : JSON.stringify({ input: text });
}

function buildToolResult({ id, name, content }: ToolResult): { message: WireMessage; images: WirePart[] } {
  const texts: string[] = [];
  const images: WirePart[] = [];
  for (const part of content) {
    const wire = part.type === 'text' ? part : toWirePart(part);
    if (wire.type === 'text') texts.push(wire.text);
    else images.push(wire);
  }
  if (images.length > 0) texts.push('(Images follow.)');
  const message = { role: 'tool', tool_call_id: restoreToolCallId(id), name, content: texts.join('\n') };
  if (images.length === 0) return { message, images };
  return { message, images: [{ type: 'text', text: `Images that the tool ${name} returned:` }, ...images] };
}
