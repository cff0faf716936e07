import Cloudflare from 'cloudflare';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLocalGateway, failure, type LocalGateway, type LocalServer } from 'workers-ai-gateway/testing';
import { llama, post } from '../post.ts';

let gateway: LocalGateway;
let server: LocalServer;
let client: Cloudflare;

beforeEach(async () => {
  gateway = createLocalGateway({ token: 'token' });
  server = await gateway.listen();
  client = new Cloudflare({ apiToken: 'token', baseURL: server.settings.apiURL, maxRetries: 0 });
});

afterEach(() => server.close());

const account_id = 'account';

test('ai.run, which percent-encodes the model id', async () => {
  const result = await client.ai.run(llama, { account_id, prompt: 'What is Cloudflare?' });
  expect(result).toMatchObject({
    response: expect.stringMatching(/^Cloudflare is/),
    usage: { prompt_tokens: 8 },
  });
  expect(gateway.requests[0]?.path).toContain('%2F');
  expect(gateway.requests[0]?.model).toBe(llama);
});

test('ai.run through a gateway by header leaves a log', async () => {
  const options = { headers: { 'cf-aig-gateway-id': 'mine', 'cf-aig-metadata': '{"user":"ada"}' } };
  const { response } = await client.ai.run(llama, { account_id, prompt: 'Hello' }, options).withResponse();
  const id = response.headers.get('cf-aig-log-id') ?? '';
  const place = { account_id, gateway_id: 'mine' };
  const log = await client.aiGateway.logs.get(id, place);
  expect(log).toMatchObject({
    id,
    model: llama,
    provider: 'workers-ai',
    cached: false,
    success: true,
    status_code: 200,
  });
  await client.aiGateway.logs.edit(id, { ...place, feedback: 1, score: 80, metadata: { reviewed: true } });
  const { result } = await client.aiGateway.logs.list('mine', { account_id });
  expect(result).toMatchObject([{ id, feedback: 1, score: 80, metadata: { reviewed: true } }]);
  expect(await client.aiGateway.logs.request(id, place)).toEqual({ prompt: 'Hello' });
  expect(await client.aiGateway.logs.response(id, place)).toMatchObject({ success: true });
});

test('a log that does not exist', async () => {
  await expect(client.aiGateway.logs.get('none', { account_id, gateway_id: 'mine' })).rejects.toBeInstanceOf(
    Cloudflare.NotFoundError,
  );
});

test('the list of logs comes in pages', async () => {
  for (const prompt of ['one', 'two', 'three']) await post(gateway, { prompt });
  const ids: string[] = [];
  for await (const log of client.aiGateway.logs.list('gateway', { account_id, per_page: 2 }))
    ids.push(log.id);
  expect(ids).toEqual(gateway.logs.map(({ id }) => id).reverse());
});

test('the models', async () => {
  const found: unknown[] = [];
  for await (const model of client.ai.models.list({ account_id, search: 'bge-small' })) found.push(model);
  expect(found).toMatchObject([{ name: '@cf/baai/bge-small-en-v1.5', task: { name: 'Text Embeddings' } }]);
});

test('the URL of a provider', async () => {
  const url = await client.aiGateway.urls.get('workers-ai', { account_id, gateway_id: 'mine' });
  expect(url).toBe(`${server.settings.baseURL}/account/mine/workers-ai`);
});

test('the gateways', async () => {
  const ids: string[] = [];
  for await (const { id } of client.aiGateway.list({ account_id, per_page: 1 })) ids.push(id);
  expect(ids).toEqual(['default', 'local-gateway']);
  expect(await client.aiGateway.get('mine', { account_id })).toMatchObject({
    id: 'mine',
    cache_ttl: 0,
    collect_logs: true,
    is_default: false,
  });
  await server.close();
  gateway = createLocalGateway({ gateways: ['mine'], cacheTtl: 60, rateLimit: { requests: 5, seconds: 10 } });
  server = await gateway.listen();
  client = new Cloudflare({ apiToken: 'token', baseURL: server.settings.apiURL, maxRetries: 0 });
  expect((await client.aiGateway.list({ account_id })).result).toMatchObject([
    { id: 'mine', cache_ttl: 60, rate_limiting_limit: 5, rate_limiting_interval: 10 },
  ]);
  await expect(client.aiGateway.get('other', { account_id })).rejects.toBeInstanceOf(
    Cloudflare.NotFoundError,
  );
});

test('the schema of a model, and the tasks', async () => {
  expect(await client.ai.models.schema.get({ account_id, model: llama })).toMatchObject({
    input: { type: 'object', description: expect.stringContaining(llama) },
    output: { type: 'object' },
  });
  const none = client.ai.models.schema.get({ account_id, model: '@cf/none/none' });
  await expect(none).rejects.toBeInstanceOf(Cloudflare.NotFoundError);
  const tasks: unknown[] = [];
  for await (const task of client.ai.tasks.list({ account_id })) tasks.push(task);
  expect(tasks).toContainEqual(expect.objectContaining({ name: 'Text Generation' }));
});

test('errors by their class, with the code', async () => {
  gateway.reply(failure(4006));
  const run = client.ai.run(llama, { account_id, prompt: 'Hello' });
  await expect(run).rejects.toBeInstanceOf(Cloudflare.RateLimitError);
  await expect(run).rejects.toMatchObject({ errors: [{ code: 4006 }] });
  const stranger = new Cloudflare({ apiToken: 'wrong', baseURL: server.settings.apiURL, maxRetries: 0 });
  await expect(stranger.ai.run(llama, { account_id, prompt: 'Hello' })).rejects.toBeInstanceOf(
    Cloudflare.AuthenticationError,
  );
});
