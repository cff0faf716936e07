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
    message: `Cannot reach Workers AI at ${new URL(url).host}: ${reasonOf(cause)}`,
    url,
    requestBodyValues,
    cause,
    isRetryable: true,
  });
}

/** `fetch failed` says nothing; Node puts what happened into the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  if (cause instanceof Error) return reasonOf(cause);
  return error.message || error.name;
}
