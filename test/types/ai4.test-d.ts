import * as ai from 'ai';
import * as lowest from 'ai-4.2.0';
import { expectTypeOf, test } from 'vitest';
import { type WorkersAI, workersai } from 'workers-ai-gateway';
import { z } from 'zod';

const llama = '@cf/meta/llama-3.1-8b-instruct';
const bge = '@cf/baai/bge-base-en-v1.5';
const schema = z.object({ name: z.string() });
const weather = ai.tool({ parameters: schema, execute: async ({ name }) => name.length });

test('chat models go where ai@4.3.19 takes a model', () => {
  const model = workersai(llama);
  expectTypeOf(model).toExtend<ai.LanguageModel>();
  const options = { model, prompt: 'Hi' };
  expectTypeOf(ai.generateText({ ...options, tools: { weather }, maxSteps: 2 })).resolves.toHaveProperty(
    'text',
  );
  expectTypeOf(ai.streamText(options)).toHaveProperty('fullStream');
  expectTypeOf(ai.generateObject({ ...options, schema })).resolves.toHaveProperty('object');
  expectTypeOf(ai.streamObject({ ...options, schema })).toHaveProperty('partialObjectStream');
  const middleware = ai.extractReasoningMiddleware({ tagName: 'think' });
  expectTypeOf(ai.wrapLanguageModel({ model, middleware })).toExtend<ai.LanguageModel>();
});

test('chat models go where ai@4.2.0 takes a model', () => {
  const model = workersai(llama);
  expectTypeOf(model).toExtend<lowest.LanguageModel>();
  const options = { model, prompt: 'Hi' };
  expectTypeOf(lowest.generateText(options)).resolves.toHaveProperty('text');
  expectTypeOf(lowest.streamText(options)).toHaveProperty('fullStream');
  expectTypeOf(lowest.generateObject({ ...options, schema })).resolves.toHaveProperty('object');
  expectTypeOf(lowest.streamObject({ ...options, schema })).toHaveProperty('partialObjectStream');
});

test('embedding models go where ai takes an embedding model', () => {
  const model = workersai.embedding(bge);
  expectTypeOf(model).toExtend<ai.EmbeddingModel<string>>();
  expectTypeOf(model).toExtend<lowest.EmbeddingModel<string>>();
  expectTypeOf(ai.embed({ model, value: 'a' })).resolves.toHaveProperty('embedding');
  expectTypeOf(ai.embedMany({ model, values: ['a'] })).resolves.toHaveProperty('embeddings');
  expectTypeOf(lowest.embed({ model, value: 'a' })).resolves.toHaveProperty('embedding');
  expectTypeOf(lowest.embedMany({ model, values: ['a'] })).resolves.toHaveProperty('embeddings');
});

test('the provider goes where ai takes a provider', () => {
  expectTypeOf<WorkersAI>().toExtend<ai.Provider>();
  const registry = ai.createProviderRegistry({ workersai });
  expectTypeOf(
    registry.languageModel('workersai:@cf/meta/llama-3.1-8b-instruct'),
  ).toExtend<ai.LanguageModel>();
  const custom = ai.customProvider({
    languageModels: { fast: workersai(llama) },
    textEmbeddingModels: { small: workersai.embedding(bge) },
    fallbackProvider: workersai,
  });
  expectTypeOf(custom.languageModel('fast')).toExtend<ai.LanguageModel>();
  expectTypeOf(lowest.customProvider({ fallbackProvider: workersai })).toHaveProperty('languageModel');
});

test('a chat model is no embedding model, nor the other way', () => {
  // @ts-expect-error chat does not embed
  ai.embed({ model: workersai(llama), value: 'a' });
  // @ts-expect-error embedding models do not chat
  ai.generateText({ model: workersai.embedding(bge), prompt: 'Hi' });
});
