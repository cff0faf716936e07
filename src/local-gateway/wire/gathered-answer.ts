import { type JsonObject, numberIn } from '../json.ts';
import { tokensOf } from '../script/reply.ts';
import type { ContentPart, ShapeContext } from './shape-context.ts';

interface GatheredToolCall {
  id: string | undefined;
  name: string;
  arguments: unknown;
}

/** What an answer has said so far. */
export interface GatheredAnswer {
  text: string;
  reasoning: string;
  json: { value: unknown } | undefined;
  calls: GatheredToolCall[];
  usage: JsonObject;
  finish: string | undefined;
  error: { frame: unknown } | undefined;
}

export const createGatheredAnswer = (): GatheredAnswer => ({
  text: '',
  reasoning: '',
  json: undefined,
  calls: [],
  usage: {},
  finish: undefined,
  error: undefined,
});

export function addPart(gathered: GatheredAnswer, part: ContentPart): void {
  switch (part.type) {
    case 'text':
      gathered.text += part.chunks.join('');
      return;
    case 'reasoning':
      gathered.reasoning += part.chunks.join('');
      return;
    case 'json':
      gathered.json = { value: part.value };
      return;
    case 'tool-call':
      gathered.calls.push({ id: part.id, name: part.name, arguments: part.arguments });
      return;
    case 'usage':
      gathered.usage = { ...gathered.usage, ...part.usage };
      return;
    case 'finish':
      gathered.finish = part.reason;
      return;
    case 'error-frame':
      gathered.error = { frame: part.frame };
      return;
    default:
      part satisfies never;
  }
}

export const argumentsText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '{}');

/** Native results and OpenAI text differ in how they hold a JSON answer; this is the text of either. */
export const textOf = ({ json, text }: GatheredAnswer): string =>
  json ? (JSON.stringify(json.value) ?? '') : text;

/** Counted by the words, unless the reply says otherwise. */
export function usageOf(gathered: GatheredAnswer, { promptTokens }: ShapeContext): JsonObject {
  const calls = gathered.calls.map(call => call.name + argumentsText(call.arguments)).join(' ');
  const completion = tokensOf(`${gathered.reasoning} ${textOf(gathered)} ${calls}`.trim()).length;
  const prompt = numberIn(gathered.usage.prompt_tokens) ?? promptTokens;
  const completed = numberIn(gathered.usage.completion_tokens) ?? completion;
  return {
    prompt_tokens: prompt,
    completion_tokens: completed,
    total_tokens: prompt + completed,
    ...gathered.usage,
  };
}

export const finishOf = ({ finish, calls }: GatheredAnswer): string =>
  finish ?? (calls.length > 0 ? 'tool_calls' : 'stop');
