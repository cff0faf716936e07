import { excerpt } from '../excerpt.ts';
import type { SeenRequest } from '../http/seen-request.ts';
import { isObject, type JsonObject, numberIn, objectIn, parseJson, stringIn } from '../json.ts';

/** What a request asks of the gateway, read from `cf-aig-*` headers or from the binding's options. */
export interface GatewayControls {
  skipCache?: boolean | undefined;
  cacheTtl?: number | undefined;
  cacheKey?: string | undefined;
  collectLog?: boolean | undefined;
  collectLogPayload?: boolean | undefined;
  metadata?: JsonObject | null | undefined;
  eventId?: string | undefined;
  requestTimeoutMs?: number | undefined;
  maxAttempts?: number | undefined;
  retryDelayMs?: number | undefined;
  backoff?: string | undefined;
  customCost?: JsonObject | undefined;
}

const flag = (value: string | undefined): boolean | undefined =>
  value === undefined ? undefined : value.trim().toLowerCase() === 'true';

const count = (value: string | undefined): number | undefined => {
  const number = value === undefined || value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
};

/** https://developers.cloudflare.com/ai-gateway/glossary/ */
export function controlsFromHeaders(headers: SeenRequest['headers']): GatewayControls {
  const read = (name: string): string | undefined => headers[`cf-aig-${name}`];
  return {
    // `cf-skip-cache` and `cf-cache-ttl` are the old names, still taken.
    skipCache: flag(read('skip-cache') ?? headers['cf-skip-cache']),
    cacheTtl: count(read('cache-ttl') ?? headers['cf-cache-ttl']),
    cacheKey: read('cache-key'),
    collectLog: flag(read('collect-log')),
    collectLogPayload: flag(read('collect-log-payload')),
    metadata: readMetadata(parseJson(read('metadata'))),
    eventId: read('event-id'),
    requestTimeoutMs: count(read('request-timeout')),
    maxAttempts: count(read('max-attempts')),
    retryDelayMs: count(read('retry-delay')),
    backoff: read('backoff'),
    customCost: objectIn(parseJson(read('custom-cost'))),
  };
}

/** The `gateway` object of the binding's options, which travels in the body. */
export function controlsFromOptions(options: JsonObject): GatewayControls {
  const retries = objectIn(options.retries) ?? {};
  return {
    skipCache: options.skipCache === true,
    cacheTtl: numberIn(options.cacheTtl),
    cacheKey: stringIn(options.cacheKey),
    collectLog: typeof options.collectLog === 'boolean' ? options.collectLog : undefined,
    metadata: readMetadata(options.metadata),
    eventId: stringIn(options.eventId),
    requestTimeoutMs: numberIn(options.requestTimeoutMs),
    maxAttempts: numberIn(retries.maxAttempts),
    retryDelayMs: numberIn(retries.retryDelayMs),
    backoff: stringIn(retries.backoff),
  };
}

/** At most five entries, the rest dropped silently; one value that is null or an object voids them all. */
function readMetadata(value: unknown): JsonObject | null | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.some(([, item]) => typeof item === 'object')) return null;
  return keptMetadata(value);
}

/** Names and texts are cut to this length, so that a log has a size. */
const longestText = 1000;

/** The entries of metadata that a log keeps. */
export function keptMetadata(metadata: JsonObject): JsonObject {
  const short = (text: string): string => excerpt(text, longestText);
  const entries = Object.entries(metadata).slice(0, 5);
  return Object.fromEntries(
    entries.map(([name, value]) => [short(name), typeof value === 'string' ? short(value) : value]),
  );
}

/** Later ones win where they say something: an entry of a universal request over the request's own headers. */
export function mergeControls(base: GatewayControls, over: GatewayControls): GatewayControls {
  const said = Object.fromEntries(Object.entries(over).filter(([, value]) => value !== undefined));
  return { ...base, ...said };
}
