import { describe, expect, test } from 'vitest';
import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import { createLocalGateway, failure, text, toolCall } from 'workers-ai-gateway/testing';
import { collect, hi, user } from '../sdk/v1/call-options.ts';
import { llama, rejection, settings } from './stub-fetch.ts';

const bge = '@cf/baai/bge-base-en-v1.5';
const glm = '@cf/zai-org/glm-4.7-flash';
const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const } },
  required: ['city'],
};

function open(extra: WorkersAISettings = { format: 'openai' }) {
  const gateway = createLocalGateway();
  const workersai = createWorkersAI({ ...settings, fetch: gateway.fetch, ...extra });
  return { gateway, workersai };
}

describe('where requests go', () => {
  test('a chat is a POST to the page’s URL, with the bare id in the body', async () => {
    const { gateway, workersai } = open();
    await workersai(llama).doGenerate(hi);
    expect(gateway.requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/v1/chat/completions',
        headers: { authorization: 'Bearer secret-key', 'content-type': 'application/json' },
      },
    ]);
    expect(gateway.requests[0]?.body).toEqual({
      model: '@cf/meta/llama-3.1-8b-instruct-fp8-fast',
      messages: [{ role: 'user', content: 'Hi' }],
    });
  });

  test('embeddings are a POST to the page’s URL, with the values as input', async () => {
    const { gateway, workersai } = open();
    const { embeddings, usage } = await workersai.embedding(bge).doEmbed({ values: ['a', 'b'] });
    expect(gateway.requests[0]?.url).toBe(
      'https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/v1/embeddings',
    );
    expect(gateway.requests[0]?.body).toEqual({ model: bge, input: ['a', 'b'] });
    expect(embeddings.map(embedding => embedding.length)).toEqual([768, 768]);
    expect(usage?.tokens).toBeGreaterThan(0);
  });

  test.each([
    [
      'gateway: false',
      { gateway: false },
      'https://api.cloudflare.com/client/v4/accounts/acc/ai/v1/chat/completions',
    ],
    [
      "route: 'api'",
      { route: 'api' },
      'https://api.cloudflare.com/client/v4/accounts/acc/ai/v1/chat/completions',
    ],
    [
      'a gateway of its own address',
      { baseURL: 'http://localhost:8787/v1/' },
      'http://localhost:8787/v1/acc/gw/workers-ai/v1/chat/completions',
    ],
  ] satisfies [string, WorkersAISettings, string][])('with %s', async (_what, extra, url) => {
    const { gateway, workersai } = open({ format: 'openai', ...extra });
    await workersai(llama).doGenerate(hi);
    expect(gateway.requests.map(request => request.url)).toEqual([url]);
  });

  test('the gateway options are headers here too', async () => {
    const { gateway, workersai } = open({ format: 'openai', gateway: { id: 'gw', cacheTtl: 60, zdr: true } });
    await workersai(llama).doGenerate(hi);
    expect(gateway.requests[0]?.headers).toMatchObject({ 'cf-aig-cache-ttl': '60', 'cf-aig-zdr': 'true' });
  });

  test('run() keeps to the native path', async () => {
    const { gateway, workersai } = open();
    await workersai.run(llama, { prompt: 'Hi' });
    expect(gateway.requests[0]?.path).toBe(`/v1/acc/gw/workers-ai/${llama}`);
    expect(gateway.requests[0]?.body).toEqual({ prompt: 'Hi' });
  });
});

describe('which format', () => {
  const native = `/v1/acc/gw/workers-ai/${llama}`;
  const openai = '/v1/acc/gw/workers-ai/v1/chat/completions';

  test.each([
    [undefined, undefined, undefined, native],
    ['openai', undefined, undefined, openai],
    ['workers-ai', 'openai', undefined, openai],
    ['openai', 'workers-ai', undefined, native],
    ['openai', 'workers-ai', 'openai', openai],
    [undefined, 'openai', 'workers-ai', native],
  ] as const)('provider %s, model %s, call %s', async (provider, model, call, path) => {
    const { gateway, workersai } = open({ format: provider });
    const providerMetadata = call && { workersai: { format: call } };
    await workersai(llama, { format: model }).doGenerate({
      ...hi,
      ...(providerMetadata && { providerMetadata }),
    });
    expect(gateway.requests.map(request => request.path)).toEqual([path]);
  });

  test('of an embedding model alone', async () => {
    const { gateway, workersai } = open({});
    await workersai.embedding(bge, { format: 'openai' }).doEmbed({ values: ['a'] });
    await workersai.embedding(bge).doEmbed({ values: ['a'] });
    expect(gateway.requests.map(request => request.path)).toEqual([
      '/v1/acc/gw/workers-ai/v1/embeddings',
      `/v1/acc/gw/workers-ai/${bge}`,
    ]);
  });

  test('another word is an error at creation, and of a call', async () => {
    const expected = /format must be "workers-ai" or "openai", not "chat"/;
    expect(() => createWorkersAI({ ...settings, format: 'chat' as never })).toThrow(expected);
    const { gateway, workersai } = open();
    expect(() => workersai(llama, { format: 'chat' as never })).toThrow(expected);
    const providerMetadata = { workersai: { format: 'chat' } };
    await expect(workersai(llama).doGenerate({ ...hi, providerMetadata })).rejects.toThrow(expected);
    expect(gateway.requests).toEqual([]);
  });
});

describe('what is sent', () => {
  test('a stream asks for its usage', async () => {
    const { gateway, workersai } = open();
    gateway.reply(text('Hel', 'lo'));
    const parts = await collect((await workersai(llama).doStream(hi)).stream);
    expect(gateway.requests[0]?.body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(parts.map(part => (part.type === 'text-delta' ? part.textDelta : '')).join('')).toBe('Hello');
    expect(parts.at(-1)).toMatchObject({
      type: 'finish',
      finishReason: 'stop',
      usage: { promptTokens: expect.any(Number), completionTokens: expect.any(Number) },
    });
  });

  test('a stream in the native format does not', async () => {
    const { gateway, workersai } = open({});
    await collect((await workersai(llama).doStream(hi)).stream);
    expect(gateway.requests[0]?.body).not.toHaveProperty('stream_options');
  });

  test.each([
    ['openai', { name: 'weather', description: 'Of a city', schema }],
    ['workers-ai', { title: 'weather', description: 'Of a city', ...schema }],
  ] as const)('a JSON schema, as the format %s nests it', async (format, json_schema) => {
    const { gateway, workersai } = open({ format });
    gateway.reply(text('{"city":"Paris"}'));
    const mode = { type: 'object-json' as const, schema, name: 'weather', description: 'Of a city' };
    const result = await workersai(llama).doGenerate({ ...hi, mode });
    expect(result.text).toBe('{"city":"Paris"}');
    expect(gateway.requests[0]?.body).toMatchObject({
      response_format: { type: 'json_schema', json_schema },
    });
  });

  test('a schema without a name gets one, which OpenAI asks for', async () => {
    const { gateway, workersai } = open();
    await workersai(llama).doGenerate({ ...hi, mode: { type: 'object-json', schema } });
    expect(gateway.requests[0]?.body).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { name: 'response', schema } },
    });
  });

  test('tools, and their choice, as OpenAI names them', async () => {
    const { gateway, workersai } = open();
    gateway.reply(toolCall('weather', { city: 'Paris' }));
    const tools = [
      { type: 'function' as const, name: 'weather', description: 'Of a city', parameters: schema },
    ];
    const mode = {
      type: 'regular' as const,
      tools,
      toolChoice: { type: 'tool' as const, toolName: 'weather' },
    };
    const { toolCalls } = await workersai(glm).doGenerate({ ...hi, mode, prompt: user('Paris?') });
    expect(toolCalls).toMatchObject([{ toolName: 'weather', args: '{"city":"Paris"}' }]);
    expect(gateway.requests[0]?.body).toMatchObject({
      tools: [
        { type: 'function', function: { name: 'weather', description: 'Of a city', parameters: schema } },
      ],
      tool_choice: { type: 'function', function: { name: 'weather' } },
    });
  });

  test('stop sequences, which only this format takes', async () => {
    const { gateway, workersai } = open();
    const { warnings } = await workersai(llama).doGenerate({ ...hi, stopSequences: ['END'] });
    expect(gateway.requests[0]?.body).toMatchObject({ stop: ['END'] });
    expect(warnings).toEqual([]);
    const plain = open({});
    const result = await plain.workersai(llama).doGenerate({ ...hi, stopSequences: ['END'] });
    expect(plain.gateway.requests[0]?.body).not.toHaveProperty('stop');
    expect(result.warnings).toMatchObject([{ type: 'unsupported-setting', setting: 'stopSequences' }]);
  });
});

describe('what the format has no place for', () => {
  test.each([
    ['lora', { lora: 'my-finetune' }, 'lora'],
    ['raw', { raw: true }, 'raw'],
    ['repetitionPenalty', { repetitionPenalty: 1.1 }, 'repetition_penalty'],
    ['guidedJson', { guidedJson: schema }, 'guided_json'],
    ['rejectIfBusy', { rejectIfBusy: true }, 'options'],
  ])('%s warns, and is not sent', async (name, options, input) => {
    const { gateway, workersai } = open();
    const { warnings } = await workersai(llama, options).doGenerate(hi);
    expect(warnings).toEqual([
      {
        type: 'other',
        message: `The option ${name} of workersai is not available in the openai format and was not sent.`,
      },
    ]);
    expect(gateway.requests[0]?.body).not.toHaveProperty(input);
    const plain = open({});
    expect((await plain.workersai(llama, options).doGenerate(hi)).warnings).toEqual([]);
    expect(plain.gateway.requests[0]?.body).toHaveProperty(input);
  });

  test('topK warns, and is not sent', async () => {
    const { gateway, workersai } = open();
    const { warnings } = await workersai(llama).doGenerate({ ...hi, topK: 5 });
    expect(warnings).toMatchObject([{ type: 'unsupported-setting', setting: 'topK' }]);
    expect(gateway.requests[0]?.body).not.toHaveProperty('top_k');
  });
});

describe.each(['by-path', 'v4', 'ai-error', 'openai'] as const)('errors in the shape %s', openaiErrors => {
  test.each([
    [3040, 429, true],
    [5006, 400, false],
  ])('%i is an APICallError with its code', async (code, statusCode, isRetryable) => {
    const gateway = createLocalGateway({ disputes: { openaiErrors } });
    gateway.reply(failure(code));
    const workersai = createWorkersAI({ ...settings, fetch: gateway.fetch, format: 'openai' });
    expect(await rejection(workersai(llama).doGenerate(hi))).toMatchObject({
      name: 'AI_APICallError',
      statusCode,
      isRetryable,
      data: { code },
    });
  });
});
