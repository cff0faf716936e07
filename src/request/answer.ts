import { orAbort } from '../transport/abort.ts';
import { isAbort } from '../transport/connection.ts';
import type { Exchange, Transport, TransportRequest } from '../transport/transport.ts';
import { parseText } from '../values/json.ts';
import { describeBody } from './body.ts';
import { brokenAnswer, brokenOff, callError } from './error.ts';
import { readFailure } from './failure.ts';

export { orAbort };

/**
 * Sends a request and returns the exchange when the answer is not a failure by its status.
 * @throws APICallError for any other.
 */
export async function send(transport: Transport, request: TransportRequest): Promise<Exchange> {
  request.abortSignal?.throwIfAborted();
  const { model, gateway } = request;
  const exchange = { ...(await transport(request)), model, gateway };
  expectUnread(exchange);
  await expectOk(exchange, request.abortSignal);
  return exchange;
}

/** @throws APICallError for a body that somebody else reads: it says nothing of why it is locked. */
function expectUnread(exchange: Exchange): void {
  const { bodyUsed, body } = exchange.response;
  if (!bodyUsed && !body?.locked) return;
  const message =
    'The body of the response was read before the provider could read it. If your fetch looks into responses, let it read response.clone().';
  throw brokenAnswer(message, { exchange, body: '', isRetryable: false });
}

/**
 * An answer of a good status is left unread.
 * @throws APICallError for any other.
 */
export async function expectOk(exchange: Exchange, abortSignal: AbortSignal | undefined): Promise<void> {
  const { response } = exchange;
  if (response.ok) return;
  let body: string;
  try {
    body = await orAbort(response.text(), abortSignal);
  } catch (cause) {
    if (isAbort(cause, abortSignal)) throw cause;
    // The status was there before the connection broke, and says more than the break does.
    throw callError({ ...exchange, body: '', cause });
  }
  throw callError({ ...exchange, body });
}

/**
 * The whole body as text.
 * @throws APICallError, retryable, when the connection breaks before its end.
 */
export function readText(exchange: Exchange, abortSignal: AbortSignal | undefined): Promise<string> {
  return readWhole(() => exchange.response.text(), { exchange, abortSignal });
}

/**
 * The whole body as bytes.
 * @throws APICallError as `readText` does.
 */
export function readBytes(
  exchange: Exchange,
  abortSignal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  return readWhole(() => joinChunks(exchange.response), { exchange, abortSignal });
}

/** As `arrayBuffer()`, which copies each byte twice in Node. */
async function joinChunks({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  const reader = body?.getReader();
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) chunks.push(read.value);
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function readWhole<T>(
  read: () => Promise<T>,
  { exchange, abortSignal }: { exchange: Exchange; abortSignal: AbortSignal | undefined },
): Promise<T> {
  try {
    return await orAbort(read(), abortSignal);
  } catch (error) {
    if (isAbort(error, abortSignal)) throw error;
    throw brokenOff(error, exchange);
  }
}

/** A body that is JSON. */
export interface JsonBody {
  readonly value: unknown;
  /** As it came: for errors to show, since a value may be nested too deep to be written down again. */
  readonly text: string;
}

/**
 * The whole body as JSON.
 * @throws APICallError when it is none, or tells of a failure in spite of its status.
 */
export async function readJson(exchange: Exchange, abortSignal: AbortSignal | undefined): Promise<JsonBody> {
  return parseJson(await readText(exchange, abortSignal), exchange);
}

/** @throws APICallError as `readJson` does. */
export function parseJson(text: string, exchange: Exchange): JsonBody {
  const value = parseText(text);
  if (value === undefined) {
    throw brokenAnswer(`Workers AI did not answer with JSON: ${describeBody(text)}`, {
      exchange,
      body: text,
    });
  }
  if (readFailure(value)) throw callError({ ...exchange, body: text });
  return { value, text };
}
