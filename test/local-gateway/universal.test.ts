import { expect, test } from 'vitest';
import { createLocalGateway, failure, pause, text } from 'workers-ai-gateway/testing';
import { llama, post, user } from './post.ts';

const to = 'https://gateway.ai.cloudflare.com/v1/account/gateway';
const headers = { Authorization: 'Bearer t', 'Content-Type': 'application/json' };
const entry = { provider: 'workers-ai', endpoint: llama, headers, query: user('Hi') };

test.each([
  [llama, user('Hi'), { result: { response: expect.any(String) }, success: true }],
  [`run/${llama}`, user('Hi'), { result: { response: expect.any(String) } }],
  ['v1/chat/completions', { model: llama, ...user('Hi') }, { object: 'chat.completion' }],
])('an entry for %s', async (endpoint, query, expected) => {
  const response = await post(createLocalGateway(), [{ ...entry, endpoint, query }], { to });
  expect(response.headers.get('cf-aig-step')).toBe('0');
  expect(await response.json()).toMatchObject(expected);
});

test('a single entry need not stand in a list', async () => {
  expect((await post(createLocalGateway(), entry, { to: `${to}/` })).status).toBe(200);
});

test('the first success answers, and the step says which', async () => {
  const gateway = createLocalGateway();
  gateway.reply(failure(3040));
  gateway.reply(text('from the second'));
  const second = { ...entry, endpoint: '@cf/meta/llama-3.2-3b-instruct' };
  const response = await post(gateway, [entry, second], { to });
  expect(response.headers.get('cf-aig-step')).toBe('1');
  expect(response.headers.get('cf-aig-model')).toBe('@cf/meta/llama-3.2-3b-instruct');
  expect(await response.json()).toMatchObject({ result: { response: 'from the second' } });
  expect(gateway.logs.map(({ step, success }) => [step, success])).toEqual([
    [0, false],
    [1, true],
  ]);
});

test('an entry’s own timeout makes way for the next', async () => {
  const gateway = createLocalGateway();
  gateway.reply(pause(60_000), text('late'));
  gateway.reply(text('in time'));
  const response = await post(gateway, [{ ...entry, config: { requestTimeout: 20 } }, entry], { to });
  expect(await response.json()).toMatchObject({ result: { response: 'in time' } });
});

test('an entry’s headers win over the request’s', async () => {
  const gateway = createLocalGateway();
  const own = { ...entry, headers: { ...headers, 'cf-aig-cache-ttl': '0' } };
  const request = { to, headers: { 'cf-aig-cache-ttl': '60' } };
  await post(gateway, [own], request);
  expect((await post(gateway, [own], request)).headers.get('cf-aig-cache-status')).toBe('MISS');
  await post(gateway, [entry], request);
  expect((await post(gateway, [entry], request)).headers.get('cf-aig-cache-status')).toBe('HIT');
});

test.each([
  [[], 2028],
  [[{ ...entry, provider: 'openai' }], 2008],
])('%o is refused with %i', async (body, code) => {
  expect(await (await post(createLocalGateway(), body, { to })).json()).toMatchObject({ error: [{ code }] });
});

test('what the gateway itself refuses is not tried again', async () => {
  const gateway = createLocalGateway({ rateLimit: { requests: 0, seconds: 60 } });
  const response = await post(gateway, [entry, entry], { to });
  expect(response.status).toBe(429);
  expect(gateway.logs).toHaveLength(1);
});
