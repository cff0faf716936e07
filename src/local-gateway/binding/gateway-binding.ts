import { isObject, objectIn, stringIn } from '../json.ts';
import { managementError } from './errors.ts';
import type { GatewayBinding, UniversalEntry, UniversalRunOptions } from './types.ts';

type Fetch = typeof globalThis.fetch;

const root = 'https://workers-binding.ai/ai-gateway';

/** What `env.AI.gateway(id)` returns. */
export function createGatewayBinding(fetch: Fetch, id: string): GatewayBinding {
  const ask = async (path: string, init: RequestInit, usual: string): Promise<Response> => {
    const response = await fetch(`${root}/gateways/${id}/${path}`, init);
    if (!response.ok) throw await managementError(response, usual);
    return response;
  };
  return {
    run: (data, { gateway, extraHeaders, signal } = {}) =>
      fetch(`${root}/universal/run/${id}`, {
        method: 'POST',
        headers: { ...headersFrom(gateway), ...extraHeaders },
        body: JSON.stringify([data].flat().map(withTextHeaders)),
        ...(signal ? { signal } : {}),
      }),
    getUrl: async provider => {
      const response = await ask(`url/${provider ?? 'universal'}`, { method: 'GET' }, 'Internal Error');
      return stringIn(objectIn(await result(response))?.url) ?? '';
    },
    getLog: async logId => {
      const log =
        objectIn(await result(await ask(`logs/${logId}`, { method: 'GET' }, 'Log Not Found'))) ?? {};
      return { ...log, created_at: new Date(String(log.created_at)) };
    },
    patchLog: async (logId, data) => {
      const headers = { 'content-type': 'application/json' };
      await ask(`logs/${logId}`, { method: 'PATCH', headers, body: JSON.stringify(data) }, 'Log Not Found');
    },
  };
}

async function result(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  return isObject(body) ? body.result : undefined;
}

function withTextHeaders(entry: UniversalEntry): UniversalEntry {
  const headers = Object.entries(entry.headers ?? {}).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value),
  ]);
  return { ...entry, headers: Object.fromEntries(headers) };
}

/** Unlike `run` of the binding itself, which sends its options in the body; a TTL of 0 gets lost on this way. */
function headersFrom(gateway: UniversalRunOptions['gateway'] = {}): Record<string, string> {
  const {
    skipCache,
    cacheTtl,
    metadata,
    cacheKey,
    collectLog,
    eventId,
    requestTimeoutMs,
    retries = {},
  } = gateway;
  const given: Record<string, unknown> = {
    'cf-aig-skip-cache': skipCache,
    'cf-aig-cache-ttl': cacheTtl || undefined,
    'cf-aig-metadata': metadata && JSON.stringify(metadata),
    'cf-aig-cache-key': cacheKey || undefined,
    'cf-aig-collect-log': collectLog,
    'cf-aig-event-id': eventId,
    'cf-aig-request-timeout': requestTimeoutMs,
    'cf-aig-max-attempts': retries.maxAttempts,
    'cf-aig-retry-delay': retries.retryDelayMs,
    'cf-aig-backoff': retries.backoff,
  };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    'content-type': 'application/json',
    ...Object.fromEntries(said.map(([name, value]) => [name, String(value)])),
  };
}
