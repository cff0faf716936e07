import { LoadSettingError } from '@ai-sdk/provider';
import { describe, expect, test, vi } from 'vitest';
import { createWorkersAI } from '../../src/ai7.ts';

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
const account = { accountId: 'acc', apiKey: 'key', gateway: 'gw' };

/** A provider of settings of any kind. */
const create = (settings: unknown) => Reflect.apply(createWorkersAI, undefined, [settings]);

/** The first request, over a fetch that keeps it. */
async function request(
  settings: object,
  call: object = {},
): Promise<{ url: string; headers: Record<string, string> }> {
  const sent: { url: string; headers: Record<string, string> }[] = [];
  const fetch = async (url: string, init: { headers: Record<string, string> }) => {
    sent.push({ url, headers: init.headers });
    return new Response('{"result":{"response":"Hi"},"success":true}');
  };
  await create({ fetch, ...settings })(llama).doGenerate({ prompt, ...call });
  const [first] = sent;
  if (!first) throw new Error('Nothing was sent.');
  return first;
}

describe.each(['apiKey', 'gatewayToken'])('%s', name => {
  test.each([
    { token: 'Bearer abc', problem: "must not begin with 'Bearer'" },
    { token: ' bearer: abc', problem: "must not begin with 'Bearer'" },
    { token: 'abc\n', problem: 'contains whitespace' },
    { token: 'a bc', problem: 'contains whitespace' },
    { token: `\${CLOUDFLARE_API_TOKEN}`, problem: 'has a template variable that was not filled in' },
    { token: 'abc…', problem: 'has a character that HTTP headers cannot contain' },
  ])('of $token is refused at creation, and from a function at the request', async ({ token, problem }) => {
    const message = `${problem}: pass the token alone, such as v1.0-abc123.`;
    expect(() => create({ ...account, [name]: token })).toThrow(`Setting ${name} ${message}`);
    const provider = { ...account, [name]: async () => token };
    await expect(request(provider)).rejects.toThrow(`Setting ${name}() ${message}`);
  });
});

test.each([
  ['CLOUDFLARE_API_TOKEN', 'Bearer abc', { accountId: 'acc', gateway: 'gw' }],
  ['CF_AIG_TOKEN', 'Bearer abc', account],
  ['CLOUDFLARE_ACCOUNT_ID', 'https://dash.cloudflare.com/abc', { apiKey: 'key', gateway: 'gw' }],
  ['WORKERS_AI_GATEWAY_URL', 'https://gateway.ai.cloudflare.com', account],
])('the variable %s is held against the same, at the first request', async (variable, value, settings) => {
  vi.stubEnv(variable, value);
  try {
    await expect(request(settings)).rejects.toThrow(`Setting ${variable} must`);
  } finally {
    vi.unstubAllEnvs();
  }
});

describe('base URLs', () => {
  const gateway = 'https://gateway.ai.cloudflare.com';
  test.each([
    { baseURL: gateway },
    { baseURL: `${gateway}/v1/acc/gw` },
    { baseURL: `${gateway}/v1/acc/gw/workers-ai/v1` },
    { baseURL: 'https://api.cloudflare.com/client/v4/accounts/acc/ai/v1' },
    { baseURL: 'https://dash.cloudflare.com/acc/ai/ai-gateway' },
    { baseURL: 'https://proxy.example/v1/acc/gw/compat' },
  ])('$baseURL is refused with the right form', ({ baseURL }) => {
    expect(() => create({ ...account, baseURL })).toThrow(
      "Setting baseURL must be a base URL such as https://gateway.ai.cloudflare.com/v1: accountId, gateway.id and the model's id are added to it.",
    );
  });

  test.each([
    { apiURL: 'https://api.cloudflare.com' },
    { apiURL: 'https://api.cloudflare.com/client/v4/accounts/acc' },
    { apiURL: `${gateway}/v1` },
  ])('$apiURL is refused with the right form', ({ apiURL }) => {
    expect(() => create({ ...account, apiURL })).toThrow('such as https://api.cloudflare.com/client/v4');
  });

  test.each([
    `${gateway}/v1`,
    `${gateway}/v1/`,
    'https://proxy.example/aig/v1/',
    'http://127.0.0.1:8787/v1',
    'http://localhost:8787',
  ])('%s is taken', async baseURL => {
    const { url } = await request({ ...account, baseURL });
    expect(url).toBe(`${baseURL.replace(/\/$/, '')}/acc/gw/workers-ai/${llama}`);
  });
});

test('an account’s URL is no id', () => {
  expect(() => create({ ...account, accountId: 'https://dash.cloudflare.com/abc' })).toThrow(
    'Setting accountId must be the id alone, such as 0123456789abcdef0123456789abcdef, not a URL.',
  );
});

describe('a binding', () => {
  const AI = { run: async () => ({ response: 'Hi' }), gateway: () => ({}) };
  const gateway = { run: async () => ({}), getUrl: async () => '', patchLog: async () => {} };
  test.each([
    { settings: AI, message: 'Setting settings is a binding: did you mean { binding: env.AI }?' },
    {
      settings: { AI, OTHER: 1 },
      message: 'Setting settings is the whole env: did you mean { binding: env.AI }?',
    },
    { settings: { binding: { AI } }, message: 'Setting binding is the whole env: did you mean env.AI?' },
    { settings: { binding: gateway }, message: "did you mean binding: env.AI and gateway: 'my-gateway'?" },
    {
      settings: { binding: AI, gateway },
      message: "did you mean binding: env.AI and gateway: 'my-gateway'?",
    },
    { settings: { gateway: AI }, message: "did you mean binding: env.AI and gateway: 'my-gateway'?" },
  ])('in the wrong place is recognised: $message', ({ settings, message }) => {
    expect(() => create(settings)).toThrow(message);
  });

  test('that is undefined fails at the first request, whatever the environment holds', async () => {
    vi.stubEnv('CLOUDFLARE_ACCOUNT_ID', 'acc');
    vi.stubEnv('CLOUDFLARE_API_TOKEN', 'key');
    try {
      const error = await request({ binding: undefined }).catch(caught => caught);
      expect(error).toSatisfy(LoadSettingError.isInstance);
      expect(error.message).toContain('"ai": { "binding": "AI" }');
      expect(error.message).toContain('getCloudflareContext().env.AI');
      await expect(create({ binding: undefined }).run(llama, { prompt: 'Hi' })).rejects.toThrow(
        'binding is undefined',
      );
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test.each([{ accountId: 'acc' }, { apiKey: 'key' }])('that is undefined beside %o is HTTP', async given => {
    vi.stubEnv('CLOUDFLARE_ACCOUNT_ID', 'acc');
    vi.stubEnv('CLOUDFLARE_API_TOKEN', 'key');
    try {
      const { url } = await request({ binding: undefined, gateway: 'gw', ...given });
      expect(url).toBe(`https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/${llama}`);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

test('a setting that is changed after creation has no effect', async () => {
  const settings = { ...account, gateway: { id: 'gw', metadata: { a: 1 } }, headers: { 'x-a': '1' } };
  const sent: string[] = [];
  const fetch = async (url: string, init: { headers: Record<string, string> }) => {
    sent.push(url, init.headers['x-a'] ?? '', init.headers['cf-aig-metadata'] ?? '');
    return new Response('{"response":"Hi"}');
  };
  const given = { ...settings, fetch };
  const provider = create(given);
  Object.assign(given, { accountId: 'other' });
  settings.gateway.id = 'other';
  settings.gateway.metadata.a = 2;
  settings.headers['x-a'] = '2';
  await provider(llama).doGenerate({ prompt });
  expect(sent).toEqual([`https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/${llama}`, '1', '{"a":1}']);
});

test.each([
  { name: 'has no env', given: {} },
  {
    name: 'may not be looked at',
    given: {
      get env() {
        throw new Error('NotCapable: Requires env access');
      },
    },
  },
])('settings that are given need no environment: a process that $name', async ({ given }) => {
  vi.stubGlobal('process', given);
  try {
    expect((await request(account)).headers.authorization).toBe('Bearer key');
  } finally {
    vi.unstubAllGlobals();
  }
});

test.each([
  { settings: { apiToken: 'x' }, message: 'Setting apiToken is unknown: did you mean apiKey?' },
  { settings: { gatewayId: 'x' }, message: 'Setting gatewayId is unknown: did you mean gateway?' },
  { settings: { account_id: 'x' }, message: 'Setting account_id is unknown: did you mean accountId?' },
  {
    settings: { extraHeaders: {} },
    message: 'Setting extraHeaders is unknown: did you mean headers?',
  },
])('other spellings of settings are recognised: $settings', ({ settings, message }) => {
  expect(() => create({ ...account, ...settings })).toThrow(message);
});

test.each([
  { options: { reasoning_effort: 'low' }, near: 'reasoningEffort' },
  { options: { chat_template_kwargs: {} }, near: 'chatTemplateKwargs' },
  { options: { max_tokens: 5 }, near: 'maxTokens' },
  { options: { maxOutputTokens: 5 }, near: 'maxTokens' },
  { options: { safePrompt: true }, near: 'extraInputs' },
])(
  'other spellings of model options are errors, those of a call warnings: $options',
  async ({ options, near }) => {
    expect(() => create(account)(llama, options)).toThrow(`did you mean ${near}?`);
    const provider = create({ ...account, fetch: async () => new Response('{"response":"Hi"}') });
    const { warnings } = await provider(llama).doGenerate({
      prompt,
      providerOptions: { workersai: options },
    });
    expect(warnings).toMatchObject([
      { message: expect.stringMatching(`was not sent\\. Did you mean ${near}\\?$`) },
    ]);
  },
);

test.each(['workersAI', 'workers_ai', 'cloudflare'])(
  'options of a call under %s get a warning',
  async key => {
    const provider = create({ ...account, fetch: async () => new Response('{"response":"Hi"}') });
    const { warnings } = await provider(llama).doGenerate({
      prompt,
      providerOptions: { [key]: { user: 'x' } },
    });
    expect(warnings).toEqual([
      {
        type: 'other',
        message: `providerOptions.${key} is not read. Did you mean providerOptions.workersai?`,
      },
    ]);
  },
);

test.each([
  { call: { temperature: Number.NaN }, name: 'temperature' },
  { call: { maxOutputTokens: Number.POSITIVE_INFINITY }, name: 'maxTokens' },
  { call: { seed: Number.NEGATIVE_INFINITY }, name: 'seed' },
])('numbers that are none are refused before anything is sent: $call', async ({ call, name }) => {
  const fetch = vi.fn();
  await expect(request({ ...account, fetch }, call)).rejects.toThrow(
    `Setting ${name} must be a finite number`,
  );
  expect(fetch).not.toHaveBeenCalled();
});
