import type { Exchange } from '../transport/transport.ts';
import { codes } from './codes.ts';

interface AdviceContext {
  readonly url: string;
  readonly status: number;
  readonly gateway: Exchange['gateway'];
}

/** The way out of an error, by its code first. */
export function adviceFor(code: number | undefined, context: AdviceContext): string | undefined {
  if (code === 7000 && context.status === 500) return notPassedOn;
  const known = code === undefined ? undefined : codes.get(code)?.advice;
  const advice =
    typeof known === 'function' ? known(context.url) : (known ?? adviceForStatus(context.status));
  const isUnnamed = context.gateway ? context.gateway.isUnnamed : false;
  if (!isUnnamed) return advice;
  if (code === 2001) return unnamed;
  return code === 2009 ? `${advice} ${unnamed}` : advice;
}

/** https://github.com/cloudflare/cloudflare-docs/issues/33336 */
const notPassedOn =
  'AI Gateway passes on no forms, and may not pass on audio as the body: pass gateway: false to send them directly.';

const unnamed =
  'No gateway was named, so the request went through default: name one (gateway or CLOUDFLARE_GATEWAY_ID), or pass gateway: false to call Workers AI directly.';

function adviceForStatus(status: number): string | undefined {
  if (status === 401 || status === 403)
    return 'Check apiKey (CLOUDFLARE_API_TOKEN) and its Workers AI permission.';
  if (status === 0 || (status >= 300 && status < 400)) return 'Redirects are not followed: check baseURL.';
  if (status === 404) return 'Check accountId, gateway.id and the model id.';
  if (status === 410) return 'The model is no longer offered: choose another.';
  return undefined;
}
