import * as sdk5 from 'ai-5';
import * as sdk6 from 'ai-6';
import * as sdk7 from 'ai-7';
import { describe, expect, test } from 'vitest';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import { llama } from '../../transport/stub-fetch.ts';
import { bge } from './models.ts';

const chat = { provider: 'workersai.chat', modelId: llama };
const embedding = { provider: 'workersai.embedding', modelId: bge };
const reranking = { provider: 'workersai.reranking', modelId: '@cf/baai/bge-reranker-base' };
const decision = { provider: 'workersai.decision', modelId: '@cf/cloudflare/clef-flash' };

describe.each([
  ['ai5', ai5.workersai, undefined, 'v2'],
  ['ai6', ai6.workersai, 'v3', 'v3'],
  ['ai7', ai7.workersai, 'v4', 'v4'],
] as const)('the provider of %s', (_, workersai, own, version) => {
  test('has the version that its major asks for', () => {
    expect(Reflect.get(workersai, 'specificationVersion')).toBe(own);
  });

  test('has a function for every name of a kind', () => {
    for (const open of [workersai, workersai.languageModel, workersai.chat]) {
      expect(open(llama)).toMatchObject({ specificationVersion: version, ...chat });
    }
    const { embedding: short, embeddingModel, textEmbedding, textEmbeddingModel } = workersai;
    for (const open of [short, embeddingModel, textEmbedding, textEmbeddingModel]) {
      expect(open(bge)).toMatchObject({ specificationVersion: version, ...embedding });
    }
  });

  test.each([
    ['image', '@cf/black-forest-labs/flux-1-schnell'],
    ['speech', '@cf/deepgram/aura-1'],
    ['transcription', '@cf/deepgram/nova-3'],
  ] as const)('has a function for both names of the kind %s', (kind, modelId) => {
    for (const open of [workersai[kind], workersai[`${kind}Model`]]) {
      expect(open(modelId)).toMatchObject({
        specificationVersion: version,
        provider: `workersai.${kind}`,
        modelId,
      });
    }
  });
});

describe('a registry', () => {
  test('of AI SDK 5', () => {
    const registry = sdk5.createProviderRegistry({ workersai: ai5.workersai });
    expect(registry.languageModel(`workersai:${llama}`)).toMatchObject(chat);
    expect(registry.textEmbeddingModel(`workersai:${bge}`)).toMatchObject(embedding);
  });

  test('of AI SDK 6', () => {
    const registry = sdk6.createProviderRegistry({ workersai: ai6.workersai });
    expect(registry.languageModel(`workersai:${llama}`)).toMatchObject(chat);
    expect(registry.embeddingModel(`workersai:${bge}`)).toMatchObject(embedding);
    expect(registry.rerankingModel(`workersai:${reranking.modelId}`)).toMatchObject(reranking);
  });

  test('of AI SDK 7, with the provider for AI SDK 6 too', () => {
    const registry = sdk7.createProviderRegistry({ workersai: ai7.workersai, former: ai6.workersai });
    expect(registry.languageModel(`workersai:${llama}`)).toMatchObject(chat);
    expect(registry.languageModel(`former:${llama}`)).toMatchObject(chat);
    expect(registry.embeddingModel(`workersai:${bge}`)).toMatchObject(embedding);
    expect(registry.embeddingModel(`former:${bge}`)).toMatchObject(embedding);
    expect(registry.rerankingModel(`workersai:${reranking.modelId}`)).toMatchObject(reranking);
    expect(registry.rerankingModel(`former:${reranking.modelId}`)).toMatchObject(reranking);
    expect(registry.decisionModel(`workersai:${decision.modelId}`)).toMatchObject(decision);
    expect(() => registry.decisionModel(`former:${decision.modelId}`)).toThrow('No such decisionModel');
  });
});

describe('a custom provider falls back on it', () => {
  test('in AI SDK 5', () => {
    const custom = sdk5.customProvider({ fallbackProvider: ai5.workersai });
    expect(custom.languageModel(llama)).toMatchObject(chat);
    expect(custom.textEmbeddingModel(bge)).toMatchObject(embedding);
  });

  test('in AI SDK 6', () => {
    const custom = sdk6.customProvider({ fallbackProvider: ai6.workersai });
    expect(custom.languageModel(llama)).toMatchObject(chat);
    expect(custom.embeddingModel(bge)).toMatchObject(embedding);
    expect(custom.rerankingModel(reranking.modelId)).toMatchObject(reranking);
  });

  test('in AI SDK 7', () => {
    const custom = sdk7.customProvider({ fallbackProvider: ai7.workersai });
    expect(custom.languageModel(llama)).toMatchObject(chat);
    expect(custom.embeddingModel(bge)).toMatchObject(embedding);
    expect(custom.rerankingModel(reranking.modelId)).toMatchObject(reranking);
    expect(custom.decisionModel(decision.modelId)).toMatchObject(decision);
  });
});
