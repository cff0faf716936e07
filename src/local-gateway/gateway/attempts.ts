import { entryIn } from '../json.ts';
import type { ModelAnswer, RunCall } from '../run/call.ts';
import { failureAnswer } from '../run/failure-answer.ts';
import type { RunContext } from '../run/run.ts';
import { runModel } from '../run/run-model.ts';
import { wait } from '../wait.ts';
import { failureOf } from '../wire/failures.ts';

interface Attempt extends RunContext {
  call: RunCall;
}

/** Calls the model as often as the request allows. https://developers.cloudflare.com/ai-gateway/configuration/request-handling/ */
export async function attempt({ call, state, signal }: Attempt): Promise<ModelAnswer> {
  const { controls } = call;
  const most = Math.min(5, Math.max(1, Math.floor(controls.maxAttempts ?? 1)));
  for (let number = 1; ; number++) {
    // On the last of several attempts the gateway waits, whatever the timeout.
    const timeout = most > 1 && number === most ? undefined : controls.requestTimeoutMs;
    const answer = await once({ call, state, signal }, timeout);
    if (answer && (number === most || !isRetried(answer.status))) return answer;
    if (!answer && number === most) return timedOut({ call, state, signal });
    await wait(delayBefore(number, call), signal);
  }
}

const isRetried = (status: number): boolean => status === 408 || status === 429 || status >= 500;

function delayBefore(number: number, { controls }: RunCall): number {
  const delay = Math.min(5000, Math.max(0, controls.retryDelayMs ?? 0));
  const factors: Readonly<Record<string, number>> = { linear: number, exponential: 2 ** (number - 1) };
  return delay * (entryIn(factors, controls.backoff ?? 'constant') ?? 1);
}

/** Undefined when time ran out. The timeout is to the first byte; what a stream does later is its own affair. */
async function once(
  { call, state, signal }: Attempt,
  timeout: number | undefined,
): Promise<ModelAnswer | undefined> {
  if (timeout === undefined) return runModel(call, { state, signal });
  const run = new AbortController();
  const clock = new AbortController();
  const stop = (): void => {
    run.abort(signal.reason);
    clock.abort(signal.reason);
  };
  signal.addEventListener('abort', stop, { once: true });
  const answer = runModel(call, { state, signal: run.signal }).finally(() => clock.abort());
  const late = wait(timeout, clock.signal).then(
    () => {
      run.abort(new Error('The request timed out.'));
      return undefined;
    },
    () => answer,
  );
  return Promise.race([answer, late]);
}

function timedOut({ call, state }: Attempt): ModelAnswer {
  const failure =
    state.options.disputes.timeoutFailure === 2005
      ? failureOf(2005)
      : failureOf(3007, { message: 'Request timeout', origin: 'gateway' });
  return failureAnswer(failure, { call, state, requestId: state.random.uuid() });
}
