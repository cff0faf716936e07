import type { ReasoningStyle } from '../model/facts.ts';
import type { Random } from '../random.ts';
import type { ReplyPart } from '../script/parts.ts';

/** `completion` is what OpenAI-shaped models answer to a bare `prompt`, `responses` what gpt-oss answers to `input`, `task` any other. */
export type ShapeName = 'native' | 'openai' | 'completion' | 'responses' | 'task' | VendorShapeName;

/** What other vendors answer in, where it is not OpenAI's chat. */
type VendorShapeName =
  | 'anthropic'
  | 'cohere'
  | 'gemini'
  | 'grok'
  | 'mistral'
  | 'openai-responses'
  | 'perplexity';

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
  /** Streams a tool call in one chunk, not its arguments in pieces. */
  wholeCalls?: boolean;
  random: Random;
}

/** Parts that have a form on the wire; the others steer the connection. */
export type ContentPart = Extract<
  ReplyPart,
  { type: 'text' | 'reasoning' | 'tool-call' | 'json' | 'usage' | 'finish' | 'error-frame' }
>;
