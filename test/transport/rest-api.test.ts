import { describe, expect, test } from 'vitest';
import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { collect, hi } from '../sdk/v1/call-options.ts';
import { llama, settings } from './stub-fetch.ts';

const api = 'https://api.cloudflare.com/client/v4/accounts/acc/ai';
const bge = '@cf/baai/bge-base-en-v1.5';

function open(extra: WorkersAISettings = {}) {
  const gateway = createLocalGateway();
  const workersai = createWorkersAI({ ...settings, route: 'api', fetch: gateway.fetch, ...extra });
  return { gateway, workersai };
}

const gatewayHeaders = (headers: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('cf-')));

test('a chat goes to Cloudflare’s API, which hears of the gateway in a header', async () => {
  const { gateway, workersai } = open();
  const { text, providerMetadata } = await workersai(llama).doGenerate(hi);
  expect(text).toBe('Hello! How can I help you today?');
  expect(gateway.requests).toMatchObject([
    {
      method: 'POST',
      url: `${api}/run/@cf/meta/llama-3.1-8b-instruct-fp8-fast`,
      headers: { authorization: 'Bearer secret-key', 'content-type': 'application/json' },
    },
  ]);
  expect(gatewayHeaders(gateway.requests[0]?.headers)).toEqual({ 'cf-aig-gateway-id': 'gw' });
  expect(providerMetadata?.workersai).toMatchObject({ logId: gateway.logs[0]?.id, cacheStatus: 'MISS' });
});

test('streams, embeddings and run() go the same way', async () => {
  const { gateway, workersai } = open();
  await collect((await workersai(llama).doStream(hi)).stream);
  await workersai.embedding(bge).doEmbed({ values: ['a'] });
  await workersai.run('@cf/huggingface/distilbert-sst-2-int8', { text: 'Splendid!' });
  expect(gateway.requests.map(({ url, headers }) => [url, headers['cf-aig-gateway-id']])).toEqual([
    [`${api}/run/${llama}`, 'gw'],
    [`${api}/run/${bge}`, 'gw'],
    [`${api}/run/@cf/huggingface/distilbert-sst-2-int8`, 'gw'],
  ]);
});

test('the openai format has paths of its own', async () => {
  const { gateway, workersai } = open({ format: 'openai' });
  await workersai(llama).doGenerate(hi);
  await workersai.embedding(bge).doEmbed({ values: ['a'] });
  expect(gateway.requests.map(({ url, body }) => [url, Object(body).model])).toEqual([
    [`${api}/v1/chat/completions`, llama],
    [`${api}/v1/embeddings`, bge],
  ]);
});

test('every gateway option travels as on the gateway’s own address', async () => {
  const options = {
    id: 'gw',
    skipCache: true,
    cacheTtl: 60,
    cacheKey: 'key',
    metadata: { user: 1 },
    collectLog: true,
    collectLogPayload: false,
    eventId: 'event',
    requestTimeoutMs: 1000,
    retries: { maxAttempts: 2, retryDelayMs: 0, backoff: 'linear' },
    customCost: { total_cost: 1 },
    byokAlias: 'alias',
    zdr: true,
  } as const;
  const byApi = open({ gateway: options, gatewayToken: 'token' });
  const byGateway = open({ gateway: options, gatewayToken: 'token', route: 'gateway' });
  await byApi.workersai(llama).doGenerate(hi);
  await byGateway.workersai(llama).doGenerate(hi);
  const expected = gatewayHeaders(byGateway.gateway.requests[0]?.headers);
  expect(Object.keys(expected)).toHaveLength(15);
  expect(gatewayHeaders(byApi.gateway.requests[0]?.headers)).toEqual({
    ...expected,
    'cf-aig-gateway-id': 'gw',
  });
});

test('the gateway’s own address is told of it in the path alone', async () => {
  const { gateway, workersai } = open({ route: 'gateway' });
  await workersai(llama).doGenerate(hi);
  expect(gateway.requests[0]?.path).toBe(`/v1/acc/gw/workers-ai/${llama}`);
  expect(gatewayHeaders(gateway.requests[0]?.headers)).toEqual({});
});

describe('gateway: false', () => {
  test.each(['api', 'gateway'] as const)('drops the header and the options (route %s)', async route => {
    const { gateway, workersai } = open({
      route,
      gateway: { id: 'gw', cacheTtl: 60 },
      gatewayToken: 'token',
    });
    const providerMetadata = { workersai: { gateway: false } };
    await workersai(llama).doGenerate({ ...hi, providerMetadata });
    await workersai.run(llama, { prompt: 'Hi' }, { gateway: false });
    expect(gateway.requests.map(({ url }) => url)).toEqual([`${api}/run/${llama}`, `${api}/run/${llama}`]);
    for (const { headers } of gateway.requests) expect(gatewayHeaders(headers)).toEqual({});
    expect(gateway.logs).toEqual([]);
  });
});

test('the gateway of a call is the one that the header names', async () => {
  const { gateway, workersai } = open();
  await workersai(llama, { gateway: 'other' }).doGenerate(hi);
  await workersai.run(llama, { prompt: 'Hi' }, { gateway: { id: 'third' } });
  expect(gateway.requests.map(({ headers }) => headers['cf-aig-gateway-id'])).toEqual(['other', 'third']);
});

test('an API of another address is asked there', async () => {
  const { gateway, workersai } = open({ apiURL: 'http://localhost:8787/client/v4/' });
  await workersai(llama).doGenerate(hi);
  expect(gateway.requests[0]?.url).toBe(`http://localhost:8787/client/v4/accounts/acc/ai/run/${llama}`);
});

test.each(['api', 'gateway'] as const)(
  'an option wins over a header of the same meaning (route %s)',
  async route => {
    const headers = { 'cf-aig-skip-cache': 'true', 'cf-aig-authorization': 'Bearer mine' };
    const { gateway, workersai } = open({ route, headers, gatewayToken: 'token' });
    await workersai(llama, { gateway: { skipCache: false } }).doGenerate(hi);
    expect(gateway.requests[0]?.headers).toMatchObject({
      'cf-aig-skip-cache': 'false',
      'cf-aig-authorization': 'Bearer mine',
    });
  },
);

test('another word is an error at creation', () => {
  expect(() => open({ route: 'direct' as never })).toThrow(
    'Setting route must be "gateway" or "api", not "direct".',
  );
});
