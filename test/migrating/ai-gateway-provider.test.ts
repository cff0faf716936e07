import { APICallError } from '@ai-sdk/provider';
import { generateText } from 'ai-7';
import { describe, expect, test } from 'vitest';
import { createWorkersAI, readMetadata } from 'workers-ai-gateway/ai7';
import { failure } from 'workers-ai-gateway/testing';
import { posts } from '../connect/open.ts';
import { pages, tableRows } from '../examples/pages.ts';
import { expectNoExport, expectRefused, glm, type Lines, open, prompt } from './lines.ts';

const page = 'docs/models-of-other-vendors.md';

/** What OpenAI's package sends of a prompt. */
const chat = {
  body: JSON.stringify({ model: 'gpt-5.5-mini', messages: [{ role: 'user', content: prompt }] }),
};

/** What a call of OpenAI's package sends to a local gateway, and what it gets. */
async function call(options: object = {}, headers: Readonly<Record<string, string>> = {}) {
  const { workersai, gateway } = open({ gatewayToken: 'cf-token' });
  const connected = workersai.gateway.connect('openai', options);
  const own = { 'content-type': 'application/json', authorization: `Bearer ${connected.apiKey}`, ...headers };
  const response = await posts(connected)('/chat/completions', { ...chat, headers: own });
  return { response, sent: gateway.requests[0], connected };
}

const gatewayOptions = {
  cacheKey: 'k',
  cacheTtl: 60,
  skipCache: false,
  metadata: { a: 1 },
  collectLog: true,
  eventId: 'e-1',
  requestTimeoutMs: 1000,
  retries: { maxAttempts: 2, retryDelayMs: 100, backoff: 'constant' },
  zdr: true,
} as const;

const lines: Lines = {
  '`createAiGateway({ accountId, gateway, apiKey })`': async () => {
    const { sent } = await call();
    expect(sent?.url).toBe(
      'https://gateway.ai.cloudflare.com/v1/local-account/local-gateway/openai/chat/completions',
    );
    expect(sent?.headers['cf-aig-authorization']).toBe('Bearer cf-token');
  },
  "`createAiGateway({ binding: env.AI.gateway('my-gateway') })`": async () => {
    const { binding, logs } = open().gateway;
    const old = { binding: binding.gateway('my-gateway') };
    expect(() => Reflect.apply(createWorkersAI, undefined, [old])).toThrow(
      "did you mean binding: env.AI and gateway: 'my-gateway'?",
    );
    const { connect } = createWorkersAI({ binding, gateway: 'my-gateway' }).gateway;
    const { status } = await posts(connect('openai'))('/chat/completions', chat);
    expect([status, logs.length]).toEqual([200, 1]);
  },
  "`import { createOpenAI } from 'ai-gateway-provider/providers/openai'`": async () => {
    const { connected } = await call();
    expect(Object.keys(connected).sort()).toEqual(['apiKey', 'baseURL', 'fetch']);
    await expectNoExport('createOpenAI');
  },
  '`createOpenAI({ apiKey })`': async () => {
    const { sent } = await call({ apiKey: 'sk-1' });
    expect(sent?.headers.authorization).toBe('Bearer sk-1');
  },
  '`createOpenAI()`, for a stored key or credits': async () => {
    const { sent, response } = await call();
    expect(sent?.headers).not.toHaveProperty('authorization');
    expect(response.status).toBe(200);
  },
  "`aigateway(openai.chat('gpt-5.5-mini'))`, `aigateway.chat(…)`": async () => {
    const { response } = await call();
    expect(await response.json()).toMatchObject({ choices: [{ message: { role: 'assistant' } }] });
  },
  "`aigateway(unified('dynamic/my-route'))`": async () => {
    const { workersai } = open({ routes: { 'dynamic/my-route': [glm] } });
    const { text } = await generateText({ model: workersai('dynamic/my-route'), prompt });
    expect(text).toMatch(/^Cloudflare is/);
  },
  "`aigateway([anthropic('…'), openai('…')])`": async () => {
    const { workersai } = open();
    const model = workersai.fallback([workersai('@cf/fail/3040'), workersai(glm)]);
    expect((await generateText({ model, prompt })).text).toMatch(/^Cloudflare is/);
  },
  '`options: { cacheKey, cacheTtl, skipCache, metadata, collectLog, eventId, requestTimeoutMs, retries, byokAlias, zdr }`':
    async () => {
      const { sent } = await call({ gateway: gatewayOptions });
      expect(sent?.headers).toMatchObject({
        'cf-aig-cache-key': 'k',
        'cf-aig-cache-ttl': '60',
        'cf-aig-skip-cache': 'false',
        'cf-aig-metadata': '{"a":1}',
        'cf-aig-collect-log': 'true',
        'cf-aig-event-id': 'e-1',
        'cf-aig-request-timeout': '1000',
        'cf-aig-max-attempts': '2',
        'cf-aig-retry-delay': '100',
        'cf-aig-backoff': 'constant',
        'cf-aig-zdr': 'true',
      });
      const aliased = await call({ gateway: { byokAlias: 'team' } });
      expect(aliased.sent?.headers['cf-aig-byok-alias']).toBe('team');
      createWorkersAI({ gateway: { ...gatewayOptions, byokAlias: 'team' } });
      expectRefused(['options']);
    },
  'options of one request': async () => {
    const { sent } = await call({ gateway: { skipCache: false } }, { 'cf-aig-skip-cache': 'true' });
    expect(sent?.headers['cf-aig-skip-cache']).toBe('true');
  },
  '`resume`, `onResumeExpired`, `maxReconnects`': () =>
    expectRefused(['resume', 'onResumeExpired', 'maxReconnects']),
  '`parseAiGatewayOptions`, `AiGatewayChatLanguageModel`': () =>
    expectNoExport('parseAiGatewayOptions', 'AiGatewayChatLanguageModel'),
  'language models only': async () => {
    const { workersai } = open();
    const { connect } = workersai.gateway;
    const body = JSON.stringify({ model: 'text-embedding-3-small', input: ['a'] });
    const response = await posts(connect('openai'))('/embeddings', { body });
    expect(await response.json()).toMatchObject({ data: [{ embedding: expect.any(Array) }] });
  },
  'cache status and log id are lost': async () => {
    const { response } = await call();
    const metadata = readMetadata({ response: { headers: Object.fromEntries(response.headers) } });
    expect(metadata).toMatchObject({ cacheStatus: 'MISS', logId: expect.any(String) });
  },
  '`AiGatewayUnauthorizedError`, `AiGatewayDoesNotExist`, `AiGatewayInternalFetchError`': async () => {
    for (const code of [2009, 2001, 2005]) {
      const { workersai, gateway } = open();
      gateway.reply(failure(code));
      const error = await generateText({ model: workersai(glm), prompt, maxRetries: 0 }).catch(
        caught => caught,
      );
      expect([APICallError.isInstance(error), readMetadata(error).code]).toEqual([true, code]);
    }
  },
  "calls at once share one model's `fetch`": async () => {
    const { workersai, gateway } = open();
    const { fetch, baseURL } = workersai.gateway.connect('openai');
    const ask = (user: string) =>
      fetch(`${baseURL}/chat/completions`, { method: 'POST', ...chat, headers: { 'x-user': user } });
    await Promise.all(['a', 'b', 'c'].map(ask));
    expect(gateway.requests.map(({ headers }) => headers['x-user']).sort()).toEqual(['a', 'b', 'c']);
  },
};

describe('the table under «Moving from ai-gateway-provider»', () => {
  test('has the lines that are tested here, and no other', () => {
    const [, ...rows] = tableRows(page, 'Moving from ai-gateway-provider');
    expect(rows.map(([line]) => line)).toEqual(Object.keys(lines));
  });

  test.each(Object.entries(lines))('holds for %s', async (_line, promise) => {
    await promise();
  });
});

/** Of `ai-gateway-provider` 4.0.1, without its types. */
const exported = [
  'AiGatewayChatLanguageModel',
  'AiGatewayDoesNotExist',
  'AiGatewayInternalFetchError',
  'AiGatewayUnauthorizedError',
  'createAiGateway',
  'parseAiGatewayOptions',
];

test.each(exported)('the page names %s', name => {
  expect(pages.get(page)).toContain(`\`${name}`);
});
