import { expect, test } from 'vitest';
import { createLocalGateway, failure, text } from 'workers-ai-gateway/testing';
import { llama, post, postJson, user } from './post.ts';

const api = 'https://api.cloudflare.com/client/v4/accounts/account/ai-gateway/gateways/gateway';
const glmFlash = '@cf/zai-org/glm-4.7-flash';

async function threeLogs() {
  let milliseconds = 0;
  const gateway = createLocalGateway({ now: () => milliseconds });
  await post(gateway, user('Hello'), { headers: { 'cf-aig-metadata': '{"user":"ada"}' } });
  milliseconds = 1000;
  await post(gateway, user('Hi there'), {
    to: `workers-ai/${glmFlash}`,
    headers: { 'cf-aig-event-id': 'evt' },
  });
  milliseconds = 2000;
  gateway.reply(failure(3040));
  await post(gateway, user('Hello again'));
  return gateway;
}

test('a log holds what the API documents', async () => {
  const gateway = await threeLogs();
  expect(gateway.logs[1]).toMatchObject({
    id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
    provider: 'workers-ai',
    model: glmFlash,
    model_type: 'Text Generation',
    path: glmFlash,
    status_code: 200,
    success: true,
    cached: false,
    tokens_in: 6,
    step: 0,
    custom_cost: false,
    event_id: 'evt',
    request_content_type: 'application/json',
    response_content_type: 'application/json',
    request_head: JSON.stringify(user('Hi there')),
    request_head_complete: true,
    response_head: expect.stringMatching(/^{"result":{"id":"chatcmpl-/),
    created_at: '1970-01-01T00:00:01.000Z',
  });
  expect(gateway.logs[1]?.cost).toBeCloseTo(
    (6 * 0.0605 + (gateway.logs[1]?.tokens_out ?? 0) * 0.4) / 1e6,
    12,
  );
});

test('a stream is logged once it has ended, with its tokens', async () => {
  const gateway = createLocalGateway();
  gateway.reply(text('one', ' two', ' three'));
  const response = await post(gateway, { ...user('Hello'), stream: true });
  expect(gateway.logs).toEqual([]);
  await response.text();
  expect(gateway.logs).toMatchObject([
    { id: response.headers.get('cf-aig-log-id'), tokens_out: 3, request_type: 'stream' },
  ]);
});

test.each([
  ['', 3],
  [filter('success', 'eq', [false]), 1],
  [filter('model', 'contains', ['glm']), 1],
  [filter('model', 'neq', [llama]), 1],
  [filter('event_id', 'eq', ['evt']), 1],
  [filter('metadata.key', 'eq', ['user']), 1],
  [filter('metadata.value', 'eq', ['ada', 'bob']), 1],
  [filter('tokens_in', 'gt', [0]), 2],
  [filter('created_at', 'lt', ['1970-01-01T00:00:00.500Z']), 1],
  ['?search=again', 1],
])('the list with %s has %i', async (query, count) => {
  const { result, result_info } = await postJson(await threeLogs(), undefined, {
    to: `${api}/logs${query}`,
    method: 'GET',
  });
  expect(result).toHaveLength(count);
  expect(result_info.total_count).toBe(count);
});

function filter(key: string, operator: string, value: unknown[]): string {
  return `?filters=${encodeURIComponent(JSON.stringify([{ key, operator, value }]))}`;
}

test('newest first, or as asked', async () => {
  const gateway = await threeLogs();
  const ids = gateway.logs.map(({ id }) => id);
  const listed = async (query: string): Promise<string[]> =>
    (await postJson(gateway, undefined, { to: `${api}/logs${query}`, method: 'GET' })).result.map(
      ({ id }: { id: string }) => id,
    );
  expect(await listed('')).toEqual([...ids].reverse());
  expect(await listed('?order_by=created_at&order_by_direction=asc')).toEqual(ids);
  expect(await listed('?per_page=1&page=2')).toEqual([ids[1]]);
});

test.each([filter('nope', 'eq', [1]), '?filters=oops', '?filters={"key":"cached"}'])(
  'the filter %s is 7001',
  async query => {
    const response = await post(await threeLogs(), undefined, {
      to: `${api}/logs${query}`,
      method: 'GET',
    });
    expect([response.status, (await response.json()).errors[0].code]).toEqual([400, 7001]);
  },
);

test.each([
  [{ feedback: -1, score: 40 }, 200, { feedback: -1, score: 40 }],
  [{ metadata: { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 } }, 200, { metadata: { a: 1, b: 2, c: 3, d: 4, e: 5 } }],
  [{ feedback: 2 }, 400, { feedback: null }],
  [{ score: 101 }, 400, { score: null }],
  [[], 400, { feedback: null }],
])('PATCH %o answers %i', async (change, status, kept) => {
  const gateway = await threeLogs();
  const to = `${api}/logs/${gateway.logs[0]?.id}`;
  expect((await post(gateway, change, { to, method: 'PATCH' })).status).toBe(status);
  expect(gateway.logs[0]).toMatchObject(kept);
});

test('logs belong to their gateway and need a token', async () => {
  const gateway = await threeLogs();
  const id = gateway.logs[0]?.id;
  const other = await post(gateway, undefined, {
    to: `${api.replace(/gateway$/, 'other')}/logs/${id}`,
    method: 'GET',
  });
  expect([other.status, (await other.json()).success]).toEqual([404, false]);
  const anonymous = await post(gateway, undefined, {
    to: `${api}/logs/${id}`,
    method: 'GET',
    headers: { authorization: '' },
  });
  expect(anonymous.status).toBe(401);
});

test('DELETE forgets them', async () => {
  const gateway = await threeLogs();
  await post(gateway, undefined, { to: `${api}/logs`, method: 'DELETE' });
  expect(gateway.logs).toEqual([]);
});

test.each([
  [{ 'cf-aig-collect-log': 'false' }, []],
  [{ 'cf-aig-collect-log-payload': 'false' }, [{ request_head: '', response_head: '', success: true }]],
  [
    { 'cf-aig-metadata': '{"a":1,"b":"x","c":true,"d":1,"e":1,"f":1}' },
    [{ metadata: { a: 1, b: 'x', c: true, d: 1, e: 1 } }],
  ],
  [{ 'cf-aig-metadata': '{"a":1,"b":null}' }, [{ metadata: null }]],
  [{ 'cf-aig-custom-cost': '{"total_cost":0.5}' }, [{ cost: 0.5, custom_cost: true }]],
  [{ 'cf-aig-custom-cost': '{"per_token_in":1,"per_token_out":0}' }, [{ cost: 5, custom_cost: true }]],
])('with %o', async (headers, expected) => {
  const gateway = createLocalGateway();
  await post(gateway, user('Hello'), { headers });
  expect(gateway.logs).toMatchObject(expected);
});

test('metadata beyond five entries is dropped', async () => {
  const gateway = createLocalGateway();
  await post(gateway, user('Hello'), {
    headers: { 'cf-aig-metadata': '{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}' },
  });
  expect(gateway.logs[0]?.metadata).toEqual({ a: 1, b: 2, c: 3, d: 4, e: 5 });
});

test('a hit costs nothing, whatever the custom cost says', async () => {
  const gateway = createLocalGateway({ cacheTtl: 60 });
  const headers = { 'cf-aig-custom-cost': '{"total_cost":0.5}' };
  for (let call = 0; call < 2; call++) await post(gateway, user('Hello'), { headers });
  expect(gateway.logs.map(({ cached, cost }) => [cached, cost])).toEqual([
    [false, 0.5],
    [true, 0],
  ]);
});

test('only the last ones are kept', async () => {
  const gateway = createLocalGateway({ keep: 2 });
  for (const prompt of ['one', 'two', 'three']) await post(gateway, { prompt });
  expect(gateway.logs.map(log => log.request_head)).toEqual(['{"prompt":"two"}', '{"prompt":"three"}']);
  expect(gateway.requests.map(request => request.body)).toEqual([{ prompt: 'two' }, { prompt: 'three' }]);
});

test('a log can be slow to appear', async () => {
  let milliseconds = 0;
  const gateway = createLocalGateway({ now: () => milliseconds, logDelayMs: 500 });
  await post(gateway, user('Hello'));
  const get = () => post(gateway, undefined, { to: `${api}/logs/${gateway.logs[0]?.id}`, method: 'GET' });
  expect((await get()).status).toBe(404);
  milliseconds = 500;
  expect((await get()).status).toBe(200);
});
