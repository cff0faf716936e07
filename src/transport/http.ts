import { APICallError } from '@ai-sdk/provider';
import { discard, orAbort } from './abort.ts';
import { connectionError, isAbort } from './connection.ts';
import { isResponse, toWebResponse } from './response.ts';
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
    const response: unknown = await orAbort(answer, abortSignal, late => isResponse(late) && discard(late));
    if (!isResponse(response)) throw noResponse(response, { url, inputs });
    const requestBody = typeof body === 'string' ? body : undefined;
    return { url, inputs, requestBody, response: toWebResponse(response) };
  } catch (error) {
    if (isAbort(error, abortSignal) || APICallError.isInstance(error)) throw error;
    throw connectionError(error, { url, requestBodyValues: inputs });
  }
}

function noResponse(value: unknown, { url, inputs }: Pick<Exchange, 'url' | 'inputs'>): APICallError {
  const what = value === null || value === undefined ? `${value}` : `a value of type ${typeof value}`;
  return new APICallError({
    message: `The fetch setting returned ${what} instead of a Response. Check that it returns the result of fetch().`,
    url,
    requestBodyValues: inputs,
    isRetryable: false,
  });
}
