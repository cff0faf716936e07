import { discard, orAbort } from './abort.ts';
import { connectionError, isAbort } from './connection.ts';
import type { Exchange } from './transport.ts';

/** Tokens and addresses of an account; read anew for each request. */
export interface Access {
  readonly accountId: string;
  readonly apiKey: string;
  readonly gatewayToken: string | undefined;
  /** Of AI Gateway, without a slash at its end; undefined where nobody set one. */
  readonly baseURL: string | undefined;
  /** Of Cloudflare's API, without a slash at its end. */
  readonly apiURL: string;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: RequestInit['body'];
  readonly abortSignal: AbortSignal | undefined;
  /** The inputs, for errors to show. */
  readonly inputs: unknown;
  readonly fetch: typeof globalThis.fetch | undefined;
}

/**
 * Sends a request by fetch. Redirects are not followed: they would carry the tokens elsewhere.
 * @throws APICallError, retryable, when no answer came.
 */
export async function sendHttp(request: HttpRequest): Promise<Exchange> {
  const { url, method, headers, body, abortSignal, inputs, fetch = globalThis.fetch } = request;
  abortSignal?.throwIfAborted();
  try {
    const answer = fetch(url, {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body }),
      ...(abortSignal && { signal: abortSignal }),
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    });
    const response = await orAbort(answer, abortSignal, discard);
    return { url, inputs, requestBody: typeof body === 'string' ? body : undefined, response };
  } catch (error) {
    if (isAbort(error, abortSignal)) throw error;
    throw connectionError(error, { url, requestBodyValues: inputs });
  }
}
