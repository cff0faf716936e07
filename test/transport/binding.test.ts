import { describe, expect, test } from 'vitest';
import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { VERSION } from '../../src/transport/version.ts';
import { hi } from '../sdk/v1/call-options.ts';
import { namedError, stubBinding } from './stub-binding.ts';
import { llama, rejection } from './stub-fetch.ts';

const bge = '@cf/baai/bge-base-en-v1.5';
const agent = `workers-ai-gateway/${VERSION}`;
const answer = { response: 'Hi' };

/** The one call of the binding that a chat makes. */
async function calledBy(
  settings: Omit<WorkersAISettings, 'binding'>,
  options?: Parameters<ReturnType<typeof createWorkersAI>>[1],
) {
  const binding = stubBinding(answer);
  await createWorkersAI({ ...settings, binding })(llama, options).doGenerate(hi);
  const [call, ...more] = binding.calls;
  if (!call || more.length > 0) throw new Error(`Expected one call, not ${binding.calls.length}.`);
  return { ...call, binding };
}

test('a chat is one call of the method, with the inputs that HTTP would carry', async () => {
  const { self, binding, model, inputs, options } = await calledBy({ gateway: 'gw' });
  expect(self).toBe(binding);
  expect(model).toBe('@cf/meta/llama-3.1-8b-instruct-fp8-fast');
  expect(inputs).toEqual({ messages: [{ role: 'user', content: 'Hi' }] });
  expect(options).toEqual({
    gateway: { id: 'gw' },
    returnRawResponse: true,
    extraHeaders: { 'user-agent': agent },
  });
});

test('the nine options that the binding names go in gateway, the four others as headers', async () => {
  const { options } = await calledBy({
    gateway: {
      id: 'gw',
      skipCache: false,
      cacheTtl: 0,
      cacheKey: 'key',
      metadata: { user: 1n, city: 'Köln', isTrial: false },
      collectLog: false,
      eventId: 'event',
      requestTimeoutMs: 1000,
      retries: { maxAttempts: 2, retryDelayMs: 0, backoff: 'linear' },
      collectLogPayload: false,
      customCost: { total_cost: 0 },
      byokAlias: 'alias',
      zdr: false,
    },
  });
  expect(options.gateway).toEqual({
    id: 'gw',
    skipCache: false,
    cacheTtl: 0,
    cacheKey: 'key',
    metadata: { user: '1', city: 'Köln', isTrial: false },
    collectLog: false,
    eventId: 'event',
    requestTimeoutMs: 1000,
    retries: { maxAttempts: 2, retryDelayMs: 0, backoff: 'linear' },
  });
  expect(options.extraHeaders).toEqual({
    'cf-aig-collect-log-payload': 'false',
    'cf-aig-custom-cost': '{"total_cost":0}',
    'cf-aig-byok-alias': 'alias',
    'cf-aig-zdr': 'false',
    'user-agent': agent,
  });
});

test('options that were not given are not there, not even as undefined', async () => {
  const { options } = await calledBy({ gateway: { id: 'gw', cacheTtl: undefined, zdr: undefined } });
  expect(Object.keys(Object(options.gateway))).toEqual(['id']);
  expect(Object.keys(Object(options.extraHeaders))).toEqual(['user-agent']);
});

test('options merge provider < model < call', async () => {
  const binding = stubBinding(answer);
  const workersai = createWorkersAI({
    binding,
    gateway: { id: 'gw', cacheTtl: 60, cacheKey: 'provider', metadata: { a: 'provider', b: 'provider' } },
  });
  const model = workersai(llama, {
    gateway: { cacheTtl: 120, cacheKey: undefined, metadata: { b: 'model' } },
  });
  await model.doGenerate({
    ...hi,
    providerMetadata: { workersai: { gateway: { cacheTtl: 0, metadata: { c: 'call' } } } },
  });
  expect(binding.calls[0]?.options.gateway).toEqual({
    id: 'gw',
    cacheTtl: 0,
    cacheKey: 'provider',
    metadata: { a: 'provider', b: 'model', c: 'call' },
  });
});

test('past the gateway, the binding hears nothing of it', async () => {
  const { options } = await calledBy({ gateway: false });
  expect(options).toEqual({ returnRawResponse: true, extraHeaders: { 'user-agent': agent } });
});

test('headers of provider, model and call go along, as does the session for the prompt cache', async () => {
  const binding = stubBinding(answer);
  const workersai = createWorkersAI({ binding, gateway: 'gw', headers: { 'X-A': 'provider', 'x-b': 'p' } });
  const model = workersai(llama, { headers: { 'x-b': 'model' }, sessionAffinity: 'session' });
  await model.doGenerate({ ...hi, headers: { 'x-c': 'call', 'User-Agent': 'ai/4' } });
  expect(binding.calls[0]?.options.extraHeaders).toEqual({
    'x-a': 'provider',
    'x-b': 'model',
    'x-c': 'call',
    'x-session-affinity': 'session',
    'user-agent': `ai/4 ${agent}`,
  });
});

test('the binding gets the signal of the call', async () => {
  const binding = stubBinding(answer);
  const { signal } = new AbortController();
  await createWorkersAI({ binding, gateway: 'gw' })(llama).doGenerate({ ...hi, abortSignal: signal });
  expect(binding.calls[0]?.options.signal).toBe(signal);
});

test.each([
  { id: 'run/@cf/meta/llama', model: '@cf/meta/llama' },
  { id: '@cf/my/run/llama', model: '@cf/my/run/llama' },
])('the id $id means the model $model', async ({ id, model }) => {
  const binding = stubBinding(answer);
  await createWorkersAI({ binding, gateway: 'gw' })(id).doGenerate(hi);
  expect(binding.calls[0]?.model).toBe(model);
});

describe('a binding that copies what it is given, as miniflare hands it to Node', () => {
  const abortSignal = new AbortController().signal;

  test('is called again without the signal that it refused', async () => {
    const binding = stubBinding(namedError('DevalueError', 'Cannot stringify arbitrary non-POJOs'), answer);
    const model = createWorkersAI({ binding, gateway: 'gw' })(llama);
    expect(await model.doGenerate({ ...hi, abortSignal })).toMatchObject({ text: 'Hi' });
    expect(binding.calls.map(({ options }) => 'signal' in options)).toEqual([true, false]);
  });

  test.each([
    { name: 'another error', thrown: new Error('mine') },
    { name: 'no error', thrown: 'DevalueError' },
  ])('is not called again for $name', async ({ thrown }) => {
    let calls = 0;
    const run = () => {
      calls += 1;
      return Promise.reject(thrown);
    };
    const model = createWorkersAI({ binding: { run }, gateway: 'gw' })(llama);
    expect(await rejection(model.doGenerate({ ...hi, abortSignal }))).toBe(thrown);
    expect(calls).toBe(1);
  });
});

test('embeddings take the same way', async () => {
  const binding = stubBinding({ data: [[1, 2]], shape: [1, 2] });
  const workersai = createWorkersAI({ binding, gateway: { id: 'gw', cacheTtl: 60 } });
  expect(await workersai.embedding(bge).doEmbed({ values: ['a'] })).toMatchObject({ embeddings: [[1, 2]] });
  expect(binding.calls).toMatchObject([
    { model: bge, inputs: { text: ['a'] }, options: { gateway: { id: 'gw', cacheTtl: 60 } } },
  ]);
});

test('what the service said reaches the result as over HTTP', async () => {
  const gateway = createLocalGateway();
  const workersai = createWorkersAI({ binding: gateway.binding, gateway: { id: 'gw', eventId: 'event-1' } });
  const { text, providerMetadata, rawResponse } = await workersai(llama).doGenerate(hi);
  const { logId } = gateway.requests[0] ?? {};
  expect(text).toBe('Hello! How can I help you today?');
  expect(providerMetadata?.workersai).toMatchObject({
    logId,
    cacheStatus: 'MISS',
    eventId: 'event-1',
    step: 0,
  });
  expect(rawResponse?.headers).toMatchObject({ 'cf-aig-log-id': logId });
});

test('an option wins over a header of the same meaning', async () => {
  const headers = { 'CF-AIG-Skip-Cache': 'true', 'cf-aig-zdr': 'true', 'cf-aig-authorization': 'Bearer t' };
  const binding = stubBinding({ response: 'Hi' });
  const workersai = createWorkersAI({ binding, gateway: { id: 'gw', zdr: false }, headers });
  await workersai(llama, { gateway: { skipCache: false } }).doGenerate(hi);
  expect(binding.calls[0]?.options).toEqual({
    gateway: { id: 'gw', skipCache: false },
    returnRawResponse: true,
    extraHeaders: { 'cf-aig-authorization': 'Bearer t', 'cf-aig-zdr': 'false', 'user-agent': agent },
  });
});

describe('wrong settings', () => {
  const binding = stubBinding();

  test.each([
    ['accountId', { accountId: 'acc' }],
    ['apiKey', { apiKey: 'key' }],
    ['gatewayToken', { gatewayToken: 'token' }],
    ['baseURL', { baseURL: 'http://localhost/v1' }],
    ['apiURL', { apiURL: 'http://localhost/client/v4' }],
    ['route', { route: 'api' as const }],
    ['route', { route: 'gateway' as const }],
    ['fetch', { fetch: globalThis.fetch }],
  ])('%s beside binding is an error at creation', (name, setting) => {
    expect(() => createWorkersAI({ binding, gateway: 'gw', ...setting })).toThrow(
      expect.objectContaining({
        name: 'AI_InvalidArgumentError',
        message: `Setting ${name} cannot be combined with binding: pass one or the other.`,
      }),
    );
  });

  test.each([null, {}, { run: 'no function' }, 'AI'])('%j is no binding', value => {
    expect(() => createWorkersAI({ binding: value as never })).toThrow(
      /Setting binding must be the binding env.AI/,
    );
  });

  const wrongFormat = "Setting format 'openai' cannot be combined with binding: leave it out.";

  test('the openai format is refused at creation, of the provider and of a model', () => {
    expect(() => createWorkersAI({ binding, format: 'openai' })).toThrow(wrongFormat);
    const workersai = createWorkersAI({ binding });
    expect(() => workersai(llama, { format: 'openai' })).toThrow(wrongFormat);
    expect(() => workersai.embedding(bge, { format: 'openai' })).toThrow(wrongFormat);
  });

  test('the openai format of a call is refused before anything is sent', async () => {
    const workersai = createWorkersAI({ binding, gateway: 'gw' });
    const providerMetadata = { workersai: { format: 'openai' } };
    await expect(workersai(llama).doGenerate({ ...hi, providerMetadata })).rejects.toThrow(wrongFormat);
    expect(binding.calls).toEqual([]);
  });

  test('without a gateway named, calls go through default', async () => {
    const binding = stubBinding({ response: 'Hi' });
    await createWorkersAI({ binding })(llama).doGenerate(hi);
    expect(binding.calls[0]?.options.gateway).toEqual({ id: 'default' });
  });
});
