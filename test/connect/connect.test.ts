import { afterEach, describe, expect, test, vi } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { json, rejection, sse, stubFetch } from '../transport/stub-fetch.ts';
import { open, posts, settings, type Vendor } from './open.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const gatewayURL = 'https://gateway.ai.cloudflare.com/v1/acct/gw';

describe('the address of a request', () => {
  test.each<[Vendor, string, string]>([
    ['openai', '/chat/completions', '/openai/chat/completions'],
    ['openai', '/responses', '/openai/responses'],
    ['anthropic', '/messages', '/anthropic/v1/messages'],
    [
      'google',
      '/models/g:streamGenerateContent?alt=sse',
      '/google-ai-studio/v1beta/models/g:streamGenerateContent?alt=sse',
    ],
    ['google-ai-studio', '/models/g:generateContent', '/google-ai-studio/v1beta/models/g:generateContent'],
    ['grok', '/chat/completions', '/grok/v1/chat/completions'],
    ['xai', '/responses', '/grok/v1/responses'],
    ['groq', '/chat/completions', '/groq/chat/completions'],
    ['mistral', '/chat/completions', '/mistral/v1/chat/completions'],
    ['deepseek', '/chat/completions', '/deepseek/chat/completions'],
    ['openrouter', '/chat/completions', '/openrouter/v1/chat/completions'],
    ['perplexity', '/chat/completions', '/perplexity-ai/chat/completions'],
    ['perplexity-ai', '/v1/agent', '/perplexity-ai/v1/agent'],
    ['cerebras', '/chat/completions', '/cerebras/chat/completions'],
    ['cohere', '/chat', '/cohere/v2/chat'],
    ['fireworks', '/chat/completions', '/fireworks/chat/completions'],
    ['replicate', '/predictions', '/replicate/predictions'],
    ['custom-together', '/v1/chat/completions', '/custom-together/v1/chat/completions'],
  ])('%s: the base and %s', async (vendor, path, expected) => {
    const { post, sent } = open(vendor, { answers: [sse('data: {}\n\n')] });
    await post(path);
    expect(sent[0]).toMatchObject({
      url: gatewayURL + expected,
      init: { method: 'POST', redirect: 'manual' },
    });
  });

  test.each<[Vendor, string, string]>([
    [
      'google',
      'https://generativelanguage.googleapis.com/v1beta/models/g:predict',
      '/google-ai-studio/v1beta/models/g:predict',
    ],
    [
      'elevenlabs',
      'https://api.elevenlabs.io/v1/text-to-speech/v?output_format=mp3',
      '/elevenlabs/v1/text-to-speech/v?output_format=mp3',
    ],
    ['deepgram', 'https://api.deepgram.com/v1/speak?model=aura', '/deepgram/v1/speak?model=aura'],
    ['fal', 'https://fal.run/fal-ai/flux', '/fal/fal-ai/flux'],
    ['fal', 'https://queue.fal.run/fal-ai/wan', '/fal/fal-ai/wan'],
  ])('%s: %s, whatever baseURL is', async (vendor, url, expected) => {
    const { fetch, sent } = open(vendor);
    await fetch(url, { method: 'POST', body: '{}' });
    const isQueue = url.startsWith('https://queue.');
    expect(sent[0]?.url).toBe(gatewayURL + expected);
    expect(sent[0]?.headers['x-fal-target-url']).toBe(isQueue ? url : undefined);
  });

  test.each([
    ['aws-bedrock', 'bedrock-runtime/us-east-1', '/aws-bedrock/bedrock-runtime/us-east-1/x'],
    ['new-vendor', '/v1/', '/new-vendor/v1/x'],
    ['new-vendor', '/', '/new-vendor/x'],
  ])('%s, which is not in the table: the path %s', async (vendor, path, expected) => {
    const { fetch, sent } = stubFetch(json({}));
    await posts(createWorkersAI({ ...settings, fetch }).gateway.connect(vendor, { path }))('/x');
    expect(sent[0]?.url).toBe(gatewayURL + expected);
  });

  test('without a named gateway it is that of default', async () => {
    const { post, sent } = open('openai', { settings: { gateway: undefined } });
    await post('/responses');
    expect(sent[0]?.url).toBe('https://gateway.ai.cloudflare.com/v1/acct/default/openai/responses');
  });

  test('account, gateway and token may come from the environment of the first request', async () => {
    const { fetch, sent } = stubFetch(json({}));
    const connected = createWorkersAI({ fetch }).gateway.connect('openai');
    vi.stubEnv('CLOUDFLARE_ACCOUNT_ID', 'late');
    vi.stubEnv('CLOUDFLARE_GATEWAY_ID', 'my');
    vi.stubEnv('CF_AIG_TOKEN', 'token');
    vi.stubEnv('WORKERS_AI_GATEWAY_URL', 'http://127.0.0.1:8787/v1/');
    await posts(connected)('/responses');
    expect(sent[0]).toMatchObject({
      url: 'http://127.0.0.1:8787/v1/late/my/openai/responses',
      headers: { 'cf-aig-authorization': 'Bearer token' },
    });
  });

  test('an account that is missing fails the first request, not connect', async () => {
    const connected = createWorkersAI({ apiKey: 'key', gateway: 'gw' }).gateway.connect('openai');
    expect(await rejection(posts(connected)('/responses'))).toMatchObject({ name: 'AI_LoadSettingError' });
  });
});

describe('what connect refuses', () => {
  const connect = (vendor: string, options: object) =>
    createWorkersAI(settings).gateway.connect(vendor, { path: 'v1', ...options });

  test('an unknown vendor, and lists those that are known', () => {
    expect(() => connect('opnai', { path: undefined })).toThrow(
      /^Setting vendor is not known: opnai\. Pass path, or use custom-\{slug\}, anthropic, cerebras, .*, replicate\.$/,
    );
  });

  test.each([
    [{ apiKey: '' }, 'Setting apiKey must be a string that is not empty, or a function that returns one.'],
    [{ apiKey: 5 }, 'Setting apiKey must be a string that is not empty, or a function that returns one.'],
    [{ gateway: { cacheTtl: -1 } }, 'Setting gateway.cacheTtl must be a whole number from 0 up, not -1.'],
    [
      { headers: { 'a b': 'c' } },
      'Setting headers must be an object of header names and values, not an object.',
    ],
    [{ path: 5 }, 'Setting path must be a string that is not empty, not 5.'],
    [{ baseURL: 'x' }, 'Setting baseURL is unknown. Known settings: apiKey, gateway, headers, path.'],
  ])('%j', (options, message) => {
    expect(() => connect('openai', options)).toThrow(message);
  });

  test.each([{ settings: { gateway: false } as const }, { gateway: false } as const])(
    'to go past the gateway: %j',
    async options => {
      expect(await rejection(open('openai', options).post('/responses'))).toMatchObject({
        message: 'Setting gateway is false, but connect needs a gateway.',
      });
    },
  );
});

describe('options of the gateway', () => {
  const gateway = { id: 'gw', cacheTtl: 60, cacheKey: 'provider', metadata: { team: 'a' } };

  test('are those of the provider, of connect over them, and of the call over both', async () => {
    const { post, sent } = open('openai', {
      settings: { gateway },
      gateway: { cacheTtl: 0, metadata: { user: 1 }, skipCache: true },
      headers: { 'x-team': 'blue', 'cf-aig-event-id': 'connect' },
    });
    await post('/responses', { headers: { 'cf-aig-cache-key': 'call', 'CF-AIG-Event-ID': 'call' } });
    expect(sent[0]?.headers).toMatchObject({
      'cf-aig-cache-ttl': '0',
      'cf-aig-cache-key': 'call',
      'cf-aig-event-id': 'call',
      'cf-aig-metadata': '{"team":"a","user":1}',
      'cf-aig-skip-cache': 'true',
      'x-team': 'blue',
    });
  });

  test('another gateway is another address', async () => {
    const { post, sent } = open('openai', { gateway: 'other' });
    await post('/responses');
    expect(sent[0]?.url).toBe('https://gateway.ai.cloudflare.com/v1/acct/other/openai/responses');
  });

  test('of one connection do not reach another', async () => {
    const { fetch, sent } = stubFetch(json({}), json({}));
    const { connect } = createWorkersAI({ ...settings, fetch }).gateway;
    const [one, other] = [connect('openai', { gateway: { cacheKey: 'one' } }), connect('openai')];
    await Promise.all([posts(one)('/responses'), posts(other)('/responses')]);
    expect(sent.map(({ headers }) => headers['cf-aig-cache-key'])).toEqual(['one', undefined]);
  });

  test("the provider's own headers stay with Cloudflare", async () => {
    const { post, sent } = open('openai', {
      settings: { headers: { authorization: 'Bearer cf', 'x-a': 'b' } },
    });
    await post('/responses');
    expect(sent[0]?.headers).not.toMatchObject({ 'x-a': 'b' });
    expect(JSON.stringify(sent[0]?.headers)).not.toContain('Bearer cf"');
  });
});

describe('an address that is not the vendor’s', () => {
  const picture = 'https://cdn.example/picture.png?signature=s3cret';

  test('is passed on untouched where it is a plain GET', async () => {
    const { fetch, sent } = open('replicate', { answers: [new Response('png')] });
    const init = { headers: { 'user-agent': 'ai-sdk' } };
    expect(await (await fetch(picture, init)).text()).toBe('png');
    expect(sent).toMatchObject([{ url: picture, init: { headers: init.headers } }]);
    expect(sent[0]?.init).toBe(init);
  });

  test.each([
    ['a POST', { method: 'POST', body: '{}' }],
    ['a Bearer token', { headers: { Authorization: 'Bearer sk' } }],
    ['a key', { headers: { 'x-goog-api-key': 'sk' } }],
    ['a cookie', { headers: { cookie: 'a=b' } }],
  ])('is refused with %s, without what its query holds', async (_name, init) => {
    const { fetch, sent } = open('replicate');
    expect(await rejection(fetch(picture, init))).toMatchObject({
      name: 'AI_InvalidArgumentError',
      message: 'Setting baseURL is not that of connect: https://cdn.example/picture.png.',
    });
    expect(sent).toEqual([]);
  });

  test.each([
    '/models/../../../openai/responses',
    '/models/%2e%2E/../../openai/responses',
    '/models/..\\..\\..\\openai\\responses',
    'evil/models/x',
  ])('is what %s leads to', async path => {
    const { post, sent } = open('anthropic');
    expect(await rejection(post(path))).toMatchObject({ name: 'AI_InvalidArgumentError' });
    expect(sent).toEqual([]);
  });
});

describe('an abort', () => {
  const reason = new DOMException('No longer wanted.', 'AbortError');

  test('before the request sends nothing', async () => {
    const { post, sent } = open('openai');
    expect(await rejection(post('/responses', { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(sent).toEqual([]);
  });

  test.each([
    ['a fetch', {}],
    ['a key', { apiKey: () => new Promise<string>(() => {}) }],
    ['a token', { settings: { apiKey: () => new Promise<string>(() => {}) } }],
  ])('ends the wait for %s that heeds none', async (_name, options) => {
    const fetch = () => new Promise<Response>(() => {});
    const controller = new AbortController();
    const { settings: more, ...rest } = { settings: {}, ...options };
    const { post } = open('openai', { settings: { fetch, ...more }, ...rest });
    const outcome = rejection(post('/responses', { signal: controller.signal }));
    setTimeout(() => controller.abort(reason));
    expect(await outcome).toBe(reason);
  });
});

test('a connection that fails is an error that is worth a retry, with the real address', async () => {
  const failure = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
  const { post } = open('openai', { answers: [failure] });
  expect(await rejection(post('/responses'))).toMatchObject({
    name: 'AI_APICallError',
    message: 'Cannot reach gateway.ai.cloudflare.com: connect ECONNREFUSED',
    url: `${gatewayURL}/openai/responses`,
    isRetryable: true,
  });
});
