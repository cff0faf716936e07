import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { glm, llama, post, postJson, user } from './post.ts';

const api = 'https://api.cloudflare.com/client/v4/accounts/account/ai';
const bge = '@cf/baai/bge-small-en-v1.5';
const question = user('What is Cloudflare?');
const answer = expect.stringMatching(/^Cloudflare is a company/);
const native = { result: { response: answer }, success: true };
const openai = { object: 'chat.completion', model: llama, choices: [{ message: { content: answer } }] };

test.each([
  [`workers-ai/${llama}`, question, native],
  [`workers-ai/run/${llama}`, question, native],
  [`workers-ai/${encodeURIComponent(llama)}`, question, native],
  ['workers-ai/v1/chat/completions', { model: llama, ...question }, openai],
  ['compat/chat/completions', { model: `workers-ai/${llama}`, ...question }, openai],
  [`${api}/run/${llama}`, question, native],
  [`${api}/run`, { model: llama, input: question }, native],
  [`${api}/v1/chat/completions`, { model: llama, ...question }, openai],
  [
    `${api}/v1/responses`,
    { model: '@cf/openai/gpt-oss-20b', input: 'Hi' },
    { object: 'response', status: 'completed' },
  ],
  [
    `workers-ai/${bge}`,
    { text: ['a', 'b'] },
    { result: { shape: [2, 384], pooling: 'mean' }, success: true },
  ],
  [
    'workers-ai/v1/embeddings',
    { model: bge, input: 'a' },
    { object: 'list', data: [{ index: 0, embedding: expect.any(Array) }] },
  ],
  ['compat/embeddings', { model: `workers-ai/${bge}`, input: ['a'] }, { object: 'list', model: bge }],
])('POST %s', async (to, body, expected) => {
  const response = await post(createLocalGateway(), body, { to });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toMatchObject(expected);
});

test('through a gateway an answer carries its headers', async () => {
  const response = await post(createLocalGateway(), question, { headers: { 'cf-aig-event-id': 'mine' } });
  const ulid = expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'application/json',
    'cf-ai-req-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'cf-aig-cache-status': 'MISS',
    'cf-aig-event-id': 'mine',
    'cf-aig-log-id': ulid,
    'cf-aig-request-id': ulid,
    'cf-aig-step': '0',
    'cf-aig-model': llama,
    'cf-aig-provider': 'workers-ai',
  });
});

test('past the gateway it carries none of them and leaves no log', async () => {
  const gateway = createLocalGateway();
  const response = await post(gateway, question, { to: `${api}/run/${llama}` });
  expect([...response.headers.keys()].sort()).toEqual(['cf-ai-req-id', 'content-type']);
  expect(gateway.logs).toEqual([]);
});

test('cf-aig-gateway-id leads a direct call through a gateway', async () => {
  const gateway = createLocalGateway({ gatewayToken: 'not asked for on this way' });
  const headers = { 'cf-aig-gateway-id': 'mine' };
  const response = await post(gateway, question, { to: `${api}/run/${llama}`, headers });
  expect(response.headers.get('cf-aig-cache-status')).toBe('MISS');
  expect(gateway.logs).toMatchObject([{ gateway: 'mine', account: 'account' }]);
});

test.each([
  ['required', `workers-ai/${llama}`, 404],
  ['required', `workers-ai/run/${llama}`, 200],
  ['refused', `workers-ai/run/${llama}`, 404],
  ['optional', `workers-ai/run/${llama}`, 200],
] as const)('with the prefix run/ %s, %s answers %i', async (runPrefix, to, status) => {
  const gateway = createLocalGateway({ disputes: { runPrefix } });
  expect((await post(gateway, question, { to })).status).toBe(status);
});

test('a prefixed id on the bare OpenAI path is no model', async () => {
  const to = 'workers-ai/v1/chat/completions';
  expect(
    await postJson(createLocalGateway(), { model: `workers-ai/${llama}`, ...question }, { to }),
  ).toMatchObject({
    errors: [{ code: 5007 }],
  });
});

test('/v1 streams plain OpenAI chunks; usage only when asked for', async () => {
  const to = 'workers-ai/v1/chat/completions';
  for (const [more, last] of [
    [{}, /"finish_reason":"stop"/],
    [{ stream_options: { include_usage: true } }, /"choices":\[\],"usage":{"prompt_tokens":8/],
  ] as const) {
    const body = { model: llama, ...question, stream: true, ...more };
    const found = (await (await post(createLocalGateway(), body, { to })).text()).trim().split('\n\n');
    expect(found.at(-1)).toBe('data: [DONE]');
    expect(found.at(-2)).toMatch(last);
  }
});

test('the lists of models', async () => {
  const gateway = createLocalGateway();
  const get = (to: string) => postJson(gateway, undefined, { to, method: 'GET' });
  expect((await get('compat/models')).data).toContainEqual(
    expect.objectContaining({ id: `workers-ai/${glm}`, object: 'model' }),
  );
  const { result, result_info } = await get(`${api}/models/search?task=Text+Embeddings&per_page=2&page=2`);
  expect(result).toHaveLength(2);
  expect(result_info).toMatchObject({ page: 2, per_page: 2, count: 2, total_count: 7 });
  const [found] = (await get(`${api}/models/search?search=glm-4.7`)).result;
  expect(found).toMatchObject({
    name: glm,
    source: 1,
    task: { id: 'c329a1f9-323d-4e91-b2aa-582dd4188d34', name: 'Text Generation' },
    properties: [
      { property_id: 'context_window', value: '131072' },
      { property_id: 'function_calling', value: 'true' },
      { property_id: 'reasoning', value: 'true' },
    ],
  });
});

test('requests are seen with all that was sent', async () => {
  const gateway = createLocalGateway();
  await post(gateway, question, { headers: { 'X-Mine': 'yes' } });
  expect(gateway.requests).toMatchObject([
    {
      method: 'POST',
      url: `https://gateway.ai.cloudflare.com/v1/account/gateway/workers-ai/${llama}`,
      path: `/v1/account/gateway/workers-ai/${llama}`,
      headers: { authorization: 'Bearer token', 'content-type': 'application/json', 'x-mine': 'yes' },
      body: question,
      text: JSON.stringify(question),
      model: llama,
      aborted: false,
      status: 200,
      cacheStatus: 'MISS',
    },
  ]);
});

test('a queued request is polled for', async () => {
  const gateway = createLocalGateway();
  const to = `${api}/run/${bge}?queueRequest=true`;
  const { result } = await postJson(
    gateway,
    { requests: [{ text: 'a', external_reference: 'one' }, { text: 7 }] },
    { to },
  );
  expect(result).toEqual({ status: 'queued', request_id: expect.any(String), model: bge });
  const polled = await postJson(gateway, { request_id: result.request_id }, { to });
  expect(polled.result.responses).toMatchObject([
    { id: 0, success: true, external_reference: 'one', result: { shape: [1, 384] } },
    { id: 1, success: false },
  ]);
});

test.each([
  ['GET', `workers-ai/${llama}`, 405],
  ['POST', 'compat/models', 405],
  ['PUT', 'https://api.cloudflare.com/client/v4/accounts/account/ai-gateway/gateways/gateway/logs', 405],
  ['DELETE', 'https://api.cloudflare.com/client/v4/accounts/account/ai-gateway/gateways/gateway/logs/1', 405],
  ['GET', 'https://api.cloudflare.com/client/v4/accounts/other/ai-gateway/gateways/gateway/logs', 404],
  ['GET', 'https://api.cloudflare.com/client/v4/accounts/other/ai/models/search', 404],
])('%s %s answers %i', async (method, to, status) => {
  const gateway = createLocalGateway({ accounts: ['account'] });
  const body = method === 'GET' ? undefined : {};
  expect((await post(gateway, body, { to, method })).status).toBe(status);
});

test.each([llama, 'openai/gpt-4o', 'dynamic/route', undefined])(
  '%s under compat is no provider’s',
  async model => {
    const gateway = createLocalGateway();
    const answered = await postJson(gateway, { model, ...question }, { to: 'compat/chat/completions' });
    expect(answered.error).toEqual([{ code: 2008, message: 'Invalid provider' }]);
  },
);

test.each(['compat/models', 'openai/chat/completions'])('%s asks for the gateway token', async to => {
  const gateway = createLocalGateway({ gatewayToken: 'mine' });
  const method = to === 'compat/models' ? 'GET' : 'POST';
  expect((await post(gateway, undefined, { to, method })).status).toBe(401);
  const headers = { 'cf-aig-authorization': 'Bearer mine' };
  expect((await post(gateway, undefined, { to, method, headers })).status).toBe(method === 'GET' ? 200 : 400);
});
