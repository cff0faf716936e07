import type { ModelAnswer } from '../run/call.ts';
import type { RunContext } from '../run/run.ts';
import type { LocalState } from '../state.ts';
import { unlessAborted } from '../wait.ts';
import { answerRequest } from './answer-request.ts';
import { type Following, followBody } from './followed-body.ts';
import { unwrapProxied } from './proxied.ts';
import { type IncomingRequest, seeRequest } from './seen-request.ts';

/** Notes a request, answers it, and notes whether the caller stayed to the end. */
export async function serveRequest(
  incoming: IncomingRequest,
  { state, signal }: RunContext,
): Promise<Response> {
  const seen = seeRequest(unwrapProxied(shortened(incoming, state)));
  state.requests.add(seen);
  const started = Date.now();
  const hangUp = new AbortController();
  const onAbort = (): void => {
    seen.aborted = true;
    hangUp.abort(signal.reason);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const end = once((answer?: ModelAnswer): void => {
    signal.removeEventListener('abort', onAbort);
    const { tokensIn, tokensOut } = answer?.meter ?? { tokensIn: undefined, tokensOut: undefined };
    state.options.onAnswer?.(seen, { milliseconds: Date.now() - started, tokensIn, tokensOut });
  });
  try {
    const answer = await unlessAborted(
      answerRequest({ seen, state, signal: hangUp.signal, isTooLong: incoming.isTooLong === true }),
      signal,
    );
    seen.status = answer.status;
    return responseOf(answer, { seen, signal, hangUp, onEnd: () => end(answer) });
  } catch (error) {
    end();
    throw error;
  }
}

function responseOf({ status, headers, body }: ModelAnswer, following: Following): Response {
  if (mayHaveBody(status)) return new Response(followBody(body, following), { status, headers });
  following.onEnd();
  return new Response(null, { status, headers });
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
