import { expect, test } from 'vitest';
import { createAnswerCache } from '../../../src/local-gateway/gateway/cache.ts';
import { type LocalGatewayOptions, resolveOptions } from '../../../src/local-gateway/options.ts';
import type { ModelAnswer, RunCall } from '../../../src/local-gateway/run/call.ts';
import { run, seen } from './calls.ts';

function create(options: LocalGatewayOptions = {}) {
  let time = 1_000_000;
  const cache = createAnswerCache(resolveOptions({ cacheTtl: 60, now: () => time, ...options }));
  return {
    cache,
    later: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}

const answer = (more: Partial<ModelAnswer> = {}): ModelAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: 'answer',
  meter: { tokensIn: 1, tokensOut: 1 },
  ...more,
});

/** How many seconds an answer is kept, tried at these ages. */
function lifetime(options: LocalGatewayOptions, controls: RunCall['controls'], ages: readonly number[]) {
  return ages.filter(age => {
    const { cache, later } = create(options);
    cache.write(run({ controls }), answer());
    later(age);
    return cache.read(run({ controls })) !== undefined;
  });
}

const month = 30 * 24 * 3600;

test.each<[string, LocalGatewayOptions, RunCall['controls'], number[], number[]]>([
  ['the gateway’s own', {}, {}, [0, 59.999, 60, 61], [0, 59.999]],
  ['the request’s wins', {}, { cacheTtl: 100 }, [61, 99, 100], [61, 99]],
  ['none', { cacheTtl: 0 }, {}, [0, 1], []],
  ['0 means none', {}, { cacheTtl: 0 }, [0, 1], []],
  [
    '0 means five minutes, as one user saw',
    { disputes: { cacheTtlZero: 'five-minutes' } },
    { cacheTtl: 0 },
    [299, 300],
    [299],
  ],
  ['below a minute, as asked', {}, { cacheTtl: 10 }, [9, 10], [9]],
  [
    'below a minute, raised',
    { disputes: { cacheTtlBelowMinute: 'raised' } },
    { cacheTtl: 10 },
    [10, 59, 60],
    [10, 59],
  ],
  [
    'a minute needs no raise',
    { disputes: { cacheTtlBelowMinute: 'raised' } },
    { cacheTtl: 61 },
    [60, 61],
    [60],
  ],
  ['a month at most', {}, { cacheTtl: 2 * month }, [month - 1, month], [month - 1]],
  ['a key alone means five minutes', { cacheTtl: 0 }, { cacheKey: 'k' }, [299, 300], [299]],
  ['a key, and the gateway’s own time', {}, { cacheKey: 'k' }, [59, 60], [59]],
  ['a key, and the request’s time', { cacheTtl: 0 }, { cacheKey: 'k', cacheTtl: 70 }, [69, 70], [69]],
])('how long: %s', (_name, options, controls, ages, alive) => {
  expect(lifetime(options, controls, ages)).toEqual(alive);
});

test.each<[string, Partial<ModelAnswer>, boolean]>([
  ['JSON', {}, true],
  ['text', { headers: { 'content-type': 'text/plain' } }, true],
  ['an image', { headers: { 'content-type': 'image/png' }, body: new Uint8Array([1]) }, true],
  ['sound', { headers: { 'content-type': 'audio/mpeg' } }, false],
  ['a type that only holds text', { headers: { 'content-type': 'x-text/plain' } }, false],
  ['no type', { headers: {} }, false],
  ['an error', { status: 400 }, false],
  ['another success', { status: 201 }, false],
  ['a stream', { body: new ReadableStream() }, false],
])('what is kept: %s', (_name, more, kept) => {
  const { cache } = create();
  cache.write(run(), answer(more));
  expect(cache.read(run()) !== undefined).toBe(kept);
});

test.each<[string, Partial<RunCall>, boolean]>([
  ['embeddings of OpenAI’s format', { format: 'embeddings' }, false],
  ['bge', { model: '@cf/baai/bge-m3' }, false],
  ['an embedding model', { model: '@cf/google/embeddinggemma-300m' }, false],
  ['qwen3-embedding', { model: '@cf/qwen/qwen3-embedding-0.6b' }, false],
  ['a reranker', { model: '@cf/baai/bge-reranker-base' }, true],
  ['a chat model', { model: '@cf/meta/llama-3.1-8b-instruct-fp8-fast' }, true],
])('with the switch that embeddings are not cached: %s', (_name, more, kept) => {
  const off = create({ disputes: { embeddingsCached: false } }).cache;
  off.write(run(more), answer());
  expect(off.read(run(more)) !== undefined).toBe(kept);
  const on = create().cache;
  on.write(run(more), answer());
  expect(on.read(run(more))).toBeDefined();
});

test.each<[string, Partial<RunCall>, boolean]>([
  ['the same', {}, true],
  ['other metadata', { controls: { metadata: { a: 1 } } }, true],
  ['another body', { seen: seen('{"prompt":"Ho"}') }, false],
  ['another account', { account: 'b' }, false],
  ['another gateway', { gateway: 'h' }, false],
  ['another endpoint', { endpoint: 'e' }, false],
  ['another model', { model: '@cf/m/y' }, false],
  ['another token', { authorization: 'Bearer u' }, false],
  ['bytes', { bytes: new Uint8Array([1]) }, false],
  ['a key', { controls: { cacheKey: 'k' } }, false],
  ['the cache skipped', { controls: { skipCache: true } }, false],
  ['no time to live', { controls: { cacheTtl: 0 } }, false],
])('what hits: %s', (_name, more, hits) => {
  const { cache } = create();
  cache.write(run(), answer());
  expect(cache.read(run(more)) !== undefined).toBe(hits);
});

test('bytes are told apart, and inputs where there is no text', () => {
  const { cache } = create();
  const bytes = (...list: number[]) => run({ bytes: new Uint8Array(list) });
  cache.write(bytes(1, 2), answer());
  expect([cache.read(bytes(1, 2)), cache.read(bytes(1, 3))]).toEqual([expect.anything(), undefined]);
  const inputs = (prompt: string) => run({ seen: seen(''), inputs: { prompt } });
  cache.write(inputs('a'), answer());
  expect([cache.read(inputs('a')), cache.read(inputs('b'))]).toEqual([expect.anything(), undefined]);
});

test('a key stands for the whole request, within its gateway', () => {
  const { cache } = create();
  const controls = { cacheKey: 'k' };
  cache.write(run({ controls }), answer());
  expect(cache.read(run({ controls, model: '@cf/m/y', seen: seen('{}') }))).toBeDefined();
  expect(cache.read(run({ controls, gateway: 'h' }))).toBeUndefined();
});

test('what is kept: status, headers and body, the last one written', () => {
  const { cache } = create();
  cache.write(run(), answer());
  cache.write(run(), answer({ body: 'second' }));
  expect(cache.read(run())).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: 'second',
  });
  cache.clear();
  expect(cache.read(run())).toBeUndefined();
});

test('a skipped read still writes', () => {
  const { cache } = create();
  cache.write(run({ controls: { skipCache: true } }), answer());
  expect(cache.read(run())).toBeDefined();
});

test('the oldest go first, by number and by size', () => {
  const of = (endpoint: string) => run({ endpoint });
  const few = create({ keep: 2 }).cache;
  for (const endpoint of ['a', 'b', 'a', 'c']) few.write(of(endpoint), answer());
  expect(['a', 'b', 'c'].map(endpoint => few.read(of(endpoint)) !== undefined)).toEqual([true, false, true]);

  const mebibyte = 1024 * 1024;
  const { cache } = create();
  const body = 'x'.repeat(32 * mebibyte);
  cache.write(of('a'), answer({ body }));
  cache.write(of('b'), answer({ body }));
  expect(cache.read(of('a'))).toBeDefined();
  // Written again it is not held twice.
  cache.write(of('b'), answer({ body }));
  expect(cache.read(of('a'))).toBeDefined();
  cache.write(of('c'), answer({ body: 'x' }));
  expect(['a', 'b', 'c'].map(name => cache.read(of(name)) !== undefined)).toEqual([false, true, true]);
  cache.clear();
  cache.write(of('a'), answer({ body }));
  cache.write(of('b'), answer({ body }));
  expect(cache.read(of('a'))).toBeDefined();
});
