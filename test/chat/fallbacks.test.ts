import type { LanguageModelV3CallOptions } from '@ai-sdk/provider-v3';
import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway/ai6';
import { createLocalGateway, failure, text } from 'workers-ai-gateway/testing';
import { json, llama, rejection, settings, sse, stubFetch } from '../transport/stub-fetch.ts';

const distilled = '@cf/deepseek-ai/deepseek-r1-distill-qwen-32b';
const glm = '@cf/zai-org/glm-4.7-flash';
const call: LanguageModelV3CallOptions = {
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
};

/** The step that answers, as the gateway counts. */
const step = (index: number) => ({ headers: { 'cf-aig-step': String(index) } });

describe('fallbacks in the gateway', () => {
  test('go as one universal request, each with its own format, options and token', async () => {
    const { fetch, sent } = stubFetch(json({ result: { response: 'Hello' }, success: true }, step(0)));
    const workersai = createWorkersAI({ ...settings, fetch, gateway: { id: 'gw', cacheTtl: 60 } });
    const model = workersai(llama, {
      maxTokens: 9,
      fallbacks: [
        glm,
        {
          model: distilled,
          format: 'openai',
          maxTokens: 5,
          headers: { 'x-own': '1' },
          gateway: { requestTimeoutMs: 5000, skipCache: true, retries: { maxAttempts: 2 } },
        },
      ],
    });
    await model.doGenerate({ ...call, headers: { 'x-all': '1' } });
    const own = { authorization: 'Bearer secret-key', 'content-type': 'application/json' };
    const messages = [{ role: 'user', content: 'Hi' }];
    expect(sent.map(({ url }) => url)).toEqual(['https://gateway.ai.cloudflare.com/v1/acc/gw']);
    expect(sent[0]?.headers).toMatchObject({ 'cf-aig-cache-ttl': '60', 'x-all': '1' });
    expect(sent[0]?.body).toEqual([
      {
        provider: 'workers-ai',
        endpoint: llama,
        headers: own,
        query: { messages, max_tokens: 9 },
        config: {},
      },
      { provider: 'workers-ai', endpoint: glm, headers: own, query: { messages, max_tokens: 9 }, config: {} },
      {
        provider: 'workers-ai',
        endpoint: 'v1/chat/completions',
        headers: { ...own, 'x-own': '1', 'cf-aig-skip-cache': 'true' },
        query: { model: distilled, messages, max_tokens: 5 },
        config: { requestTimeout: 5000, maxAttempts: 2 },
      },
    ]);
  });

  test("go to the gateway's own address where none is named", async () => {
    const { fetch, sent } = stubFetch(json({ result: { response: 'Hello' }, success: true }));
    const { gateway: _, ...account } = settings;
    await createWorkersAI({ ...account, fetch })(llama, { fallbacks: [glm] }).doGenerate(call);
    expect(sent.map(({ url }) => url)).toEqual(['https://gateway.ai.cloudflare.com/v1/acc/default']);
  });

  const thinking = 'Hm.</think>Hello';

  test.each([
    [0, [{ type: 'text', text: thinking }]],
    [
      1,
      [
        { type: 'reasoning', text: 'Hm.' },
        { type: 'text', text: 'Hello' },
      ],
    ],
  ])('are read as the model of step %i answers', async (index, content) => {
    const { fetch } = stubFetch(json({ result: { response: thinking }, success: true }, step(index)));
    const model = createWorkersAI({ ...settings, fetch })(llama, { fallbacks: [distilled] });
    const answer = await model.doGenerate(call);
    const modelId = index === 0 ? llama : distilled;
    expect(answer).toMatchObject({
      content,
      response: { modelId },
      providerMetadata: { workersai: { model: modelId, step: index } },
    });
  });

  test('name who answers in a stream too', async () => {
    const { fetch } = stubFetch(sse('data: {"response":"Hm.</think>Hi"}\n\ndata: [DONE]\n\n', step(1)));
    const model = createWorkersAI({ ...settings, fetch })(llama, { fallbacks: [distilled] });
    const parts: { type: string }[] = [];
    for await (const part of (await model.doStream(call)).stream) parts.push(part);
    expect(parts).toContainEqual({ type: 'response-metadata', modelId: distilled });
    expect(parts).toContainEqual(expect.objectContaining({ type: 'reasoning-delta', delta: 'Hm.' }));
    expect(parts.at(-1)).toMatchObject({ providerMetadata: { workersai: { model: distilled } } });
  });

  test('warn of what one of them does not take, by its id', async () => {
    const { fetch } = stubFetch(json({ result: { response: 'Hello' }, success: true }));
    const fallbacks = [{ model: glm, format: 'openai' as const, lora: 'x' }];
    const { warnings } = await createWorkersAI({ ...settings, fetch })(llama, { fallbacks }).doGenerate({
      ...call,
      topK: 5,
    });
    expect(warnings).toEqual([
      expect.objectContaining({ feature: 'topK', details: expect.stringMatching(`^${glm}: `) }),
      { type: 'other', message: expect.stringMatching(`^${glm}: The option lora`) },
    ]);
  });

  test('show no token in results and errors', async () => {
    const { fetch } = stubFetch(
      json({ result: { response: 'Hello' }, success: true }),
      json({}, { status: 500 }),
    );
    const model = createWorkersAI({ ...settings, fetch })(llama, { fallbacks: [glm] });
    expect(JSON.stringify(await model.doGenerate(call))).not.toContain('secret-key');
    const error = await rejection(model.doGenerate(call));
    expect(error).toMatchObject({ requestBodyValues: { messages: [{ role: 'user', content: 'Hi' }] } });
    expect(JSON.stringify(error)).not.toContain('secret-key');
  });

  test.each<[string, object, RegExp]>([
    [
      'no gateway',
      { gateway: false },
      /^Setting fallbacks needs the gateway's own address: leave out gateway: false and route: 'api', or use/,
    ],
    [
      'the API',
      { route: 'api' },
      /^Setting fallbacks needs the gateway's own address: leave out .*route: 'api'/,
    ],
  ])('are refused where there is %s', async (_, more, message) => {
    const { fetch, sent } = stubFetch();
    const model = createWorkersAI({ ...settings, fetch, ...more })(llama, { fallbacks: [glm] });
    expect(await rejection(model.doGenerate(call))).toMatchObject({
      message: expect.stringMatching(message),
    });
    expect(sent).toEqual([]);
  });

  test.each<[unknown, RegExp]>([
    [[], /^Setting fallbacks must be an array of model ids/],
    ['@cf/b', /^Setting fallbacks must be an array of model ids/],
    [[{ maxTokens: 5 }], /^Setting fallbacks must be an array of model ids/],
    [['..'], /^Setting modelId /],
    [[{ model: glm, maxTokens: 0 }], /^Setting fallbacks\[0\]\.maxTokens must be/],
    [[glm, { model: glm, ttl: 5 }], /^Setting fallbacks\[1\]\.ttl is unknown/],
    [
      [{ model: glm, gateway: false }],
      /^Setting fallbacks\[0\]\.gateway must be an object of gateway options without id/,
    ],
    [[{ model: glm, fallbacks: [llama] }], /^Setting fallbacks\[0\]\.fallbacks is unknown/],
    [
      [{ model: glm, gateway: { id: 'other' } }],
      /^Setting fallbacks\[0\]\.gateway must be an object of gateway options without id/,
    ],
    [
      [{ model: glm, gateway: 'other' }],
      /^Setting fallbacks\[0\]\.gateway must be an object of gateway options without id/,
    ],
  ])('%j are wrong', (fallbacks, message) => {
    expect(() => createWorkersAI(settings)(llama, { fallbacks: fallbacks as never })).toThrow(message);
  });
});

const gateway = createLocalGateway();
const authorization = { authorization: 'Bearer local-token' };

describe.each([
  ['HTTP', () => createWorkersAI(gateway.settings)],
  ['the binding', () => createWorkersAI({ binding: gateway.binding, gateway: 'gw', headers: authorization })],
])('fallbacks over %s', (_, open) => {
  test('answer where the first model has no capacity', async () => {
    gateway.clear();
    gateway.reply(failure(3040));
    gateway.reply(text('Hello'));
    const answer = await open()(llama, { fallbacks: [glm] }).doGenerate(call);
    expect(answer).toMatchObject({
      content: [{ type: 'text', text: 'Hello' }],
      response: { modelId: glm },
      providerMetadata: { workersai: { model: glm, step: 1 } },
    });
    expect(gateway.requests).toHaveLength(1);
  });

  test('give the error of the last', async () => {
    gateway.clear();
    gateway.reply(failure(3040));
    gateway.reply(failure(3046));
    const error = await rejection(open()(llama, { fallbacks: [glm] }).doGenerate(call));
    expect(error).toMatchObject({ name: 'AI_APICallError', data: { code: 3046 }, isRetryable: true });
  });

  test('end with the call', async () => {
    gateway.clear();
    const reason = new DOMException('stopped', 'AbortError');
    const model = open()(llama, { fallbacks: [glm] });
    const error = await rejection(model.doGenerate({ ...call, abortSignal: AbortSignal.abort(reason) }));
    expect(error).toBe(reason);
    expect(gateway.requests).toEqual([]);
  });
});

test('fallbacks need a binding with gateways', async () => {
  const model = createWorkersAI({ binding: { run: async () => ({}) }, gateway: 'gw' })(llama, {
    fallbacks: [glm],
  });
  expect(await rejection(model.doGenerate(call))).toMatchObject({
    message: expect.stringMatching(
      /^The Workers binding does not take requests about a gateway\. It lacks gateway\(\)\.run/,
    ),
  });
});
