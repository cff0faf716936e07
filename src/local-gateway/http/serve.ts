import type { ModelAnswer } from '../run/call.ts';
import type { LocalState } from '../state.ts';
import { unlessAborted } from '../wait.ts';
import { answer } from './answer-request.ts';
import { unwrapProxied } from './proxied.ts';
import { type IncomingRequest, type SeenRequest, seeRequest } from './seen-request.ts';

/** Sees a request, answers it, and notes whether the caller stayed to the end. */
export async function exchange(
  incoming: IncomingRequest,
  { state, signal }: { state: LocalState; signal: AbortSignal },
): Promise<Response> {
  const seen = seeRequest(unwrapProxied(shortened(incoming, state)));
  remember(seen, state);
  const started = Date.now();
  const hangUp = new AbortController();
  const leave = (): void => {
    seen.aborted = true;
    hangUp.abort(signal.reason);
  };
  signal.addEventListener('abort', leave, { once: true });
  const end = once((given?: ModelAnswer): void => {
    signal.removeEventListener('abort', leave);
    const { tokensIn, tokensOut } = given?.meter ?? { tokensIn: undefined, tokensOut: undefined };
    state.options.onAnswer?.(seen, { milliseconds: Date.now() - started, tokensIn, tokensOut });
  });
  try {
    const given = await unlessAborted(answer({ seen, state, signal: hangUp.signal }), signal);
    seen.status = given.status;
    const { status, headers } = given;
    if (!mayHaveBody(status)) {
      end(given);
      return new Response(null, { status, headers });
    }
    return new Response(followed(given, { seen, signal, hangUp, onEnd: () => end(given) }), {
      status,
      headers,
    });
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

/** Bytes of request bodies; the oldest requests are forgotten beyond. */
const mostHeld = 64 * 1024 * 1024;

function remember(seen: SeenRequest, { requests, options }: LocalState): void {
  requests.push(seen);
  if (requests.length > options.keep) requests.splice(0, requests.length - options.keep);
  let held = requests.reduce((sum, { bytes }) => sum + bytes.length, 0);
  while (held > mostHeld && requests.length > 1) held -= requests.shift()?.bytes.length ?? 0;
}

interface Following {
  seen: SeenRequest;
  signal: AbortSignal;
  hangUp: AbortController;
  onEnd: () => void;
}

/** The body, which breaks with the signal's reason and notes a caller that cancels it. */
function followed({ body }: ModelAnswer, following: Following): ReadableStream<Uint8Array> {
  const { seen, signal, hangUp, onEnd } = following;
  const reader = typeof body === 'string' || body instanceof Uint8Array ? readerOf(body) : body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const stop = (): void => {
          controller.error(signal.reason);
          onEnd();
          reader.cancel(signal.reason).catch(() => undefined);
        };
        hangUp.signal.addEventListener('abort', stop, { once: true });
      },
      async pull(controller) {
        const { value, done } = await reader.read().catch(error => {
          onEnd();
          throw error;
        });
        if (hangUp.signal.aborted) return;
        if (!done) {
          controller.enqueue(value);
          return;
        }
        onEnd();
        controller.close();
      },
      cancel(reason) {
        seen.aborted = true;
        onEnd();
        reader.cancel(reason).catch(() => undefined);
        hangUp.abort(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

function readerOf(body: string | Uint8Array): ReadableStreamDefaultReader<Uint8Array> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  }).getReader();
}
