import { enveloped } from '../http/json-answer.ts';
import type { ResolvedOptions } from '../options.ts';
import type { ModelAnswer } from '../run/call.ts';
import { pageOf } from './page.ts';

/** `GET …/ai-gateway/gateways`. Without a list of its own the gateway takes any id; these are those that exist at first. */
export function listGateways(query: URLSearchParams, options: ResolvedOptions): ModelAnswer {
  const ids = options.gateways ?? ['default', 'local-gateway'];
  const { items, info } = pageOf(ids, query, 20);
  return enveloped(
    items.map(id => gatewayOf(id, options)),
    { result_info: info },
  );
}

/** `GET …/ai-gateway/gateways/{id}` */
export const showGateway = (id: string, options: ResolvedOptions): ModelAnswer =>
  enveloped(gatewayOf(id, options));

const created = '2026-01-01T00:00:00.000Z';

/** https://developers.cloudflare.com/api/resources/ai_gateway/methods/get/ */
const gatewayOf = (id: string, { cacheTtl, rateLimit, gatewayToken }: ResolvedOptions): object => ({
  id,
  authentication: gatewayToken !== undefined,
  cache_invalidate_on_update: false,
  cache_ttl: cacheTtl,
  collect_logs: true,
  created_at: created,
  is_default: id === 'default',
  modified_at: created,
  rate_limiting_interval: rateLimit?.seconds ?? 0,
  rate_limiting_limit: rateLimit?.requests ?? 0,
  rate_limiting_technique: rateLimit?.technique ?? 'fixed',
});
