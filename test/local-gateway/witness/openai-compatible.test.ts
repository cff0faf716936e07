import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { glm, llama } from '../post.ts';

function providerOf(gateway = createLocalGateway()) {
  const {
    accountId,
    apiKey,
    fetch,
    gateway: { id },
  } = gateway.settings;
  const baseURL = `https://gateway.ai.cloudflare.com/v1/${accountId}/${id}/workers-ai/v1`;
  return createOpenAICompatible({ name: 'workers-ai', baseURL, apiKey, fetch, includeUsage: true });
}

const prompt = [
  { role: 'user' as const, content: [{ type: 'text' as const, text: 'What is the weather in Lisbon?' }] },
];
const tools = [
  {
    type: 'function' as const,
    name: 'getWeather',
    inputSchema: {
      type: 'object' as const,
      properties: { city: { type: 'string' as const } },
      required: ['city'],
    },
  },
];

test('text and thoughts', async () => {
  const { content, finishReason, usage } = await providerOf().languageModel(glm).doGenerate({ prompt });
  expect(content.map(({ type }) => type)).toEqual(['reasoning', 'text']);
  expect(finishReason.unified).toBe('stop');
  expect(usage.inputTokens.total).toBeGreaterThan(0);
});

test('a streamed tool call', async () => {
  const { stream } = await providerOf().languageModel(llama).doStream({ prompt, tools });
  const parts = [];
  for await (const part of stream) parts.push(part);
  expect(parts.filter(({ type }) => type === 'tool-call' || type === 'finish')).toMatchObject([
    { type: 'tool-call', toolName: 'getWeather', input: '{"city":"Lisbon"}' },
    {
      type: 'finish',
      finishReason: { unified: 'tool-calls' },
      usage: { inputTokens: { total: expect.any(Number) } },
    },
  ]);
  expect(parts.some(({ type }) => type === 'error')).toBe(false);
});

test('embeddings', async () => {
  const model = providerOf().embeddingModel('@cf/baai/bge-small-en-v1.5');
  const { embeddings, usage } = await model.doEmbed({ values: ['a', 'b'] });
  expect(embeddings.map(vector => vector.length)).toEqual([384, 384]);
  expect(usage?.tokens).toBe(2);
});
