import { expect, test } from 'vitest';
import {
  controlsFromHeaders,
  controlsFromOptions,
  keptMetadata,
  mergeControls,
} from '../../../src/local-gateway/gateway/controls.ts';

/** Without those that say nothing. */
const said = (controls: object) =>
  Object.fromEntries(Object.entries(controls).filter(([, value]) => value !== undefined));

test.each<[Record<string, string>, object]>([
  [{}, {}],
  [{ 'cf-aig-skip-cache': 'true' }, { skipCache: true }],
  [{ 'cf-aig-skip-cache': ' TRUE ' }, { skipCache: true }],
  [{ 'cf-aig-skip-cache': 'false' }, { skipCache: false }],
  [{ 'cf-aig-skip-cache': '1' }, { skipCache: false }],
  [{ 'cf-skip-cache': 'true' }, { skipCache: true }],
  [{ 'cf-skip-cache': 'true', 'cf-aig-skip-cache': 'false' }, { skipCache: false }],
  [{ 'cf-aig-cache-ttl': '60' }, { cacheTtl: 60 }],
  [{ 'cf-aig-cache-ttl': '0' }, { cacheTtl: 0 }],
  [{ 'cf-aig-cache-ttl': ' ' }, {}],
  [{ 'cf-aig-cache-ttl': 'soon' }, {}],
  [{ 'cf-aig-cache-ttl': 'Infinity' }, {}],
  [{ 'cf-cache-ttl': '30' }, { cacheTtl: 30 }],
  [{ 'cf-cache-ttl': '30', 'cf-aig-cache-ttl': '60' }, { cacheTtl: 60 }],
  [{ 'cf-aig-cache-key': 'k' }, { cacheKey: 'k' }],
  [{ 'cf-aig-collect-log': 'false' }, { collectLog: false }],
  [{ 'cf-aig-collect-log-payload': 'false' }, { collectLogPayload: false }],
  [{ 'cf-aig-metadata': '{"user":"ada","n":1,"ok":true}' }, { metadata: { user: 'ada', n: 1, ok: true } }],
  [{ 'cf-aig-metadata': '{"a":null}' }, { metadata: null }],
  [{ 'cf-aig-metadata': '{"a":1,"b":{}}' }, { metadata: null }],
  [{ 'cf-aig-metadata': '[1]' }, {}],
  [{ 'cf-aig-metadata': 'oops' }, {}],
  [{ 'cf-aig-event-id': 'e' }, { eventId: 'e' }],
  [{ 'cf-aig-request-timeout': '100' }, { requestTimeoutMs: 100 }],
  [{ 'cf-aig-max-attempts': '3' }, { maxAttempts: 3 }],
  [{ 'cf-aig-retry-delay': '10' }, { retryDelayMs: 10 }],
  [{ 'cf-aig-backoff': 'linear' }, { backoff: 'linear' }],
  [{ 'cf-aig-custom-cost': '{"per_token_in":1}' }, { customCost: { per_token_in: 1 } }],
  [{ 'cf-aig-custom-cost': '5' }, {}],
])('headers %j ask for %j', (headers, controls) => {
  expect(said(controlsFromHeaders(headers))).toEqual(controls);
});

test.each<[object, object]>([
  [{}, { skipCache: false }],
  [{ skipCache: true }, { skipCache: true }],
  [{ skipCache: 'true' }, { skipCache: false }],
  [
    { cacheTtl: 60, cacheKey: 'k', eventId: 'e', requestTimeoutMs: 5 },
    { skipCache: false, cacheTtl: 60, cacheKey: 'k', eventId: 'e', requestTimeoutMs: 5 },
  ],
  [{ cacheTtl: '60', cacheKey: 1, eventId: 1, requestTimeoutMs: '5' }, { skipCache: false }],
  [{ collectLog: false }, { skipCache: false, collectLog: false }],
  [{ collectLog: 'false' }, { skipCache: false }],
  [{ metadata: { a: 1 } }, { skipCache: false, metadata: { a: 1 } }],
  [
    { retries: { maxAttempts: 2, retryDelayMs: 10, backoff: 'linear' } },
    { skipCache: false, maxAttempts: 2, retryDelayMs: 10, backoff: 'linear' },
  ],
  [{ retries: 3 }, { skipCache: false }],
])('options %j ask for %j', (options, controls) => {
  expect(said(controlsFromOptions({ ...options }))).toEqual(controls);
});

test('metadata: five entries, names and texts of a thousand characters', () => {
  const long = 'x'.repeat(2000);
  const kept = keptMetadata({ a: 1, [long]: long, c: true, d: 'd', e: 2, f: 3 });
  expect(Object.entries(kept)).toEqual([
    ['a', 1],
    ['x'.repeat(1000), 'x'.repeat(1000)],
    ['c', true],
    ['d', 'd'],
    ['e', 2],
  ]);
});

test('what is said later wins', () => {
  expect(mergeControls({ cacheTtl: 1, cacheKey: 'a' }, { cacheTtl: 2, cacheKey: undefined })).toEqual({
    cacheTtl: 2,
    cacheKey: 'a',
  });
});
