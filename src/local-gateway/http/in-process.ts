import type { LocalState } from '../state.ts';
import { followBody } from './followed-body.ts';
import type { IncomingRequest } from './seen-request.ts';
import { serveRequest } from './serve.ts';

type Fetch = typeof globalThis.fetch;

/** A `fetch` that never leaves the process. */
export function createFetch(state: LocalState): Fetch {
  return async (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    if (signal?.aborted) throw signal.reason;
    // Node asks for `duplex` where the body is a stream; the platform's types do not know it yet.
    const settings: RequestInit & { duplex: 'half' } = { ...init, signal: null, duplex: 'half' };
    const request = new Request(input, settings);
    const bytes = new Uint8Array(await request.arrayBuffer());
    const { method } = request;
    const headers = Object.fromEntries(request.headers);
    return respondTo({ method, url: new URL(request.url), headers, bytes }, { state, signal });
  };
}

interface Caller {
  state: LocalState;
  signal: AbortSignal | undefined;
}

/** The answer as a `Response`, which breaks once the signal aborts. */
export async function respondTo(incoming: IncomingRequest, { state, signal }: Caller): Promise<Response> {
  const hangUp = new AbortController();
  const onAbort = (): void => hangUp.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  // While the body of the request was read.
  if (signal?.aborted) onAbort();
  const onEnd = (): void => signal?.removeEventListener('abort', onAbort);
  const { status, headers, body, following } = await serveRequest(incoming, { state, hangUp, onEnd });
  if (body !== null) return new Response(followBody(body, following), { status, headers });
  following.onEnd();
  return new Response(null, { status, headers });
}
