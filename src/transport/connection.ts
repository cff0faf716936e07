import { APICallError } from '@ai-sdk/provider';

/** What a request was, for the errors that tell of it. */
export interface RequestInfo {
  readonly url: string;
  readonly requestBodyValues: unknown;
}

/** Whether the caller gave up; such errors pass untouched, since the AI SDK looks for them. */
export function isAbort(error: unknown, signal?: AbortSignal): boolean {
  if (signal?.aborted) return true;
  return error instanceof Error && ['AbortError', 'TimeoutError', 'ResponseAborted'].includes(error.name);
}

/** A connection that could not be made, or broke before the answer was whole: worth another try. */
export function connectionError(cause: unknown, { url, requestBodyValues }: RequestInfo): APICallError {
  return new APICallError({
    message: `Cannot reach ${new URL(url).host}: ${reasonOf(cause)}`,
    url,
    requestBodyValues,
    cause,
    isRetryable: true,
  });
}

/** `fetch failed` says nothing; Node puts what happened into the cause. A cause may be its own. */
function reasonOf(error: unknown, levels = 5): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError && cause.errors.length > 0 && levels > 0)
    return reasonOf(cause.errors[0], levels - 1);
  if (cause instanceof Error && levels > 0) return reasonOf(cause, levels - 1);
  return error.message || error.name;
}
