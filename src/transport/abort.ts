/**
 * The answer, or the signal's reason as soon as the caller gives up: older runtimes ignore the signal they are given.
 * An answer that comes later all the same is let go, so that it holds no connection.
 */
export function orAbort(answer: Promise<Response>, signal: AbortSignal | undefined): Promise<Response> {
  if (!signal) return answer;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const arrive = (response: Response) => {
      if (signal.aborted) response.body?.cancel().catch(() => {});
      resolve(response);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    answer.then(arrive, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
