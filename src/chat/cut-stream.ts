import type { APICallError } from '@ai-sdk/provider';
import { brokenAnswer } from '../request/error.ts';
import type { Exchange } from '../transport/transport.ts';

/** What an answer showed of its end before the connection closed. */
export interface SeenEnd {
  /** `[DONE]`, or the end of a whole JSON answer. */
  readonly isDone: boolean;
  readonly hasFinishReason: boolean;
  readonly hasFailed: boolean;
}

/** The error of a stream that closed with neither `[DONE]` nor a finish reason; undefined where it was whole. */
export function noticeCut(
  { isDone, hasFinishReason, hasFailed }: SeenEnd,
  exchange: Exchange,
): APICallError | undefined {
  if (isDone || hasFinishReason || hasFailed) return undefined;
  const message = 'The stream ended before the model finished: it sent neither a finish reason nor [DONE].';
  return brokenAnswer(message, { exchange, body: undefined });
}
