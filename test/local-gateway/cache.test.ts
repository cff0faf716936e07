import { expect, test } from 'vitest';
import { createLocalGateway, type LocalGatewayOptions, text } from 'workers-ai-gateway/testing';
import { post, user } from './post.ts';

const question = user('What is Cloudflare?');

async function statuses(options: LocalGatewayOptions, requests: readonly Record<string, string>[]) {
  const gateway = createLocalGateway(options);
  const found: (string | null)[] = [];
  for (const headers of requests) {
    found.push((await post(gateway, question, { headers })).headers.get('cf-aig-cache-status'));
  }
  return found;
}

const ttl = { 'cf-aig-cache-ttl': '60' };
const skip = { 'cf-aig-skip-cache': 'true' };

test.each([
  { name: 'off by default', options: {}, requests: [{}, {}], expected: ['MISS', 'MISS'] },
  { name: 'the gateway’s own TTL', options: { cacheTtl: 60 }, requests: [{}, {}], expected: ['MISS', 'HIT'] },
  { name: 'a TTL header', options: {}, requests: [ttl, ttl], expected: ['MISS', 'HIT'] },
  {
    name: 'the old name of the header',
    options: {},
    requests: [{ 'cf-cache-ttl': '60' }, ttl],
    expected: ['MISS', 'HIT'],
  },
  { name: 'skip does not read', options: { cacheTtl: 60 }, requests: [{}, skip], expected: ['MISS', 'MISS'] },
  { name: 'skip still writes', options: { cacheTtl: 60 }, requests: [skip, {}], expected: ['MISS', 'HIT'] },
  {
    name: 'TTL 0 turns it off',
    options: { cacheTtl: 60 },
    requests: [{}, { 'cf-aig-cache-ttl': '0' }],
    expected: ['MISS', 'MISS'],
  },
  {
    name: 'TTL 0 as one user saw it',
    options: { disputes: { cacheTtlZero: 'five-minutes' } },
    requests: [{ 'cf-aig-cache-ttl': '0' }, { 'cf-aig-cache-ttl': '0' }],
    expected: ['MISS', 'HIT'],
  },
  {
    name: 'a key alone caches for five minutes',
    options: {},
    requests: [{ 'cf-aig-cache-key': 'k' }, { 'cf-aig-cache-key': 'k' }],
    expected: ['MISS', 'HIT'],
  },
  {
    name: 'metadata and event id are no part of the key',
    options: { cacheTtl: 60 },
    requests: [{ 'cf-aig-metadata': '{"a":1}' }, { 'cf-aig-metadata': '{"a":2}', 'cf-aig-event-id': 'e' }],
    expected: ['MISS', 'HIT'],
  },
  {
    name: 'the token is part of it',
    options: { cacheTtl: 60 },
    requests: [{}, { authorization: 'Bearer other' }],
    expected: ['MISS', 'MISS'],
  },
] satisfies {
  name: string;
  options: LocalGatewayOptions;
  requests: Record<string, string>[];
  expected: string[];
}[])('cache: $name', async ({ options, requests, expected }) => {
  expect(await statuses(options, requests)).toEqual(expected);
});

test.each([
  { ttl: '30', rule: 'honoured', after: 31, status: 'MISS' },
  { ttl: '30', rule: 'raised', after: 31, status: 'HIT' },
  { ttl: '30', rule: 'raised', after: 61, status: 'MISS' },
  { ttl: '60', rule: 'honoured', after: 59, status: 'HIT' },
] as const)('TTL $ttl, $rule: $status after $after s', async ({ ttl, rule, after, status }) => {
  let seconds = 0;
  const gateway = createLocalGateway({ now: () => seconds * 1000, disputes: { cacheTtlBelowMinute: rule } });
  const headers = { 'cf-aig-cache-ttl': ttl };
  await post(gateway, question, { headers });
  seconds = after;
  expect((await post(gateway, question, { headers })).headers.get('cf-aig-cache-status')).toBe(status);
});

test('a key answers whatever is asked under it', async () => {
  const gateway = createLocalGateway();
  const headers = { 'cf-aig-cache-key': 'k' };
  const first = await (await post(gateway, user('One?'), { headers })).text();
  expect(await (await post(gateway, user('Two?'), { headers })).text()).toBe(first);
});

test('streams are not cached', async () => {
  const gateway = createLocalGateway({ cacheTtl: 60 });
  await (await post(gateway, { ...question, stream: true })).text();
  const again = await post(gateway, { ...question, stream: true });
  expect(again.headers.get('cf-aig-cache-status')).toBe('MISS');
});

test('errors are not cached', async () => {
  const gateway = createLocalGateway({ cacheTtl: 60 });
  const to = 'workers-ai/@cf/fail/3040';
  await post(gateway, question, { to });
  expect((await post(gateway, question, { to })).headers.get('cf-aig-cache-status')).toBe('MISS');
});

test('a hit uses up no script and is logged at no cost', async () => {
  const gateway = createLocalGateway({ cacheTtl: 60 });
  gateway.reply(text('first'));
  gateway.reply(text('second'));
  await post(gateway, question);
  await post(gateway, question);
  const third = await post(gateway, user('Another'));
  expect(await third.json()).toMatchObject({ result: { response: 'second' } });
  expect(gateway.logs.map(({ cached, cost, tokens_in }) => ({ cached, cost, tokens_in }))).toMatchObject([
    { cached: false },
    { cached: true, cost: 0, tokens_in: 0 },
    { cached: false },
  ]);
});

test('embeddings are cached, unless the switch says they are not', async () => {
  const to = 'workers-ai/@cf/baai/bge-small-en-v1.5';
  for (const [embeddingsCached, status] of [
    [true, 'HIT'],
    [false, 'MISS'],
  ] as const) {
    const gateway = createLocalGateway({ cacheTtl: 60, disputes: { embeddingsCached } });
    await post(gateway, { text: 'a' }, { to });
    expect((await post(gateway, { text: 'a' }, { to })).headers.get('cf-aig-cache-status')).toBe(status);
  }
});
