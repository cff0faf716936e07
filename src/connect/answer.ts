import { readText } from '../request/answer.ts';
import { brokenAnswer, callError } from '../request/error.ts';
import type { Exchange } from '../transport/transport.ts';
import { recordOf } from '../values/fields.ts';
import { parseText } from '../values/json.ts';
import type { VendorRequest } from './door.ts';

/**
 * The answer as a vendor's package can read it. A package reads errors of its vendor, and shows the status text of any
 * other, such as those of the gateway itself.
 * @throws APICallError when one JSON object answers a request for a stream: packages make an empty answer of it.
 */
export async function readableAnswer(exchange: Exchange, request: VendorRequest): Promise<Response> {
  const { status, ok, headers } = exchange.response;
  const isHeldBack = ok && headers.get('content-type')?.startsWith('application/json') && isStreamed(request);
  if (!isHeldBack && status < 400) return exchange.response;
  const body = await readText(exchange, request.abortSignal);
  if (ok) throw brokenAnswer(heldBack, { exchange, body });
  const { message } = callError({ ...exchange, body });
  return new Response(body, {
    status,
    headers,
    statusText: message.replace(/^Workers AI/, 'AI Gateway').replace(/[^ -~]/g, '?'),
  });
}

/** https://developers.cloudflare.com/ai-gateway/features/guardrails/usage-considerations/ */
const heldBack = 'AI Gateway answered a stream with one JSON object. Use generateText.';

/** Google's packages ask for a stream in the path, all others in the body. */
const isStreamed = ({ path, body }: VendorRequest): boolean =>
  path.includes(':stream') ||
  (typeof body === 'string' && body.includes('"stream":true') && recordOf(parseText(body)).stream === true);
