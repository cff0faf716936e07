import { APICallError } from '@ai-sdk/provider';
import { describe, expect, test, vi } from 'vitest';
import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import { VERSION } from '../../src/transport/version.ts';
import { hi } from '../sdk/v1/call-options.ts';
import { json, llama, rejection, settings, stubFetch } from './stub-fetch.ts';

const answer = () => json({ result: { response: 'Hi' }, success: true, errors: [], messages: [] });

async function sentBy(extra: WorkersAISettings, options?: Parameters<ReturnType<typeof createWorkersAI>>[1]) {
  const { fetch, sent } = stubFetch(answer());
  await createWorkersAI({ ...settings, fetch, ...extra })(llama, options).doGenerate(hi);
  const [request] = sent;
  if (!request) throw new Error('Nothing was sent.');
  return request;
}

test('a chat call is one POST to the page’s URL, with its headers and body', async () => {
  const { url, init, headers, body } = await sentBy({});
  expect(url).toBe(
    'https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/@cf/meta/llama-3.1-8b-instruct-fp8-fast',
  );
  expect(init).toMatchObject({ method: 'POST', redirect: 'manual' });
  expect(headers).toEqual({
    authorization: 'Bearer secret-key',
    'content-type': 'application/json',
    'user-agent': `workers-ai-gateway/${VERSION}`,
  });
  expect(body).toEqual({ messages: [{ role: 'user', content: 'Hi' }] });
});

test.each([
  {
    name: 'a gateway of the model',
    extra: {},
    options: { gateway: 'other' },
    expected:
      'https://gateway.ai.cloudflare.com/v1/acc/other/workers-ai/@cf/meta/llama-3.1-8b-instruct-fp8-fast',
  },
  {
    name: 'a base URL with a slash at its end',
    extra: { baseURL: 'http://localhost:8787/v1/' },
    options: {},
    expected: 'http://localhost:8787/v1/acc/gw/workers-ai/@cf/meta/llama-3.1-8b-instruct-fp8-fast',
  },
  {
    name: 'an API URL of one’s own',
    extra: { gateway: false, apiURL: 'http://localhost:8787/client/v4' },
    options: {},
    expected: 'http://localhost:8787/client/v4/accounts/acc/ai/run/@cf/meta/llama-3.1-8b-instruct-fp8-fast',
  },
] satisfies { extra: WorkersAISettings; [key: string]: unknown }[])(
  'the URL of $name',
  async ({ extra, options, expected }) => {
    expect((await sentBy(extra, options)).url).toBe(expected);
  },
);

test.each([
  { gateway: 'gw', expected: 'https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/run/@cf/meta/llama' },
  {
    gateway: false as const,
    expected: 'https://api.cloudflare.com/client/v4/accounts/acc/ai/run/@cf/meta/llama',
  },
])(
  'an id that begins with run/ passes as it is, and never doubles it (cloudflare/ai#410)',
  async ({ gateway, expected }) => {
    const { fetch, sent } = stubFetch(answer());
    await createWorkersAI({ ...settings, gateway, fetch })('run/@cf/meta/llama').doGenerate(hi);
    expect(sent.map(({ url }) => url)).toEqual([expected]);
  },
);

test('run/ within an id is a part of its name', async () => {
  const { fetch, sent } = stubFetch(answer());
  await createWorkersAI({ ...settings, gateway: false, fetch })('@cf/my/run/llama').doGenerate(hi);
  expect(sent[0]?.url).toBe('https://api.cloudflare.com/client/v4/accounts/acc/ai/run/@cf/my/run/llama');
});

test('a header of the call whose name HTTP cannot carry is refused by its name', async () => {
  const { fetch, sent } = stubFetch();
  const headers = { 'x a': 'b' };
  expect(
    await rejection(createWorkersAI({ ...settings, fetch })(llama).doGenerate({ ...hi, headers })),
  ).toMatchObject({
    name: 'AI_InvalidArgumentError',
    argument: 'headers',
    message: 'Setting headers has an invalid header name: "x a".',
  });
  expect(sent).toEqual([]);
});

describe('tokens', () => {
  test('a gateway token goes beside the API token (cloudflare/ai#273)', async () => {
    const { headers } = await sentBy({ gatewayToken: 'gateway-token' });
    expect(headers).toMatchObject({
      authorization: 'Bearer secret-key',
      'cf-aig-authorization': 'Bearer gateway-token',
    });
  });

  test('past the gateway, its token and options stay at home', async () => {
    const { headers } = await sentBy({ gateway: false, gatewayToken: 'gateway-token' });
    expect(Object.keys(headers)).toEqual(['authorization', 'content-type', 'user-agent']);
  });

  test('tokens may be functions, asked anew for each request', async () => {
    const { fetch, sent } = stubFetch(answer(), answer());
    const tokens = ['first', 'second'];
    const workersai = createWorkersAI({
      ...settings,
      fetch,
      apiKey: async () => tokens.shift() ?? '',
      gatewayToken: () => 'g',
    });
    await workersai(llama).doGenerate(hi);
    await workersai(llama).doGenerate(hi);
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second']);
    expect(sent.map(({ headers }) => headers['cf-aig-authorization'])).toEqual(['Bearer g', 'Bearer g']);
  });

  test('a function that gives no token is an error that shows none', async () => {
    const { fetch, sent } = stubFetch();
    const workersai = createWorkersAI({ ...settings, fetch, apiKey: () => '' });
    await expect(workersai(llama).doGenerate(hi)).rejects.toThrow(
      'Setting apiKey() must be a string that is not empty',
    );
    expect(sent).toEqual([]);
  });

  test('a token with a line break is refused and not shown', async () => {
    const { fetch, sent } = stubFetch();
    const error: unknown = await rejection(
      createWorkersAI({ ...settings, fetch, apiKey: () => 'secret\nkey' })(llama).doGenerate(hi),
    );
    expect(error).toMatchObject({ name: 'AI_InvalidArgumentError' });
    expect(String(error)).not.toContain('secret');
    expect(sent).toEqual([]);
  });

  test('a header of the call replaces Authorization, for a key that the gateway keeps (FlowDown#195)', async () => {
    const { headers } = await sentBy({ headers: { Authorization: 'Bearer other' } });
    expect(headers.authorization).toBe('Bearer other');
  });
});

describe('headers', () => {
  test('provider < model < call, in any case, and undefined overrides nothing', async () => {
    const { fetch, sent } = stubFetch(answer());
    const workersai = createWorkersAI({
      ...settings,
      fetch,
      headers: { 'X-A': 'provider', 'x-b': 'provider', 'x-c': 'provider', 'x-d': 'provider' },
    });
    const model = workersai(llama, { headers: { 'x-a': 'model', 'X-B': 'model', 'x-d': undefined } });
    await model.doGenerate({ ...hi, headers: { 'x-a': 'call', 'x-b': undefined } });
    expect(sent[0]?.headers).toMatchObject({
      'x-a': 'call',
      'x-b': 'model',
      'x-c': 'provider',
      'x-d': 'provider',
    });
  });

  test('options of the call may hold headers too, which its own headers override', async () => {
    const { fetch, sent } = stubFetch(answer());
    await createWorkersAI({ ...settings, fetch })(llama).doGenerate({
      ...hi,
      providerMetadata: { workersai: { headers: { 'x-a': 'options', 'x-b': 'options' } } },
      headers: { 'x-a': 'call' },
    });
    expect(sent[0]?.headers).toMatchObject({ 'x-a': 'call', 'x-b': 'options' });
  });

  test('the call’s user agent goes before ours', async () => {
    const { fetch, sent } = stubFetch(answer());
    await createWorkersAI({ ...settings, fetch })(llama).doGenerate({
      ...hi,
      headers: { 'User-Agent': 'ai/4' },
    });
    expect(sent[0]?.headers['user-agent']).toBe(`ai/4 workers-ai-gateway/${VERSION}`);
  });

  test('sessionAffinity reaches the prompt cache as a header (cloudflare/ai#444)', async () => {
    const { headers, body } = await sentBy({}, { sessionAffinity: 'session' });
    expect(headers['x-session-affinity']).toBe('session');
    expect(body).toEqual({ messages: [{ role: 'user', content: 'Hi' }] });
  });
});

describe('gateway options', () => {
  test('an id that a call names is checked before anything is sent', async () => {
    const { fetch, sent } = stubFetch();
    const call = createWorkersAI({ ...settings, fetch })(llama).doGenerate({
      ...hi,
      providerMetadata: { workersai: { gateway: '../other' } },
    });
    await expect(call).rejects.toThrow(/gateway\.id/);
    expect(sent).toEqual([]);
  });
});

describe('failures', () => {
  test('a connection that fails is a retryable error with its cause', async () => {
    const cause = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:443') });
    const { fetch } = stubFetch(cause);
    const error: unknown = await rejection(createWorkersAI({ ...settings, fetch })(llama).doGenerate(hi));
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      message: 'Cannot reach gateway.ai.cloudflare.com: connect ECONNREFUSED 127.0.0.1:443',
      isRetryable: true,
      statusCode: undefined,
      cause,
      requestBodyValues: { messages: [{ role: 'user', content: 'Hi' }] },
    });
  });

  test('an abort passes untouched', async () => {
    const reason = new DOMException('This operation was aborted', 'AbortError');
    const { fetch } = stubFetch(reason);
    await expect(createWorkersAI({ ...settings, fetch })(llama).doGenerate(hi)).rejects.toBe(reason);
  });

  test('a caller’s own reason passes untouched', async () => {
    const abort = new AbortController();
    const fetch = vi.fn<typeof globalThis.fetch>(async (_input, init) => {
      abort.abort('my reason');
      throw init?.signal?.reason;
    });
    const call = createWorkersAI({ ...settings, fetch })(llama).doGenerate({
      ...hi,
      abortSignal: abort.signal,
    });
    await expect(call).rejects.toBe('my reason');
    expect(fetch.mock.calls[0]?.[1]?.signal).toBe(abort.signal);
  });

  test('without a fetch of its own, the global one is asked at each call', async () => {
    const stub = stubFetch(answer());
    const model = createWorkersAI(settings)(llama);
    vi.stubGlobal('fetch', stub.fetch);
    await model.doGenerate(hi);
    vi.unstubAllGlobals();
    expect(stub.sent).toHaveLength(1);
  });
});
