import type { IncomingRequest } from './seen-request.ts';

/**
 * miniflare's remote proxy sends a binding's request as `POST /` with its true URL in `mf-url` and its true headers
 * behind `mf-header-`: https://github.com/cloudflare/workers-sdk/blob/main/packages/miniflare/src/workers/shared/remote-bindings-utils.ts
 */
export function unwrapProxied(incoming: IncomingRequest): IncomingRequest {
  const target = incoming.headers['mf-url'];
  if (!target?.startsWith('https://workers-binding.ai/')) return incoming;
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    name.startsWith('mf-header-') ? [[name.slice('mf-header-'.length), value]] : [],
  );
  return { ...incoming, url: new URL(target), headers: Object.fromEntries(headers) };
}
