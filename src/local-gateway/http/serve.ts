import type { ModelAnswer } from '../run/call.ts';
import type { LocalState } from '../state.ts';
import { unlessAborted } from '../wait.ts';
import { answerRequest } from './answer-request.ts';
import type { Following } from './followed-body.ts';
import { unwrapProxied } from './proxied.ts';
import { type IncomingRequest, seeRequest } from './seen-request.ts';

interface Caller {
  state: LocalState;
  /** Aborts as soon as the caller leaves. */
  hangUp: AbortController;
  /** Called with the end of the answer, whatever ends it. */
  onEnd?: () => void;
}

/** An answer that is still to be sent. */
export interface Served extends Pick<ModelAnswer, 'status' | 'headers'> {
  /** Null where the status allows none. */
  body: ModelAnswer['body'] | null;
  following: Following;
}

/** Notes a request, answers it, and notes whether the caller stayed to the end. */
export async function serveRequest(incoming: IncomingRequest, caller: Caller): Promise<Served> {
  const { state, hangUp } = caller;
  const { signal } = hangUp;
  const seen = seeRequest(unwrapProxied(shortened(incoming, state)));
  state.requests.add(seen);
  const started = Date.now();
  const onAbort = (): void => {
    seen.aborted = true;
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const end = once((answer?: ModelAnswer): void => {
    signal.removeEventListener('abort', onAbort);
    caller.onEnd?.();
    const { tokensIn, tokensOut } = answer?.meter ?? { tokensIn: undefined, tokensOut: undefined };
    state.options.onAnswer?.(seen, { milliseconds: Date.now() - started, tokensIn, tokensOut });
  });
  try {
    const isTooLong = incoming.isTooLong === true;
    const answer = await unlessAborted(answerRequest({ seen, state, signal, isTooLong }), signal);
    const { status, headers } = answer;
    seen.status = status;
    const body = mayHaveBody(status) ? answer.body : null;
    return { status, headers, body, following: { seen, hangUp, onEnd: () => end(answer) } };
  } catch (error) {
    end();
    throw error;
  }
}

function once<T>(act: (value?: T) => void): (value?: T) => void {
  let acted = false;
  return value => {
    if (!acted) act(value);
    acted = true;
  };
}

const mayHaveBody = (status: number): boolean => ![101, 204, 205, 304].includes(status);

/** Of a body that is refused for its size no more is kept than shows that. */
function shortened(incoming: IncomingRequest, { options }: LocalState): IncomingRequest {
  const { bytes } = incoming;
  const isTooLong = bytes.length > options.maxBodyBytes;
  return isTooLong ? { ...incoming, bytes: bytes.slice(0, options.maxBodyBytes + 1) } : incoming;
}
