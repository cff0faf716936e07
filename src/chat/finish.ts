import type { FinishReason } from './types.ts';

/** How an answer ended: properly, by the silence of a service that had given its finish reason, or with an error. */
export type ChatEnd = 'done' | 'silent' | 'failed';

const reasons: ReadonlyMap<string, FinishReason['unified']> = new Map<string, FinishReason['unified']>([
  ['stop', 'stop'],
  ['length', 'length'],
  ['model_length', 'length'],
  ['max_tokens', 'length'],
  ['max_output_tokens', 'length'],
  ['content_filter', 'content-filter'],
  ['tool_calls', 'tool-calls'],
  ['function_call', 'tool-calls'],
  ['error', 'error'],
]);

/** What is known of an answer at its end. */
export interface Ending {
  readonly how: ChatEnd;
  /** The reason as the service said it. */
  readonly raw: string | undefined;
  readonly toolCalls: number;
  /** Whether the arguments of one of them break off. */
  readonly hasBrokenCalls: boolean;
  /** How many of them had leaked into the text. */
  readonly leaked: number;
  readonly hasForcedTools: boolean;
  readonly isAskedWhole: boolean;
  /** Whether the request named no limit of output tokens, so that the model's own held. */
  readonly hasDefaultLimit: boolean;
  readonly outputTokens: number | undefined;
}

/** `max_tokens` of the older models, whose answers give no finish reason. */
const defaultLimit = 256;

/**
 * The AI SDK's name of why an answer ended. One that the service did not give is inferred only from a proper end; after
 * one that is unknown, whole calls must run, which AI SDK 5 to 7 do for `tool-calls` and `stop` alone.
 */
export function finishReason({ how, raw, toolCalls, hasBrokenCalls, leaked }: Ending): FinishReason {
  if (how === 'failed') return { unified: 'error', raw };
  if (leaked > 0) return { unified: 'tool-calls', raw };
  const known = raw === undefined ? undefined : reasons.get(raw);
  if (known) return { unified: known, raw };
  if (toolCalls > 0 && !(raw && hasBrokenCalls)) return { unified: 'tool-calls', raw };
  return { unified: raw === undefined ? 'stop' : 'other', raw };
}

/** What went otherwise than the caller would expect. */
export function finishNotes(ending: Ending): string[] {
  const { unified } = finishReason(ending);
  const notes: (string | false)[] = [
    ending.how === 'silent' &&
      'The service sent a finish reason, and left the connection open without [DONE]: the stream was ended after endTimeoutMs of silence.',
    ending.isAskedWhole &&
      'The model does not support a JSON schema with streaming, so the answer was requested whole and arrived at once.',
    ending.hasDefaultLimit &&
      (unified === 'length' || (ending.raw === undefined && ending.outputTokens === defaultLimit)) &&
      "The answer was cut at the model's default limit (256 tokens on many models): set maxTokens, in the call or as a model setting.",
    unified === 'tool-calls' &&
      ending.toolCalls === 0 &&
      'The model stopped to call tools, but the answer contains no tool call.',
    ending.leaked > 0 && 'The model wrote the forced tool call as text; it was read as a tool call.',
    ending.hasForcedTools &&
      ending.how !== 'failed' &&
      ending.toolCalls === 0 &&
      unified !== 'tool-calls' &&
      'The model called no tool, although toolChoice required one.',
  ];
  return notes.filter(note => note !== false);
}
