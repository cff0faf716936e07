import { createProviderRegistry, customProvider } from 'ai';
import { expect, test } from 'vitest';
import { createWorkersAI, VERSION } from 'workers-ai-gateway';
import { hi } from '../sdk/v1/call-options.ts';
import { json, llama, settings, stubFetch } from '../transport/stub-fetch.ts';

const bge = '@cf/baai/bge-base-en-v1.5';

test('the provider is a function, and has every name of an AI SDK provider (cloudflare/ai#425)', () => {
  const workersai = createWorkersAI(settings);
  const chat = { specificationVersion: 'v1', provider: 'workersai.chat', modelId: llama };
  for (const model of [workersai(llama), workersai.languageModel(llama), workersai.chat(llama)]) {
    expect(model).toMatchObject(chat);
  }
  const embedding = { specificationVersion: 'v1', provider: 'workersai.embedding', modelId: bge };
  for (const model of [
    workersai.embedding(bge),
    workersai.embeddingModel(bge),
    workersai.textEmbedding(bge),
    workersai.textEmbeddingModel(bge),
  ]) {
    expect(model).toMatchObject(embedding);
  }
});

test('logs go the way of calls', async () => {
  const { fetch, sent } = stubFetch(json({ result: { id: 'log' }, success: true }));
  const http = createWorkersAI({ ...settings, fetch, headers: { 'x-a': '1' } });
  expect(await http.gateway.getLog('log')).toMatchObject({ id: 'log' });
  expect(sent).toMatchObject([
    {
      url: 'https://api.cloudflare.com/client/v4/accounts/acc/ai-gateway/gateways/gw/logs/log',
      headers: { 'x-a': '1', authorization: 'Bearer secret-key' },
    },
  ]);
  const asked: string[] = [];
  const binding = {
    run: () => Promise.reject(new Error('not to be called')),
    gateway: (gatewayId: string) => ({
      getLog: async (logId: string) => {
        asked.push(gatewayId, logId);
        return { id: logId };
      },
      patchLog: () => Promise.reject(new Error('not to be called')),
    }),
  };
  const bound = createWorkersAI({ binding, gateway: 'mine' });
  expect(await bound.gateway.getLog('log')).toMatchObject({ id: 'log' });
  expect(asked).toEqual(['mine', 'log']);
});

test('works in a registry and in a custom provider', async () => {
  const { fetch } = stubFetch(
    json({ result: { response: 'one' }, success: true }),
    json({ result: { response: 'two' }, success: true }),
  );
  const workersai = createWorkersAI({ ...settings, fetch });
  const registry = createProviderRegistry({ workersai });
  expect(await registry.languageModel(`workersai:${llama}`).doGenerate(hi)).toMatchObject({ text: 'one' });
  expect(registry.textEmbeddingModel(`workersai:${bge}`)).toMatchObject({ modelId: bge });
  const custom = customProvider({ languageModels: { fast: workersai(llama) }, fallbackProvider: workersai });
  expect(await custom.languageModel('fast').doGenerate(hi)).toMatchObject({ text: 'two' });
  expect(custom.languageModel('@cf/other/model')).toMatchObject({ modelId: '@cf/other/model' });
});

test('models are plain objects that proxies and copies may wrap', async () => {
  const { fetch } = stubFetch(json({ result: { response: 'Hi' }, success: true }));
  const model = createWorkersAI({ ...settings, fetch })(llama);
  expect(Object.isFrozen(model)).toBe(false);
  expect(await new Proxy({ ...model }, {}).doGenerate(hi)).toMatchObject({ text: 'Hi' });
});

test.each([
  { options: { maxToken: 5 }, message: /^Setting maxToken is unknown. Known settings: / },
  { options: { maxTokens: 0 }, message: /^Setting maxTokens must be a whole number from 1 up, not 0\.$/ },
  {
    options: { gateway: { cacheTTL: 5 } },
    message: /^Setting gateway\.cacheTTL is unknown: did you mean cacheTtl\?/,
  },
  { options: 'fast', message: /^Setting settings must be an object, not a string\.$/ },
])('wrong options of a model are an error at its creation: $options', ({ options, message }) => {
  // @ts-expect-error The options are wrong.
  expect(() => createWorkersAI(settings)(llama, options)).toThrow(message);
});

test('the version is that of a package', () => {
  expect(VERSION).toMatch(/^\d+\.\d+\.\d+/);
});
