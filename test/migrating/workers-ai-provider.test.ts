import { readdirSync, readFileSync } from 'node:fs';
import { APICallError } from '@ai-sdk/provider';
import { embedMany, generateImage, generateText, rerank } from 'ai-7';
import { describe, expect, test } from 'vitest';
import { createWorkersAI, readMetadata } from 'workers-ai-gateway/ai7';
import { failure } from 'workers-ai-gateway/testing';
import { pages, tableRows } from '../examples/pages.ts';
import { expectNoExport, expectRefused, glm, type Lines, open, prompt } from './lines.ts';

const page = 'docs/migrating-from-workers-ai-provider.md';

/** The last request of a call with these options, by either way of naming them. */
async function requestOf(model: object, call: object = {}) {
  const { workersai, gateway } = open({ routes: { 'dynamic/mine': [glm] } });
  await generateText({ model: workersai(glm, model), prompt, ...call });
  const { headers, body } = gateway.requests.at(-1) ?? {};
  return { headers, body };
}

/** The methods of the provider, all of one kind. */
function expectMethods(kind: string, ...names: readonly string[]) {
  const { workersai } = open();
  for (const name of names) {
    const model = Reflect.apply(Reflect.get(workersai, name), workersai, ['@cf/baai/bge-m3']);
    expect(model).toMatchObject({ specificationVersion: 'v4', provider: `workersai.${kind}` });
  }
}

const counterparts: Lines = {
  '`createWorkersAI({ accountId, apiKey })` without `gateway`': async () => {
    const { settings, requests } = open().gateway;
    const { gateway: _, ...rest } = settings;
    await generateText({ model: createWorkersAI(rest)(glm), prompt });
    expect(requests[0]?.headers['cf-aig-gateway-id']).toBe('default');
    await generateText({ model: createWorkersAI({ ...rest, gateway: false })(glm), prompt });
    expect(requests[1]?.headers).not.toHaveProperty('cf-aig-gateway-id');
    expect(requests[1]?.url).toMatch(/^https:\/\/api\.cloudflare\.com\//);
  },
  '`createWorkersAI({ binding: env.AI, gateway })`': async () => {
    const { binding, logs } = open().gateway;
    const workersai = createWorkersAI({ binding, gateway: { id: 'mine', cacheTtl: 60 } });
    await generateText({ model: workersai(glm), prompt });
    expect(logs).toHaveLength(1);
  },
  '`createWorkersAI({ fetch })`': async () => {
    const { settings, requests } = open().gateway;
    const urls: string[] = [];
    const fetch: typeof globalThis.fetch = (url, init) => {
      urls.push(String(url));
      return settings.fetch(url, init);
    };
    await generateText({ model: createWorkersAI({ ...settings, fetch })(glm), prompt });
    expect(urls).toEqual(requests.map(({ url }) => url));
  },
  '`workersai(id)`, `.chat`, `.embedding`, `.textEmbedding`, `.textEmbeddingModel`': () => {
    expect(open().workersai(glm).provider).toBe('workersai.chat');
    expectMethods('chat', 'chat');
    expectMethods('embedding', 'embedding', 'textEmbedding', 'textEmbeddingModel');
  },
  '`.image`, `.imageModel`, `.speech`, `.speechModel`, `.transcription`, `.transcriptionModel`': () => {
    expectMethods('image', 'image', 'imageModel');
    expectMethods('speech', 'speech', 'speechModel');
    expectMethods('transcription', 'transcription', 'transcriptionModel');
  },
  '`.reranking`, `.rerankingModel`': async () => {
    expectMethods('reranking', 'reranking', 'rerankingModel');
    const model = open().workersai.reranking('@cf/baai/bge-reranker-base');
    const { ranking } = await rerank({ model, query: 'cache', documents: ['a cache', 'a tree'] });
    for (const { score } of ranking) expect(score > 0 && score < 1).toBe(true);
  },
  "`providerOptions['workers-ai']` with `reasoning_effort`, `chat_template_kwargs`, `extraHeaders`, `max_tokens`":
    async () => {
      const kwargs = { clear_thinking: false };
      const old = {
        reasoning_effort: 'low',
        chat_template_kwargs: kwargs,
        extraHeaders: { 'x-a': '1' },
        max_tokens: 9,
      };
      const here = {
        reasoningEffort: 'low',
        chatTemplateKwargs: kwargs,
        headers: { 'x-a': '1' },
        maxTokens: 9,
      };
      const sent = await requestOf({}, { providerOptions: { 'workers-ai': old } });
      expect(sent.headers).toMatchObject({ 'x-a': '1' });
      expect(sent.body).toMatchObject({ max_tokens: 9, chat_template_kwargs: kwargs });
      expect(await requestOf({}, { providerOptions: { workersai: here } })).toEqual(sent);
    },
  '`reasoning_effort`, `chat_template_kwargs`, `extraHeaders`, `safePrompt` as model settings': async () => {
    const names = {
      reasoning_effort: 'reasoningEffort',
      chat_template_kwargs: 'chatTemplateKwargs',
      extraHeaders: 'headers',
      safePrompt: 'extraInputs',
    };
    for (const [old, here] of Object.entries(names))
      await expect(requestOf({ [old]: 'x' })).rejects.toThrow(`did you mean ${here}?`);
    const { body } = await requestOf({ extraInputs: { safe_prompt: true } });
    expect(body).toMatchObject({ safe_prompt: true });
  },
  '`gateway`, `sessionAffinity`, `maxEmbeddingsPerCall`, `language`, `prompt` as model settings':
    async () => {
      const { headers } = await requestOf({ gateway: { cacheTtl: 60 }, sessionAffinity: 's-1' });
      expect(headers).toMatchObject({ 'cf-aig-cache-ttl': '60', 'x-session-affinity': 's-1' });
      const { workersai } = open();
      expect(workersai.embedding('@cf/baai/bge-m3', { maxEmbeddingsPerCall: 10 }).maxEmbeddingsPerCall).toBe(
        10,
      );
      expect(() => workersai.embedding('@cf/baai/bge-m3', { maxEmbeddingsPerCall: 3000 })).toThrow('100');
      workersai.transcription('@cf/openai/whisper-large-v3-turbo', { language: 'fr', prompt: 'Ada' });
    },
  'any other model setting, such as `lora` or an input of the model': async () => {
    const { body } = await requestOf({ lora: 'mine', extraInputs: { some_input: 1 } });
    expect(body).toMatchObject({ lora: 'mine', some_input: 1 });
  },
  '`cacheTtl`, `skipCache`, `metadata`, `collectLog`, `byokAlias`, `zdr` as model settings': async () => {
    const options = {
      cacheTtl: 60,
      skipCache: true,
      metadata: { a: 1 },
      collectLog: true,
      byokAlias: 'a',
      zdr: true,
    };
    expectRefused(Object.keys(options), /is an option of the gateway: pass gateway: \{ \w+ \}\.$/);
    const { headers } = await requestOf({ gateway: options });
    expect(headers).toMatchObject({
      'cf-aig-cache-ttl': '60',
      'cf-aig-skip-cache': 'true',
      'cf-aig-metadata': '{"a":1}',
      'cf-aig-collect-log': 'true',
      'cf-aig-byok-alias': 'a',
      'cf-aig-zdr': 'true',
    });
  },
  '`author/model` and `dynamic/…` as ids': async () => {
    const { workersai } = open({ routes: { 'dynamic/mine': [glm] } });
    for (const id of ['openai/gpt-5.5', 'dynamic/mine']) {
      const { text } = await generateText({ model: workersai(id), prompt });
      expect(text).toMatch(/^Cloudflare is/);
    }
  },
  "`fallback: { mode: 'client', models }`, `createClientFallbackModel`": async () => {
    expectRefused(['fallback']);
    const { workersai } = open();
    const model = workersai.fallback([workersai('@cf/fail/3040'), workersai(glm)]);
    const result = await generateText({ model, prompt });
    expect(readMetadata(result).fallback).toMatchObject([{ modelId: '@cf/fail/3040' }]);
  },
  "`fallback: { mode: 'server', models }`": async () => {
    const { workersai } = open();
    const result = await generateText({ model: workersai('@cf/fail/3040', { fallbacks: [glm] }), prompt });
    expect(readMetadata(result)).toMatchObject({ step: 1 });
  },
  '`providers`, `createGatewayProvider`, `createGatewayFetch`, and the entries `/openai`, `/anthropic`, `/google`, `/gateway`':
    () => {
      expectRefused(['providers']);
      const { connect } = open().workersai.gateway;
      for (const vendor of ['openai', 'anthropic', 'google'] as const)
        expect(connect(vendor)).toEqual({
          baseURL: expect.stringMatching(/^https:/),
          apiKey: expect.any(String),
          fetch: expect.any(Function),
        });
    },
  '`byok` with a key in `extraHeaders`': () => {
    expectRefused(['byok']);
    expect(open().workersai.gateway.connect('openai', { apiKey: 'sk-1' }).apiKey).toBe('sk-1');
  },
  '`onDispatch`': async () => {
    expectRefused(['onDispatch']);
    const result = await generateText({ model: open().workersai(glm), prompt });
    expect(readMetadata(result)).toMatchObject({ cacheStatus: 'MISS', logId: expect.any(String) });
  },
  '`WorkersAIGatewayError`, `GatewayDelegateError`, `WorkersAIFallbackError`': async () => {
    const { workersai, gateway } = open();
    gateway.reply(failure(3036));
    const error = await generateText({ model: workersai(glm), prompt }).catch(caught => caught);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(readMetadata(error).code).toBe(3036);
  },
  'ids of tool calls in stored conversations': async () => {
    const call = { toolCallId: 'functions.weather:0::cf-wai-tool-call::k3jd8s', toolName: 'weather' };
    const { body } = await requestOf(
      {},
      {
        prompt: undefined,
        messages: [
          { role: 'user', content: 'What is the weather?' },
          { role: 'assistant', content: [{ type: 'tool-call', ...call, input: { city: 'Lisbon' } }] },
          {
            role: 'tool',
            content: [{ type: 'tool-result', ...call, output: { type: 'text', value: 'clear' } }],
          },
        ],
      },
    );
    expect(body).toMatchObject({
      messages: [
        {},
        { tool_calls: [{ id: 'functions.weather:0' }] },
        { tool_call_id: 'functions.weather:0' },
      ],
    });
  },
};

const without: Lines = {
  '`createAISearch`, `createAutoRAG`, `AISearchChatLanguageModel`, `AutoRAGChatLanguageModel`': () =>
    expectNoExport(
      'createAISearch',
      'createAutoRAG',
      'AISearchChatLanguageModel',
      'AutoRAGChatLanguageModel',
    ),
  '`resume`, `onResumeExpired`, `onProgress`, `createResumableStream`': () => {
    expectRefused(['resume', 'onResumeExpired', 'onProgress']);
    return expectNoExport('createResumableStream');
  },
  '`transport`, `selectTransport`': () => {
    expectRefused(['transport']);
    return expectNoExport('selectTransport');
  },
  '`supportsParallelCalls`, `maxImagesPerCall`': async () => {
    expectRefused(['supportsParallelCalls', 'maxImagesPerCall']);
    const { workersai, gateway } = open();
    const values = ['a', 'b'];
    await embedMany({ model: workersai.embedding('@cf/baai/bge-m3'), values, maxParallelCalls: 1 });
    const model = workersai.image('@cf/leonardo/phoenix-1.0');
    await generateImage({ model, prompt: 'A fox', n: 2, maxImagesPerCall: 1 });
    expect(gateway.requests).toHaveLength(3);
  },
  '`GATEWAY_PROVIDERS`, `wireableProviders`, `findProviderBySlug`, `detectProviderByUrl`, `parseSlug`':
    () => {
      expect(tableRows('docs/models-of-other-vendors.md', 'Vendors').length).toBeGreaterThan(10);
      return expectNoExport('GATEWAY_PROVIDERS', 'wireableProviders', 'findProviderBySlug', 'parseSlug');
    },
  '`WorkersAISpeechModel`, `WorkersAITranscriptionModel`, `WorkersAIRerankingModel`': () =>
    expectNoExport('WorkersAISpeechModel', 'WorkersAITranscriptionModel', 'WorkersAIRerankingModel'),
};

describe.each<[heading: string, lines: Lines]>([
  ['Migrating from workers-ai-provider', counterparts],
  ['Without a counterpart', without],
])('the table under «%s»', (heading, lines) => {
  test('has the lines that are tested here, and no other', () => {
    const [, ...rows] = tableRows(page, heading);
    expect(rows.map(([line]) => line)).toEqual(Object.keys(lines));
  });

  test.each(Object.entries(lines))('holds for %s', async (_line, promise) => {
    await promise();
  });
});

describe('the page names', () => {
  const dist = new URL('../peers/node_modules/workers-ai-provider/dist/', import.meta.url);
  const named = (name: string) => new RegExp(`[\`.({\\s]${name}\\b`).test(pages.get(page) ?? '');

  test('each export of workers-ai-provider', async () => {
    const exports = Object.keys(await import('../peers/exports.ts'));
    expect(exports.length).toBeGreaterThan(20);
    expect(exports.filter(name => !named(name))).toEqual([]);
  });

  test('each setting of its provider and of its models', () => {
    const types = readdirSync(dist)
      .filter(name => name.endsWith('.d.mts'))
      .map(name => readFileSync(new URL(name, dist), 'utf8'))
      .join('\n');
    const blocks = types.matchAll(/^(?:type|interface) (?:\w+Settings|DelegateCallOptions)\b.*?^\}.*?$/gms);
    const settings = [...blocks].flatMap(([block]) =>
      [...block.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name = '']) => name),
    );
    expect(settings).toEqual(expect.arrayContaining(['resume', 'safePrompt', 'maxImagesPerCall', 'zdr']));
    expect(settings.filter(name => !named(name))).toEqual([]);
  });
});
