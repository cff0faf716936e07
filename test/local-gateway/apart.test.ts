import { expect, test } from 'vitest';
import { createLocalGateway, type LocalGateway } from 'workers-ai-gateway/testing';
import { llama, post, postJson } from './post.ts';

const cacheStatus = (response: Response) => response.headers.get('cf-aig-cache-status');
const api = 'https://api.cloudflare.com/client/v4/accounts';

const binding = (gateway: LocalGateway) => async (inputs: object, more: object) => {
  const options = { gateway: { id: 'g', cacheTtl: 60, ...more }, returnRawResponse: true };
  const response = await gateway.binding.run(llama, inputs, options);
  if (!(response instanceof Response)) throw new Error('No response');
  return cacheStatus(response);
};

const universal =
  (gateway: LocalGateway) =>
  async (query: object, more: object, after: object[] = []) => {
    const headers = { authorization: 'Bearer t', 'cf-aig-cache-ttl': '60', ...more };
    const entries = [{ provider: 'workers-ai', endpoint: llama, headers, query }, ...after];
    return cacheStatus(await post(gateway, entries, { to: '' }));
  };

test.each<[string, object]>([
  ['metadata', { metadata: { user: 'b' } }],
  ['an event id', { eventId: 'e' }],
  ['a log', { collectLog: true }],
  ['a TTL', { cacheTtl: 120 }],
  ['retries', { retries: { maxAttempts: 2 } }],
])('over the binding %s is no part of the cache key', async (_name, more) => {
  const run = binding(createLocalGateway());
  expect(await run({ prompt: 'a' }, {})).toBe('MISS');
  expect(await run({ prompt: 'a' }, more)).toBe('HIT');
  expect(await run({ prompt: 'b' }, more)).toBe('MISS');
});

test('an entry of a universal request is cached by its own query', async () => {
  const ask = universal(createLocalGateway());
  expect(await ask({ prompt: 'a' }, {})).toBe('MISS');
  expect(await ask({ prompt: 'a' }, { 'cf-aig-metadata': '{"user":"b"}', 'cf-aig-event-id': 'e' })).toBe(
    'HIT',
  );
  expect(await ask({ prompt: 'a' }, {}, [{ provider: 'workers-ai', endpoint: '@cf/m/x', query: {} }])).toBe(
    'HIT',
  );
  expect(await ask({ prompt: 'b' }, {})).toBe('MISS');
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['another provider', { provider: 'nobody', endpoint: 'x', headers: {}, query: {} }],
  ['a header that is none', { provider: 'workers-ai', endpoint: llama, headers: { 'a b': '\n' }, query: {} }],
  ['a list', ['workers-ai']],
])('a universal request is answered by its first entry, before %s', async (_name, after) => {
  const entry = { provider: 'workers-ai', endpoint: llama, headers: {}, query: { prompt: 'Hi' } };
  const response = await post(createLocalGateway(), [entry, after], { to: '' });
  expect(response.status).toBe(200);
  expect(response.headers.get('cf-aig-step')).toBe('0');
});

test('headers of an entry that no header can have are passed over', async () => {
  const headers = { 'a b': 'c', 'x-a': 'one\ntwo', 'x-ü': '1', 'cf-aig-event-id': 'e' };
  const entry = { provider: 'workers-ai', endpoint: llama, headers, query: { prompt: 'Hi' } };
  const response = await post(createLocalGateway(), [entry], { to: '' });
  expect(response.status).toBe(200);
  expect(response.headers.get('cf-aig-event-id')).toBe('e');
});

test('the logs of an account are its own', async () => {
  const gateway = createLocalGateway();
  const response = await post(gateway, { prompt: 'Hi' });
  const id = response.headers.get('cf-aig-log-id');
  const logs = (account: string, end = '', method = 'GET') =>
    post(gateway, undefined, { to: `${api}/${account}/ai-gateway/gateways/gateway/logs${end}`, method });
  expect((await (await logs('account')).json()).result).toHaveLength(1);
  expect((await (await logs('other')).json()).result).toEqual([]);
  expect((await logs('other', `/${id}`)).status).toBe(404);
  await logs('other', '', 'DELETE');
  expect(gateway.logs).toHaveLength(1);
});

test('the binding logs to its own account', async () => {
  const gateway = createLocalGateway();
  await gateway.binding.run(llama, { prompt: 'Hi' }, { gateway: { id: 'g' } });
  const id = gateway.binding.aiGatewayLogId ?? '';
  expect(await gateway.binding.gateway('g').getLog(id)).toMatchObject({ id });
  const to = `${api}/${gateway.settings.accountId}/ai-gateway/gateways/g/logs/${id}`;
  expect(await postJson(gateway, undefined, { to, method: 'GET' })).toMatchObject({ result: { id } });
});

test('the URL of a gateway is its own while it listens, and answers', async () => {
  const gateway = createLocalGateway();
  const url = () => gateway.binding.gateway('g').getUrl('workers-ai');
  expect(await url()).toBe('https://gateway.ai.cloudflare.com/v1/local-account/g/workers-ai');
  const server = await gateway.listen();
  expect(await url()).toBe(`${server.settings.baseURL}/local-account/g/workers-ai`);
  const headers = { authorization: 'Bearer t' };
  const answer = await fetch(`${await url()}/${llama}`, { method: 'POST', headers, body: '{"prompt":"Hi"}' });
  expect(answer.status).toBe(200);
  await server.close();
  expect(await url()).toMatch(/^https:\/\/gateway\.ai\.cloudflare\.com\//);
});
