import type { ReasoningStyle } from '../model/facts.ts';
import type { Random } from '../random.ts';
import type { ReplyPart } from '../script/parts.ts';
import type { Gathered } from './gathered-answer.ts';

/** `completion` is what OpenAI-shaped models answer to a bare `prompt`, `responses` what gpt-oss answers to `input`, `task` any other. */
export type ShapeName = 'native' | 'openai' | 'completion' | 'responses' | 'task';

export interface ShapeContext {
  shape: ShapeName;
  model: string;
  /** The run path ends even OpenAI chunks with a native frame. */
  runPath: boolean;
  reasoning: ReasoningStyle | undefined;
  promptTokens: number;
  created: number;
  padding: boolean;
  includeUsage: boolean;
  random: Random;
}

/** Parts that have a form on the wire; the others steer the connection. */
export type ContentPart = Extract<
  ReplyPart,
  { type: 'text' | 'reasoning' | 'tool-call' | 'json' | 'usage' | 'finish' | 'error-frame' }
>;

/** Writes the events of a stream; each string is one chunk. */
export interface EventWriter {
  push(part: ContentPart): string[];
  end(): string[];
}

export interface AnswerShape {
  /** The result of a call that is not streamed. */
  whole(gathered: Gathered, context: ShapeContext): unknown;
  events(gathered: Gathered, context: ShapeContext): EventWriter;
}

export const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

export const done = 'data: [DONE]\n\n';
