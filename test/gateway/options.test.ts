import { describe, expect, test } from 'vitest';
import { bindingOptions, gatewayHeaders, headerOnlyOptions } from '../../src/gateway/headers.ts';
import { type GatewayOptions, gatewayWarnings } from '../../src/gateway/options.ts';

const headers: readonly [options: GatewayOptions, headers: Record<string, string>][] = [
  [{ id: 'gw' }, {}],
  [{ skipCache: true }, { 'cf-aig-skip-cache': 'true' }],
  [{ skipCache: false }, { 'cf-aig-skip-cache': 'false' }],
  [{ cacheTtl: 3360 }, { 'cf-aig-cache-ttl': '3360' }],
  [{ cacheTtl: 0 }, { 'cf-aig-cache-ttl': '0' }],
  [{ cacheKey: 'key' }, { 'cf-aig-cache-key': 'key' }],
  [
    { metadata: { team: 'a', user: 7, paid: true } },
    { 'cf-aig-metadata': '{"team":"a","user":7,"paid":true}' },
  ],
  [{ metadata: {} }, { 'cf-aig-metadata': '{}' }],
  [{ metadata: { none: undefined, a: 1 } }, { 'cf-aig-metadata': '{"a":1}' }],
  [{ metadata: { id: 12345678901234567890n } }, { 'cf-aig-metadata': '{"id":"12345678901234567890"}' }],
  [{ metadata: { city: 'Köln' } }, { 'cf-aig-metadata': '{"city":"K\\u00f6ln"}' }],
  [{ metadata: { mood: '🙂' } }, { 'cf-aig-metadata': '{"mood":"\\ud83d\\ude42"}' }],
  [{ metadata: { text: 'a\r\nb"\u007f' } }, { 'cf-aig-metadata': '{"text":"a\\r\\nb\\"\\u007f"}' }],
  [{ metadata: { ключ: 'x' } }, { 'cf-aig-metadata': '{"\\u043a\\u043b\\u044e\\u0447":"x"}' }],
  [{ collectLog: true }, { 'cf-aig-collect-log': 'true' }],
  [{ collectLog: false }, { 'cf-aig-collect-log': 'false' }],
  [{ collectLogPayload: false }, { 'cf-aig-collect-log-payload': 'false' }],
  [{ eventId: 'event' }, { 'cf-aig-event-id': 'event' }],
  [{ requestTimeoutMs: 1000 }, { 'cf-aig-request-timeout': '1000' }],
  [{ retries: { maxAttempts: 2 } }, { 'cf-aig-max-attempts': '2' }],
  [
    { retries: { maxAttempts: 5, retryDelayMs: 0, backoff: 'exponential' } },
    { 'cf-aig-max-attempts': '5', 'cf-aig-retry-delay': '0', 'cf-aig-backoff': 'exponential' },
  ],
  [{ retries: {} }, {}],
  [{ customCost: { total_cost: 0.01 } }, { 'cf-aig-custom-cost': '{"total_cost":0.01}' }],
  [
    { customCost: { per_token_in: 0.000001, per_token_out: 0.000002 } },
    { 'cf-aig-custom-cost': '{"per_token_in":0.000001,"per_token_out":0.000002}' },
  ],
  [{ customCost: { per_cache_read_token: 1e-7 } }, { 'cf-aig-custom-cost': '{"per_cache_read_token":1e-7}' }],
  [{ byokAlias: 'production' }, { 'cf-aig-byok-alias': 'production' }],
  [{ zdr: true }, { 'cf-aig-zdr': 'true' }],
  [{ noWholesale: true }, { 'cf-aig-no-wholesale': 'true' }],
  [
    { sessionId: 's', turnId: '2' },
    { 'cf-aig-session-id': 's', 'cf-aig-turn-id': '2' },
  ],
  [{ allowedModels: ['@cf/a/b', 'openai/c'] }, { 'cf-aig-allowed-models': '@cf/a/b,openai/c' }],
  [
    { otelTraceId: '0af7651916cd43dd8448eb211c80319c', otelParentSpanId: 'b7ad6b7169203331' },
    {
      'cf-aig-otel-trace-id': '0af7651916cd43dd8448eb211c80319c',
      'cf-aig-otel-parent-span-id': 'b7ad6b7169203331',
    },
  ],
  [{ cacheTtl: undefined, metadata: undefined, retries: undefined, zdr: undefined }, {}],
];

test.each(headers.map(([options, expected]) => ({ options, expected })))(
  '$options leaves as its headers',
  ({ options, expected }) => {
    expect(gatewayHeaders(options)).toStrictEqual(expected);
  },
);

test('metadata is the same again once it was read', () => {
  const metadata = { 'a"b': 'ä🙂\\u0041', n: -1.5, t: false };
  const header = gatewayHeaders({ metadata })['cf-aig-metadata'] ?? '';
  expect(JSON.parse(header)).toEqual(metadata);
  expect(header).toMatch(/^[\x20-\x7e]*$/);
});

test.each([
  [{ cacheTtl: 60 }, []],
  [
    { cacheTtl: 59 },
    [
      'gateway.cacheTtl is 59 s, Cloudflare documents 60 s as the least. To keep a request out of the cache, set gateway.skipCache.',
    ],
  ],
  [{ metadata: { a: 1, b: 2, c: 3, d: 4, e: 5 } }, []],
  [
    { metadata: { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 } },
    ['gateway.metadata has 6 entries, AI Gateway keeps five and drops the rest.'],
  ],
] satisfies [GatewayOptions, string[]][])(
  '%j warns of what the gateway does otherwise',
  (options, expected) => {
    expect(gatewayWarnings(options)).toEqual(expected);
  },
);

describe('what the binding takes', () => {
  const options = {
    id: 'gw',
    skipCache: false,
    cacheTtl: 0,
    metadata: { a: 1n },
    retries: { maxAttempts: 2 },
    collectLogPayload: false,
    zdr: true,
    byokAlias: undefined,
    cacheKey: undefined,
  };

  test('goes by its own names, without bigints', () => {
    expect(bindingOptions(options)).toStrictEqual({
      id: 'gw',
      skipCache: false,
      cacheTtl: 0,
      metadata: { a: '1' },
      retries: { maxAttempts: 2 },
    });
  });

  test('what it has no name for goes as headers', () => {
    expect(headerOnlyOptions(options)).toStrictEqual({
      'cf-aig-collect-log-payload': 'false',
      'cf-aig-zdr': 'true',
    });
  });
});
