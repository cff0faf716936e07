import { connectionError, isAbort } from '../transport/connection.ts';
import type { Exchange, Transport, TransportRequest } from '../transport/transport.ts';
import { brokenAnswer, callError, describeBody } from './error.ts';
import { readFailure } from './failure.ts';

/**
 * Sends a request and returns the exchange when the answer is not a failure by its status.
 * @throws APICallError for any other.
 */
export async function send(transport: Transport, request: TransportRequest): Promise<Exchange> {
  request.abortSignal?.throwIfAborted();
  const exchange = await transport(request);
  if (exchange.response.ok) return exchange;
  throw callError({ ...exchange, body: await readText(exchange, request.abortSignal) });
}

/**
 * The whole body as text.
 * @throws APICallError, retryable, when the connection breaks before its end.
 */
export async function readText(exchange: Exchange, abortSignal: AbortSignal | undefined): Promise<string> {
  try {
    return await exchange.response.text();
  } catch (error) {
    if (isAbort(error, abortSignal)) throw error;
    throw connectionError(error, { url: exchange.url, requestBodyValues: exchange.inputs });
  }
}

/**
 * The whole body as JSON.
 * @throws APICallError when it is none, or tells of a failure in spite of its status.
 */
export async function readJson(exchange: Exchange, abortSignal: AbortSignal | undefined): Promise<unknown> {
  const body = await readText(exchange, abortSignal);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw brokenAnswer(`Workers AI answered with something that is not JSON: ${describeBody(body)}`, {
      exchange,
      body,
    });
  }
  if (readFailure(value)) throw callError({ ...exchange, body });
  return value;
}
