import { describe, expect, test } from 'vitest';
import {
  createLocalGateway,
  failure,
  json,
  type LocalGateway,
  type LocalGatewayOptions,
  text,
} from 'workers-ai-gateway/testing';

const messages = [{ role: 'user', content: 'Hi' }];
const token = { authorization: 'Bearer t' };
const gatewayToken = { 'cf-aig-authorization': 'Bearer g' };

interface Asked {
  readonly path: string;
  readonly body: object;
  readonly headers: Record<string, string>;
}

const api = 'https://api.cloudflare.com/client/v4/accounts/a/ai';
const compat = 'https://gateway.ai.cloudflare.com/v1/a/g/compat/chat/completions';

/** The ways to the model `id`, as their documentation has them. */
const ways = {
  '/ai/v1': (model: string, inputs?: object) => ({
    path: `${api}/v1/chat/completions`,
    body: { model, messages, ...inputs },
    headers: token,
  }),
  '/ai/run': (model: string, inputs?: object) => ({
    path: `${api}/run`,
    body: { model, input: { messages, ...inputs } },
    headers: token,
  }),
  '/compat': (model: string, inputs?: object) => ({
    path: compat,
    body: { model, messages, ...inputs },
    headers: gatewayToken,
  }),
  binding: (model: string, inputs?: object) => ({
    path: 'https://workers-binding.ai/ai-gateway/run?version=3',
    body: { inputs: { messages, ...inputs }, options: { gateway: { id: 'g' } } },
    headers: { 'cf-consn-model-id': model },
  }),
  universal: (model: string, inputs?: object) => ({
    path: 'https://workers-binding.ai/ai-gateway/universal/run/g',
    body: [
      {
        provider: 'compat',
        endpoint: 'chat/completions',
        headers: {},
        query: { model, messages, ...inputs },
      },
    ],
    headers: {},
  }),
} satisfies Readonly<Record<string, (id: string, inputs?: object) => Asked>>;

type Way = keyof typeof ways;

function ask(gateway: LocalGateway, { path, body, headers }: Asked): Promise<Response> {
  return gateway.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function codeOf(response: Response): Promise<unknown> {
  const body = await response.json();
  return [response.status, [body.error ?? body.errors ?? []].flat()[0]?.code];
}

const answered = (response: Response, name: string) => response.headers.get(`cf-aig-${name}`);

describe.each(Object.entries(ways))('a vendor’s model on %s', (way, to) => {
  test('answers in OpenAI’s format, as that vendor’s', async () => {
    const gateway = createLocalGateway();
    gateway.reply(text('Hello'));
    const response = await ask(gateway, to('openai/gpt-5.5'));
    const body = await response.json();
    const { choices } = way === '/ai/run' ? body.result : body;
    expect(choices).toMatchObject([{ message: { role: 'assistant', content: 'Hello' } }]);
    expect([answered(response, 'provider'), answered(response, 'model')]).toEqual([
      'openai',
      'openai/gpt-5.5',
    ]);
    expect(gateway.logs).toMatchObject([{ provider: 'openai', model: 'openai/gpt-5.5' }]);
  });

  test.each([
    ['max_tokens', { max_tokens: 5 }],
    [
      'response_format.json_schema.name',
      { response_format: { type: 'json_schema', json_schema: { type: 'object' } } },
    ],
  ])('refuses %s that OpenAI would refuse', async (name, inputs) => {
    const response = await ask(createLocalGateway(), to('openai/gpt-5.5', inputs));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(name);
  });

  test('refuses a model of Responses', async () => {
    const response = await ask(createLocalGateway(), to('openai/gpt-5.5-pro'));
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('Invalid value at input: Invalid input'),
    ]);
  });

  test('refuses a model that is not in the list', async () => {
    const response = await ask(createLocalGateway({ models: ['openai/gpt-5.5'] }), to('openai/gpt-5'));
    expect(await codeOf(response)).toEqual([404, 7003]);
  });
});

test.each<[Way, string]>([
  ['/ai/v1', 'choices'],
  ['/compat', 'choices'],
  ['universal', 'choices'],
  ['binding', 'content'],
])('a model of Anthropic on %s answers with %s', async (way, key) => {
  const response = await ask(createLocalGateway(), ways[way]('anthropic/claude-opus-5'));
  expect(await response.json()).toHaveProperty(key);
});

describe('who pays', () => {
  const none = { providerKeys: {}, credits: false };
  const barred = { 'cf-aig-no-wholesale': 'true' };

  test.each<[Way, string, LocalGatewayOptions, Record<string, string>, unknown]>([
    ['/ai/v1', 'openai/gpt-5.5', { ...none, providerKeys: { openai: 'default' } }, token, [200, undefined]],
    ['/ai/v1', 'xai/grok-4.6', { ...none, providerKeys: { xai: 'default' } }, token, [402, 2021]],
    ['/ai/v1', 'xai/grok-4.6', { providerKeys: {} }, token, [200, undefined]],
    ['/ai/v1', 'xai/grok-4.6', { providerKeys: {} }, { ...token, ...barred }, [402, 7007]],
    ['/ai/v1', 'openai/gpt-5.5', { token: 'other' }, token, [401, 10000]],
    ['/ai/v1', 'openai/gpt-5.5', {}, {}, [401, 10000]],
    [
      '/compat',
      'grok/grok-4.6',
      { ...none, providerKeys: { grok: 'default' } },
      gatewayToken,
      [200, undefined],
    ],
    ['/compat', 'grok/grok-4.6', {}, { authorization: 'Bearer xai-key' }, [200, undefined]],
    ['/compat', 'grok/grok-4.6', {}, {}, [401, 2009]],
    ['/compat', 'openai/gpt-5.5', { providerKeys: {} }, gatewayToken, [200, undefined]],
    ['/compat', 'openai/gpt-5.5', { providerKeys: {} }, { ...gatewayToken, ...barred }, [400, 2044]],
    ['/compat', 'grok/grok-4.6', { providerKeys: {} }, gatewayToken, [403, 403]],
    ['/compat', 'deepseek/deepseek-v4-pro', { providerKeys: {} }, gatewayToken, [401, 401]],
    ['/compat', 'openai/gpt-5.5', { token: 't' }, { ...gatewayToken, ...token }, [401, 401]],
    [
      '/compat',
      'openai/gpt-5.5',
      { token: 't', disputes: { compatAuthorization: 'ignored' } },
      { ...gatewayToken, ...token },
      [200, undefined],
    ],
    ['binding', 'xai/grok-4.6', { ...none, providerKeys: { xai: 'default' } }, {}, [200, undefined]],
    ['binding', 'xai/grok-4.6', none, {}, [402, 2021]],
  ])('on %s for %s with %j and %j: %j', async (way, id, options, headers, expected) => {
    const asked = ways[way](id);
    const response = await ask(createLocalGateway(options), {
      ...asked,
      headers: way === 'binding' ? asked.headers : headers,
    });
    expect(await codeOf(response)).toEqual(expected);
  });
});

test.each([
  ['/ai/v1', 'google-ai-studio/gemini-3-flash', [404, 7003]],
  ['/ai/v1', 'grok/grok-4.6', [404, 7003]],
  ['/ai/v1', 'zai-org/glm-4.7-flash', [404, 7003]],
  ['/ai/v1', 'cf/zai-org/glm-4.7-flash', [404, 7003]],
  ['/ai/v1', 'openai/gpt-oss-20b', [200, undefined]],
  ['/ai/v1', 'anthropic/claude-haiku-4-5', [404, 7003]],
  ['/ai/v1', 'anthropic/claude-haiku-4.5', [200, undefined]],
  ['/compat', 'anthropic/claude-haiku-4.5', [404, 7003]],
  ['/compat', 'anthropic/claude-haiku-4-5', [200, undefined]],
  ['/compat', 'google/gemini-3-flash', [400, 2008]],
  ['universal', 'google/gemini-3-flash', [400, 2008]],
] as const)('on %s the spelling %s: %j', async (way, id, expected) => {
  expect(await codeOf(await ask(createLocalGateway(), ways[way](id)))).toEqual(expected);
});

test('a stream of a model that there is not is a 500', async () => {
  const response = await ask(createLocalGateway(), ways['/ai/v1']('grok/grok-4.6', { stream: true }));
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('Model not found')]);
});

test('without a name the gateway is default', async () => {
  const gateway = createLocalGateway();
  await (await ask(gateway, ways['/ai/v1']('openai/gpt-5.5'))).text();
  const asked = ways['/ai/v1']('openai/gpt-5.5');
  const headers = { ...asked.headers, 'cf-aig-gateway-id': 'mine' };
  await (await ask(gateway, { ...asked, headers })).text();
  expect(gateway.logs.map(log => log.gateway)).toEqual(['default', 'mine']);
});

test('embeddings of a vendor’s model', async () => {
  const gateway = createLocalGateway();
  const body = { model: 'openai/text-embedding-3-small', input: ['a', 'b'] };
  const response = await ask(gateway, { path: `${api}/v1/embeddings`, body, headers: token });
  expect((await response.json()).data).toHaveLength(2);
});

test('the workers-ai paths of the gateway know no other models', async () => {
  const path = 'https://gateway.ai.cloudflare.com/v1/a/g/workers-ai/v1/chat/completions';
  const body = { model: 'openai/gpt-5.5', messages };
  expect(await codeOf(await ask(createLocalGateway(), { path, body, headers: token }))).toEqual([400, 5007]);
});

test('media have no stand-in, and are scripted', async () => {
  const body = { model: 'google/nano-banana', input: { prompt: 'A fox' } };
  const asked = { path: `${api}/run`, body, headers: token };
  const gateway = createLocalGateway();
  expect(await codeOf(await ask(gateway, asked))).toEqual([400, 2005]);
  const result = { state: 'Completed', result: { image: 'https://a.test/fox.png' } };
  gateway.reply(json(result));
  expect(await (await ask(gateway, asked)).json()).toMatchObject({ success: true, result });
});

describe.each(['/ai/v1', '/ai/run', '/compat', 'binding', 'universal'] as const)('a route on %s', way => {
  const routes = {
    'dynamic/two': ['openai/gpt-5.5', '@cf/zai-org/glm-4.7-flash'],
    'dynamic/empty': [],
  };

  test('answers by its first model', async () => {
    const response = await ask(createLocalGateway({ routes }), ways[way]('dynamic/two'));
    expect([response.status, answered(response, 'model'), answered(response, 'provider')]).toEqual([
      200,
      'openai/gpt-5.5',
      'openai',
    ]);
  });

  test('answers by the next where one fails', async () => {
    const gateway = createLocalGateway({ routes });
    gateway.reply(failure(500));
    gateway.reply(text('Fine.'));
    const response = await ask(gateway, ways[way]('dynamic/two'));
    expect([answered(response, 'model'), answered(response, 'provider')]).toEqual([
      '@cf/zai-org/glm-4.7-flash',
      'workers-ai',
    ]);
    expect(await response.text()).toContain('Fine.');
  });

  test('is refused without a model, or where there is none of its name', async () => {
    const gateway = createLocalGateway({ routes });
    expect(await codeOf(await ask(gateway, ways[way]('dynamic/empty')))).toEqual([400, 2028]);
    expect(await codeOf(await ask(gateway, ways[way]('dynamic/none')))).toEqual([404, 7003]);
  });
});

test('a route shares its requests out by percentages', async () => {
  const share = (percent: number) => ({ percentages: [[percent, 'xai/a'] as const], else: ['xai/b'] });
  const gateway = createLocalGateway({
    routes: { 'dynamic/all': share(100), 'dynamic/none': share(0), 'dynamic/half': share(50) },
  });
  const models = async (id: string) => {
    const asked = Array.from({ length: 40 }, () => ask(gateway, ways['/ai/v1'](id)));
    const responses = await Promise.all(asked);
    return responses.filter(response => answered(response, 'model') === 'xai/a').length;
  };
  expect(await models('dynamic/all')).toBe(40);
  expect(await models('dynamic/none')).toBe(0);
  expect(await models('dynamic/half')).toBeGreaterThan(8);
  expect(await models('dynamic/half')).toBeLessThan(32);
});

const routes = { 'custom/fast': ['openai/gpt-5.5'] };

test.each([
  ['custom/fast', { aliases: 'api' }, ['/ai/v1', '/ai/run', 'binding']],
  ['custom/fast', { aliases: 'run' }, ['/ai/run', 'binding']],
  ['custom/fast', { aliases: 'everywhere' }, ['/ai/v1', '/ai/run', '/compat', 'binding', 'universal']],
  ['cloudflare/auto', { autoRouter: 'compat' }, ['/compat', 'universal']],
  ['cloudflare/auto', { autoRouter: 'everywhere' }, ['/ai/v1', '/ai/run', '/compat', 'binding', 'universal']],
] as const)('%s with %j is answered on %j', async (id, disputes, expected) => {
  const gateway = createLocalGateway({ routes, disputes });
  const served: string[] = [];
  for (const [way, to] of Object.entries(ways)) if ((await ask(gateway, to(id))).ok) served.push(way);
  expect(served).toEqual(expected);
});

test('the Auto Router takes the first of the allowed models that answers, and says why', async () => {
  const gateway = createLocalGateway({ providerKeys: { openai: 'default' }, credits: false });
  const asked = ways['/compat']('cloudflare/auto');
  const headers = { ...asked.headers, 'cf-aig-allowed-models': 'anthropic/claude-opus-5, openai/gpt-5.5' };
  const response = await ask(gateway, { ...asked, headers });
  expect(answered(response, 'routed-model')).toBe('openai/gpt-5.5');
  expect(answered(response, 'routing-reason')).toBe('fallback_candidate_unavailable');
  expect(answered(response, 'routing-decision-id')).toMatch(/^[0-9a-f-]{36}$/);
});
