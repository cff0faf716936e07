import type { APICallError } from '@ai-sdk/provider';
import { describeBody } from '../request/body.ts';
import { brokenAnswer } from '../request/error.ts';
import type { Exchange } from '../transport/transport.ts';

/** The error of a body, or an event of a stream, that is not what a chat model answers. */
export function unreadable(body: string, exchange: Exchange): APICallError {
  return brokenAnswer(`Workers AI sent something that is not a chat response: ${describeBody(body)}`, {
    exchange,
    body,
  });
}
