/**
 * The promise's result, or the signal's reason as soon as the caller gives up: not everything that is given a signal
 * heeds it. What comes later all the same goes to `discard`.
 */
export function orAbort<T>(
  promise: PromiseLike<T>,
  signal: AbortSignal | undefined,
  discard: (late: T) => void = () => {},
): Promise<T> {
  if (!signal) return Promise.resolve(promise);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const arrive = (value: T) => {
      if (signal.aborted) discard(value);
      resolve(value);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    Promise.resolve(promise)
      .then(arrive, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}

/** An answer that comes too late holds no connection. */
export function discard({ body }: Response): void {
  if (body && 'cancel' in body) body.cancel().catch(() => {});
}
