import { APICallError } from '@ai-sdk/provider';

/** What a request was, for the errors that tell of it. */
export interface RequestInfo {
  readonly url: string;
  readonly requestBodyValues: unknown;
}

/** An error by its shape: one of another realm (Jest, vm) is no instance of this one's `Error`. */
export function isError(value: unknown): value is Error {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    typeof value.message === 'string' &&
    'name' in value &&
    typeof value.name === 'string'
  );
}

/** Whether the caller gave up; such errors pass untouched, since the AI SDK looks for them. */
export function isAbort(error: unknown, signal?: AbortSignal): boolean {
  if (signal?.aborted) return true;
  return isError(error) && ['AbortError', 'TimeoutError', 'ResponseAborted'].includes(error.name);
}

/** A connection that could not be made, or broke before the answer was whole: worth another try. */
export function connectionError(cause: unknown, { url, requestBodyValues }: RequestInfo): APICallError {
  const { host, hostname } = new URL(url);
  const reason = reasonOf(cause);
  const isRefused = /ECONNREFUSED|ConnectionRefused/.test(reason) && local.includes(hostname);
  return new APICallError({
    message: `Cannot reach ${host}: ${reason}${isRefused ? startGateway : ''}`,
    url,
    requestBodyValues,
    cause,
    isRetryable: true,
  });
}

const local = ['localhost', '127.0.0.1', '[::1]'];
const startGateway = '. Is the local gateway running? Start it with: npx workers-ai-gateway dev';

/** `fetch failed` says nothing; Node puts what happened into the cause. A cause may be its own. */
function reasonOf(error: unknown, levels = 5): string {
  if (typeof error === 'string') return error;
  if (!isError(error))
    return `a value of type ${error === null ? 'null' : typeof error} was thrown, not an Error.`;
  const { cause } = error;
  if (levels > 0 && isError(cause)) {
    const [first] = 'errors' in cause && Array.isArray(cause.errors) ? cause.errors : [];
    return reasonOf(isError(first) ? first : cause, levels - 1);
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const reason = error.message || code || error.name;
  return reason.length > 200 ? `${reason.slice(0, 200)}…` : reason;
}
