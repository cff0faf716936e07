import { expect, test } from 'vitest';
import {
  createLocalGateway,
  type ErrorShape,
  failure,
  type LocalGatewayOptions,
} from 'workers-ai-gateway/testing';
import { llama, post, postJson, user } from './post.ts';

test.each([
  [2003, 429, 'Rate limited'],
  [2005, 400, 'Failed to get response from provider'],
  [2016, 424, 'Prompt blocked due to security configurations'],
  [2021, 402, 'Insufficient balance; add money to your gateway or use BYOK'],
])('%i of the gateway: status %i in its own shape', async (code, status, message) => {
  const gateway = createLocalGateway();
  gateway.reply(failure(code));
  const response = await post(gateway, user('Hi'));
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({
    success: false,
    result: [],
    messages: [],
    error: [{ code, message }],
    name: 'AiGatewayError',
    httpCode: status,
    internalCode: code,
    message,
    description: message,
  });
});

test.each([
  [3036, 429, /daily free allocation/],
  [3040, 429, /Capacity temporarily exceeded/],
  [3007, 408, /timeout/],
  [5035, 403, /Workers Paid plan/],
])('%i of Workers AI: status %i in the v4 envelope', async (code, status, message) => {
  const gateway = createLocalGateway();
  const response = await post(gateway, user('Hi'), { to: `workers-ai/@cf/fail/${code}` });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({
    errors: [{ code, message: expect.stringMatching(message) }],
    success: false,
    result: {},
    messages: [],
  });
});

test.each([
  ['gateway', { error: [{ code: 3040 }], name: 'AiGatewayError', internalCode: 3040 }],
  ['v4', { errors: [{ code: 3040 }], success: false }],
  ['ai-error', { name: 'AiError', internalCode: 3040, httpCode: 429, requestId: expect.any(String) }],
  ['openai', { error: { code: 3040, type: 'rate_limit_error', message: expect.any(String) } }],
] satisfies [ErrorShape, object][])('any failure can be written as %s', async (shape, body) => {
  const gateway = createLocalGateway();
  gateway.reply(failure(3040, { shape }));
  expect(await postJson(gateway, user('Hi'))).toMatchObject(body);
});

test.each([
  ['workers-ai/v1/chat/completions', 'by-path', { errors: [{ code: 3040 }] }],
  ['compat/chat/completions', 'by-path', { internalCode: 3040, name: 'AiError' }],
  ['workers-ai/v1/chat/completions', 'openai', { error: { code: 3040 } }],
  ['compat/chat/completions', 'v4', { errors: [{ code: 3040 }] }],
] as const)('%s with errors %s', async (to, openaiErrors, body) => {
  const gateway = createLocalGateway({ disputes: { openaiErrors } });
  gateway.reply(failure(3040));
  const model = to.startsWith('compat/') ? `workers-ai/${llama}` : llama;
  expect(await postJson(gateway, { model, ...user('Hi') }, { to })).toMatchObject(body);
});

test('status, message and headers of a failure can be set', async () => {
  const gateway = createLocalGateway();
  gateway.reply(failure({ code: 3040, status: 503, message: 'Busy', headers: { 'retry-after': '2' } }));
  const response = await post(gateway, user('Hi'));
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('2');
  expect(await response.json()).toMatchObject({
    errors: [{ code: 3040, message: expect.stringMatching(/Busy/) }],
  });
});

test('a 200 can say success: false', async () => {
  const gateway = createLocalGateway();
  gateway.reply(failure(3040, { status: 200 }));
  const response = await post(gateway, user('Hi'));
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ success: false, errors: [{ code: 3040 }] });
});

test.each([400, 403, 424] as const)('blocked prompts answer %i by switch', async blockedStatus => {
  const gateway = createLocalGateway({ disputes: { blockedStatus } });
  gateway.reply(failure(2016));
  const response = await post(gateway, user('Hi'));
  expect(response.status).toBe(blockedStatus);
  expect(await response.json()).toMatchObject({ httpCode: blockedStatus });
});

const none = { authorization: '' };

test.each([
  { name: 'an unknown gateway', options: { gateways: ['mine'] }, code: 2001, status: 400 },
  { name: 'no gateway token', options: { gatewayToken: 'g' }, code: 2009, status: 401 },
  {
    name: 'a wrong gateway token',
    options: { gatewayToken: 'g' },
    headers: { 'cf-aig-authorization': 'Bearer x' },
    code: 2009,
    status: 401,
  },
  { name: 'no token', options: {}, headers: none, code: 10000, status: 401 },
  { name: 'a wrong token', options: { token: 'right' }, code: 10000, status: 401 },
  {
    name: 'a global key in place of a token',
    options: {},
    headers: { authorization: 'key' },
    code: 10000,
    status: 401,
  },
  { name: 'an unknown model', options: {}, to: 'workers-ai/llama', code: 5007, status: 400 },
  { name: 'a model that is not allowed', options: { models: ['@cf/a/b'] }, code: 5007, status: 400 },
  { name: 'another provider', options: {}, to: 'openai/chat/completions', code: 2008, status: 400 },
  {
    name: 'the wrong account on the API',
    options: { accounts: ['mine'] },
    to: 'https://api.cloudflare.com/client/v4/accounts/x/ai/run/@cf/a/b',
    code: 7003,
    status: 404,
  },
  {
    name: 'no such path',
    options: {},
    to: 'https://api.cloudflare.com/client/v4/zones',
    code: 7003,
    status: 404,
  },
  { name: 'too large a body', options: { maxBodyBytes: 10 }, code: 3006, status: 413 },
] satisfies {
  name: string;
  options: LocalGatewayOptions;
  headers?: Record<string, string>;
  to?: string;
  code: number;
  status: number;
}[])('$name: $code', async ({ options, code, status, ...request }) => {
  const gateway = createLocalGateway(options);
  const response = await post(gateway, user('Hi'), request);
  const body = await response.json();
  expect(response.status).toBe(status);
  expect((body.errors ?? body.error)[0].code).toBe(code);
});

test('the checks come in this order: gateway, its token, rate limit, token, model, input', async () => {
  const wrong = { to: 'workers-ai/nope', headers: none };
  const limit = { requests: 1, seconds: 60 };
  const codes: number[] = [];
  for (const options of [
    { gateways: ['mine'], gatewayToken: 'g' },
    { gatewayToken: 'g', rateLimit: { ...limit, requests: 0 } },
    { rateLimit: { ...limit, requests: 0 } },
    {},
  ]) {
    const body = await postJson(createLocalGateway(options), {}, wrong);
    codes.push((body.error ?? body.errors)[0].code);
  }
  codes.push((await postJson(createLocalGateway(), {}, { to: 'workers-ai/nope' })).errors[0].code);
  codes.push((await postJson(createLocalGateway(), {})).errors[0].code);
  expect(codes).toEqual([2001, 2009, 2003, 10000, 5007, 5006]);
});

test('a GET where a POST belongs is 7001', async () => {
  const response = await post(createLocalGateway(), undefined, { method: 'GET' });
  expect(response.status).toBe(405);
  expect(await response.json()).toMatchObject({ errors: [{ code: 7001 }] });
});

test('a share of the runs fails, the same ones for the same seed', async () => {
  const outcomes = async (seed: number) => {
    const gateway = createLocalGateway({ failRate: { 3040: 0.25 }, seed });
    const found: number[] = [];
    for (let run = 0; run < 400; run++) found.push((await post(gateway, { prompt: 'Hi' })).status);
    return found;
  };
  const first = await outcomes(7);
  const failed = first.filter(status => status === 429).length;
  expect(failed).toBeGreaterThan(75);
  expect(failed).toBeLessThan(125);
  expect(await outcomes(7)).toEqual(first);
  expect(await outcomes(8)).not.toEqual(first);
});

test('the gateway’s refusals carry no request id of the platform, a rate limit a log id', async () => {
  const refused = await post(createLocalGateway({ gatewayToken: 'g' }), user('Hi'));
  expect(Object.fromEntries(refused.headers)).toMatchObject({ 'cf-aig-event-id': expect.any(String) });
  expect(refused.headers.has('cf-ai-req-id')).toBe(false);
  expect(refused.headers.has('cf-aig-log-id')).toBe(false);
  const limited = await post(createLocalGateway({ rateLimit: { requests: 0, seconds: 1 } }), user('Hi'));
  expect(limited.headers.get('cf-aig-log-id')).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(limited.headers.get('cf-aig-step')).toBe('0');
  expect(limited.headers.has('retry-after')).toBe(false);
});
