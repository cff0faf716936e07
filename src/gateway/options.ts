import { boolean, type Check, type Checks, headerText, text, whole } from '../values/check.ts';
import { customCost, type GatewayCustomCost } from './custom-cost.ts';
import { encodeLogMetadata, type GatewayMetadataEntries, logMetadata } from './log-metadata.ts';
import { headerOnly, inConfig, type OptionRow, option } from './option-row.ts';
import { type GatewayRetries, retries, retryConfig, retryHeaders } from './retries.ts';

/**
 * Options of one request through AI Gateway, named as the Workers binding names them.
 * See docs/gateway-options.md.
 */
export interface GatewayOptions {
  /**
   * The gateway's id. Cloudflare creates the gateway `default` on the first authenticated request that names it.
   * https://developers.cloudflare.com/ai-gateway/configuration/manage-gateway/
   * @default the environment's CLOUDFLARE_GATEWAY_ID, then CLOUDFLARE_AI_GATEWAY_ID, then 'default'
   */
  readonly id?: string | undefined;
  /**
   * Don't answer from the cache. The new answer is still stored.
   * See docs/caching.md.
   * @default false
   */
  readonly skipCache?: boolean | undefined;
  /**
   * Seconds that the answer stays in the cache. Cloudflare documents 60 seconds to one month.
   * See docs/caching.md.
   * @default the gateway's own setting
   */
  readonly cacheTtl?: number | undefined;
  /**
   * Replaces the cache key that the gateway computes from the request.
   * See docs/caching.md.
   */
  readonly cacheKey?: string | undefined;
  /**
   * Up to five values that the gateway keeps with its log of the request.
   * See docs/logs-and-feedback.md.
   */
  readonly metadata?: GatewayMetadataEntries | undefined;
  /**
   * Whether the gateway logs the request.
   * See docs/logs-and-feedback.md.
   * @default the gateway's own setting
   */
  readonly collectLog?: boolean | undefined;
  /**
   * Whether the log includes the bodies of the request and the answer. Sent as a header on every transport.
   * See docs/logs-and-feedback.md.
   * @default the gateway's own setting
   */
  readonly collectLogPayload?: boolean | undefined;
  /**
   * Your own id of the request, kept in the log and returned in the metadata.
   * See docs/logs-and-feedback.md.
   */
  readonly eventId?: string | undefined;
  /**
   * Milliseconds that the gateway waits for the first byte of an answer.
   * https://developers.cloudflare.com/ai-gateway/configuration/request-handling/
   * See docs/retries.md.
   */
  readonly requestTimeoutMs?: number | undefined;
  /**
   * How the gateway retries a request that failed upstream.
   * See docs/retries.md.
   */
  readonly retries?: GatewayRetries | undefined;
  /**
   * The price that the log counts for the request, in US dollars.
   * https://developers.cloudflare.com/ai-gateway/configuration/custom-costs/
   */
  readonly customCost?: GatewayCustomCost | undefined;
  /**
   * Alias of the stored provider key to use.
   * See docs/models-of-other-vendors.md.
   * @default the gateway's default key of the provider
   */
  readonly byokAlias?: string | undefined;
  /**
   * Zero data retention, with unified billing only.
   * https://developers.cloudflare.com/ai-gateway/features/unified-billing/
   * @default false
   */
  readonly zdr?: boolean | undefined;
  /**
   * Reject a request that Cloudflare's credits would pay for because no provider key is stored.
   * See docs/models-of-other-vendors.md.
   * @default false
   */
  readonly noWholesale?: boolean | undefined;
  /** Auto Router: the session. Requests of one turn of a session reach the same model. */
  readonly sessionId?: string | undefined;
  /** Auto Router: the turn of the session. */
  readonly turnId?: string | undefined;
  /** Auto Router: the models that it can choose from, such as `['@cf/openai/gpt-oss-120b']`. */
  readonly allowedModels?: readonly string[] | undefined;
  /** The trace that the gateway's OpenTelemetry span joins: 32 hexadecimal digits. */
  readonly otelTraceId?: string | undefined;
  /** The parent of that span: 16 hexadecimal digits. */
  readonly otelParentSpanId?: string | undefined;
}

/** Options whose gateway is known. */
export type Gateway = GatewayOptions & {
  readonly id: string;
  /** Nobody named it: it is `default`, and never a reason to refuse a request. */
  readonly isUnnamed?: true;
};

const tooShort = (seconds: number) =>
  seconds < 60
    ? `gateway.cacheTtl is ${seconds} s, Cloudflare documents 60 s as the least. To keep a request out of the cache, set gateway.skipCache.`
    : undefined;

const tooMany = (entries: GatewayMetadataEntries) =>
  Object.keys(entries).length > 5
    ? `gateway.metadata has ${Object.keys(entries).length} entries, AI Gateway keeps five and drops the rest.`
    : undefined;

const modelIds: Check<readonly string[]> = {
  expected: 'a list of model ids',
  accepts: (value): value is readonly string[] =>
    Array.isArray(value) && value.length > 0 && value.every(id => /^[\w\-@/.:]+$/.test(String(id))),
};

const hex = (length: number): Check<string> => ({
  expected: `a string of ${length} hexadecimal digits`,
  accepts: (value): value is string =>
    typeof value === 'string' && value.length === length && /^[\da-f]+$/i.test(value),
});

type Given<T> = Exclude<T, undefined>;

const upTo = Number.MAX_SAFE_INTEGER;

/** One row an option: https://developers.cloudflare.com/ai-gateway/glossary/ */
const table: {
  readonly [Key in Exclude<keyof GatewayOptions, 'id'>]-?: OptionRow<Given<GatewayOptions[Key]>>;
} = {
  skipCache: option(boolean, value => ({ 'cf-aig-skip-cache': String(value) })),
  cacheTtl: option(whole({ from: 0, to: upTo }), value => ({ 'cf-aig-cache-ttl': String(value) }), tooShort),
  cacheKey: option(headerText, value => ({ 'cf-aig-cache-key': value })),
  metadata: option(logMetadata, value => ({ 'cf-aig-metadata': encodeLogMetadata(value) }), tooMany),
  collectLog: option(boolean, value => ({ 'cf-aig-collect-log': String(value) })),
  collectLogPayload: headerOnly(option(boolean, value => ({ 'cf-aig-collect-log-payload': String(value) }))),
  eventId: option(headerText, value => ({ 'cf-aig-event-id': value })),
  requestTimeoutMs: inConfig(
    option(whole({ from: 1, to: upTo }), value => ({ 'cf-aig-request-timeout': String(value) })),
    value => ({ requestTimeout: value }),
  ),
  retries: inConfig(option(retries, retryHeaders), retryConfig),
  customCost: headerOnly(option(customCost, value => ({ 'cf-aig-custom-cost': JSON.stringify(value) }))),
  byokAlias: headerOnly(option(headerText, value => ({ 'cf-aig-byok-alias': value }))),
  noWholesale: headerOnly(option(boolean, value => ({ 'cf-aig-no-wholesale': String(value) }))),
  sessionId: headerOnly(option(headerText, value => ({ 'cf-aig-session-id': value }))),
  turnId: headerOnly(option(headerText, value => ({ 'cf-aig-turn-id': value }))),
  allowedModels: headerOnly(option(modelIds, value => ({ 'cf-aig-allowed-models': value.join(',') }))),
  otelTraceId: headerOnly(option(hex(32), value => ({ 'cf-aig-otel-trace-id': value }))),
  otelParentSpanId: headerOnly(option(hex(16), value => ({ 'cf-aig-otel-parent-span-id': value }))),
  zdr: headerOnly(option(boolean, value => ({ 'cf-aig-zdr': String(value) }))),
};

const rowOf: ReadonlyMap<string, OptionRow<unknown>> = new Map(Object.entries(table));

/** What each option takes. */
export const gatewayChecks: Checks<GatewayOptions> = { id: text, ...table };

/** What the gateway is known to do otherwise than the options say. */
export function gatewayWarnings(options: GatewayOptions): string[] {
  return givenRows(options).flatMap(([row, value]) => row.warning(value) ?? []);
}

/** The rows of the options that were given. */
export function givenRows(options: GatewayOptions): [row: OptionRow<unknown>, value: unknown, key: string][] {
  const given: [row: OptionRow<unknown>, value: unknown, key: string][] = [];
  for (const [key, value] of Object.entries(options)) {
    const row = rowOf.get(key);
    if (row && value !== undefined) given.push([row, value, key]);
  }
  return given;
}

/** The same gateway, asked for a new answer. */
export const withoutCache = (gateway: Gateway): Gateway => ({ ...gateway, skipCache: true });
