import type { APICallError } from '@ai-sdk/provider';
import { describeBody } from '../request/body.ts';
import { brokenAnswer } from '../request/error.ts';
import type { Exchange } from '../transport/transport.ts';

/** A body, or an event of a stream, that is not what a chat model answers. */
export function unreadable(body: string, exchange: Exchange): APICallError {
  return brokenAnswer(`Workers AI answered with what no chat model answers: ${describeBody(body)}`, {
    exchange,
    body,
  });
}

/** A stream with neither `[DONE]` nor a finish reason. */
export function cut(exchange: Exchange): APICallError {
  return brokenAnswer('The stream ended before the answer did: it had neither a finish reason nor [DONE].', {
    exchange,
    body: undefined,
  });
}
