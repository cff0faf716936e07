import { LoadAPIKeyError, LoadSettingError } from '@ai-sdk/provider';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWorkersAI, type WorkersAISettings, workersai } from 'workers-ai-gateway';
import { hi } from '../sdk/v1/call-options.ts';
import { json, llama, rejection, settings, stubFetch } from '../transport/stub-fetch.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: A variable that nothing filled in.
const unfilled = '${ACCOUNT}';

const variables = [
  'CLOUDFLARE_ACCOUNT_ID',
  'CLOUDFLARE_API_TOKEN',
  'CLOUDFLARE_API_KEY',
  'CLOUDFLARE_GATEWAY_ID',
  'CLOUDFLARE_AI_GATEWAY_ID',
  'CF_AIG_TOKEN',
  'WORKERS_AI_GATEWAY_URL',
  'WORKERS_AI_API_URL',
];

beforeEach(() => {
  for (const name of variables) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function sentBy(given: WorkersAISettings, environment: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const { fetch, sent } = stubFetch(json({ result: { response: 'Hi' }, success: true }));
  await createWorkersAI({ ...given, fetch })(llama).doGenerate(hi);
  return {
    url: sent[0]?.url.replace(`/${llama}`, ''),
    authorization: sent[0]?.headers.authorization,
    gatewayToken: sent[0]?.headers['cf-aig-authorization'],
    gatewayId: sent[0]?.headers['cf-aig-gateway-id'],
  };
}

const environment = {
  CLOUDFLARE_ACCOUNT_ID: 'env-account',
  CLOUDFLARE_API_TOKEN: 'env-token',
  CLOUDFLARE_GATEWAY_ID: 'env-gateway',
};

const defaults = { accountId: 'acc', apiKey: 'key' };
const byAPI = { url: 'https://api.cloudflare.com/client/v4/accounts/acc/ai/run', gatewayId: 'default' };
const byEnvironment = {
  url: 'https://gateway.ai.cloudflare.com/v1/env-account/env-gateway/workers-ai',
  authorization: 'Bearer env-token',
  gatewayToken: undefined,
};
const secondNames = {
  CLOUDFLARE_ACCOUNT_ID: 'env-account',
  CLOUDFLARE_API_TOKEN: ' ',
  CLOUDFLARE_API_KEY: 'env-key',
  CLOUDFLARE_GATEWAY_ID: '',
  CLOUDFLARE_AI_GATEWAY_ID: 'env-ai-gateway',
};

test.each([
  { name: 'default by the API, where no gateway is named', given: defaults, expected: byAPI },
  {
    name: 'default by the API, where it is named',
    given: { ...defaults, gateway: 'default' },
    expected: byAPI,
  },
  {
    name: 'default with its options alone',
    given: { ...defaults, gateway: { cacheTtl: 60 } },
    expected: byAPI,
  },
  {
    name: 'default by its own address, where the route says so',
    given: { ...defaults, route: 'gateway' as const },
    expected: { url: 'https://gateway.ai.cloudflare.com/v1/acc/default/workers-ai', gatewayId: undefined },
  },
  {
    name: 'default by its own address, where baseURL is set',
    given: { ...defaults, baseURL: 'http://a/v1' },
    expected: { url: 'http://a/v1/acc/default/workers-ai', gatewayId: undefined },
  },
  {
    name: 'default by its own address, where the environment sets it',
    given: defaults,
    environment: { WORKERS_AI_GATEWAY_URL: 'http://b/v1' },
    expected: { url: 'http://b/v1/acc/default/workers-ai', gatewayId: undefined },
  },
  {
    name: 'all from the environment',
    given: {},
    environment: { ...environment, CF_AIG_TOKEN: 'env-gateway-token' },
    expected: { ...byEnvironment, gatewayToken: 'Bearer env-gateway-token' },
  },
  {
    name: 'settings before the environment',
    given: { ...settings, gatewayToken: 'token', baseURL: 'http://a/v1' },
    environment: { ...environment, CF_AIG_TOKEN: 'x', WORKERS_AI_GATEWAY_URL: 'http://b/v1' },
    expected: {
      url: 'http://a/v1/acc/gw/workers-ai',
      authorization: 'Bearer secret-key',
      gatewayToken: 'Bearer token',
    },
  },
  {
    name: 'settings that are undefined leave it to the environment',
    given: { accountId: undefined, apiKey: undefined, gateway: undefined },
    environment,
    expected: byEnvironment,
  },
  {
    name: 'the second names, where the first say nothing',
    given: {},
    environment: secondNames,
    expected: {
      url: 'https://gateway.ai.cloudflare.com/v1/env-account/env-ai-gateway/workers-ai',
      authorization: 'Bearer env-key',
    },
  },
  {
    name: 'the first names before the second',
    given: {},
    environment: { ...environment, CLOUDFLARE_API_KEY: 'x', CLOUDFLARE_AI_GATEWAY_ID: 'x' },
    expected: byEnvironment,
  },
  {
    name: 'whitespace around a variable is no part of it',
    given: {},
    environment: {
      CLOUDFLARE_ACCOUNT_ID: ' env-account\n',
      CLOUDFLARE_API_TOKEN: '\tenv-token\r\n',
      CLOUDFLARE_GATEWAY_ID: 'env-gateway ',
      CF_AIG_TOKEN: ' gateway-token\n',
      WORKERS_AI_GATEWAY_URL: ' http://localhost:8787/v1/ ',
    },
    expected: {
      url: 'http://localhost:8787/v1/env-account/env-gateway/workers-ai',
      authorization: 'Bearer env-token',
      gatewayToken: 'Bearer gateway-token',
    },
  },
  {
    name: 'the options of a gateway, its id from the environment',
    given: { ...settings, gateway: { cacheTtl: 60 } },
    environment,
    expected: { url: 'https://gateway.ai.cloudflare.com/v1/acc/env-gateway/workers-ai' },
  },
  {
    name: 'gateway: false before the environment’s gateway, and the API’s URL from there',
    given: { ...settings, gateway: false },
    environment: { ...environment, WORKERS_AI_API_URL: 'http://localhost:8787/client/v4' },
    expected: { url: 'http://localhost:8787/client/v4/accounts/acc/ai/run' },
  },
] satisfies { given: WorkersAISettings; [key: string]: unknown }[])(
  'finds account, token and gateway: $name',
  async ({ given, environment, expected }) => {
    expect(await sentBy(given, environment)).toMatchObject(expected);
  },
);

test.each([
  {
    given: { apiKey: 'key', gateway: 'gw' },
    Type: LoadSettingError,
    message:
      'Cannot call Workers AI: accountId is missing. Pass it or set CLOUDFLARE_ACCOUNT_ID. Without an account, run npx workers-ai-gateway dev.',
  },
  {
    given: { accountId: 'acc', gateway: 'gw' },
    Type: LoadAPIKeyError,
    message:
      'Cannot call Workers AI: apiKey is missing. Pass an API token with the Workers AI permission or set CLOUDFLARE_API_TOKEN.',
  },
  {
    given: { gateway: 'gw' },
    Type: LoadSettingError,
    message:
      'Cannot call Workers AI: accountId is missing. Pass it or set CLOUDFLARE_ACCOUNT_ID. Also missing: apiKey (CLOUDFLARE_API_TOKEN). Without an account, run npx workers-ai-gateway dev.',
  },
])('what is missing is an error of the first request: $message', async ({ given, Type, message }) => {
  const { fetch, sent } = stubFetch();
  const model = createWorkersAI({ ...given, fetch })(llama);
  const error: unknown = await rejection(model.doGenerate(hi));
  expect(Type.isInstance(error)).toBe(true);
  expect(error).toMatchObject({ message });
  expect(sent).toEqual([]);
});

test('what the environment has is not missing too', async () => {
  vi.stubEnv('CLOUDFLARE_API_KEY', 'key');
  const error = await rejection(createWorkersAI({ fetch: stubFetch().fetch })(llama).doGenerate(hi));
  expect(String(error)).toMatch(/accountId is missing\. Pass it or set CLOUDFLARE_ACCOUNT_ID\. Without/);
});

test.each(['apiKey', 'gatewayToken'] as const)('a %s that returns none is named', async name => {
  const { fetch, sent } = stubFetch();
  const error = await rejection(
    createWorkersAI({ ...settings, fetch, [name]: () => '' })(llama).doGenerate(hi),
  );
  expect(error).toMatchObject({ message: `Setting ${name}() must be a string that is not empty.` });
  expect(sent).toEqual([]);
});

test.each([
  { variable: 'CLOUDFLARE_ACCOUNT_ID', value: unfilled, given: { apiKey: 'key', gateway: 'gw' } },
  { variable: 'CLOUDFLARE_ACCOUNT_ID', value: 'a/b', given: { apiKey: 'key', gateway: 'gw' } },
  { variable: 'CLOUDFLARE_GATEWAY_ID', value: '../x', given: { accountId: 'acc', apiKey: 'key' } },
  { variable: 'CLOUDFLARE_AI_GATEWAY_ID', value: 'a b', given: { accountId: 'acc', apiKey: 'key' } },
  { variable: 'WORKERS_AI_GATEWAY_URL', value: 'localhost', given: settings },
  {
    variable: 'WORKERS_AI_API_URL',
    value: 'https://user:secret@host',
    given: { ...settings, gateway: false },
  },
] satisfies { variable: string; value: string; given: WorkersAISettings }[])(
  'a wrong $variable is an error that names it',
  async ({ variable, value, given }) => {
    vi.stubEnv(variable, value);
    const { fetch, sent } = stubFetch();
    const error: unknown = await rejection(createWorkersAI({ ...given, fetch })(llama).doGenerate(hi));
    expect(error).toMatchObject({ name: 'AI_InvalidArgumentError' });
    expect(String(error)).toContain(`Setting ${variable} `);
    expect(String(error)).not.toContain('secret');
    expect(sent).toEqual([]);
  },
);

test('the default instance reads the environment at its call, not when it is made', async () => {
  const stub = stubFetch(json({ result: { response: 'Hi' }, success: true }));
  vi.stubGlobal('fetch', stub.fetch);
  const model = workersai(llama);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  expect(await model.doGenerate(hi)).toMatchObject({ text: 'Hi' });
  vi.unstubAllGlobals();
  expect(stub.sent[0]?.url).toBe(
    `https://gateway.ai.cloudflare.com/v1/env-account/env-gateway/workers-ai/${llama}`,
  );
});
