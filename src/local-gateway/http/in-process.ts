import type { LocalState } from '../state.ts';
import { serveRequest } from './serve.ts';

type Fetch = typeof globalThis.fetch;

/** A `fetch` that never leaves the process. */
export function createFetch(state: LocalState): Fetch {
  return async (input, init) => {
    const signal =
      init?.signal ?? (input instanceof Request ? input.signal : undefined) ?? new AbortController().signal;
    if (signal.aborted) throw signal.reason;
    // Node asks for `duplex` where the body is a stream; the platform's types do not know it yet.
    const settings: RequestInit & { duplex: 'half' } = { ...init, signal: null, duplex: 'half' };
    const request = new Request(input, settings);
    const bytes = new Uint8Array(await request.arrayBuffer());
    const { method } = request;
    const headers = Object.fromEntries(request.headers);
    return serveRequest({ method, url: new URL(request.url), headers, bytes }, { state, signal });
  };
}
