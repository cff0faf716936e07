import { createOpenAICompatible as official7 } from '@ai-sdk/openai-compatible';
import { createOpenAICompatible as official4 } from '@ai-sdk/openai-compatible-0';
import { createOpenAICompatible as official5 } from '@ai-sdk/openai-compatible-1';
import { createOpenAICompatible as official6 } from '@ai-sdk/openai-compatible-2';
import { describe, expect, test } from 'vitest';
import * as ai4 from 'workers-ai-gateway';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import { json, settings, stubFetch } from '../transport/stub-fetch.ts';

const bge = '@cf/baai/bge-base-en-v1.5';
const common = { name: 'workersai', baseURL: 'https://example.com/v1' };
const usage = { prompt_tokens: 4, total_tokens: 4 };
const entry = (index: number) => ({ object: 'embedding', index, embedding: [index, 0.5] });

const answers = [
  { name: 'in order', body: { data: [entry(0), entry(1)], usage } },
  { name: 'without usage', body: { data: [entry(0), entry(1)] } },
];

interface Embeds {
  doEmbed(call: { values: string[] }): PromiseLike<{ embeddings: number[][]; usage?: { tokens: number } }>;
}

const open: Readonly<Record<string, (fetch: typeof globalThis.fetch) => readonly [Embeds, Embeds]>> = {
  v1: fetch => [
    official4({ ...common, fetch }).textEmbeddingModel(bge),
    ai4.createWorkersAI({ ...settings, fetch, format: 'openai' }).embedding(bge),
  ],
  v2: fetch => [
    official5({ ...common, fetch }).textEmbeddingModel(bge),
    ai5.createWorkersAI({ ...settings, fetch, format: 'openai' }).embedding(bge),
  ],
  v3: fetch => [
    official6({ ...common, fetch }).embeddingModel(bge),
    ai6.createWorkersAI({ ...settings, fetch, format: 'openai' }).embedding(bge),
  ],
  v4: fetch => [
    official7({ ...common, fetch }).embeddingModel(bge),
    ai7.createWorkersAI({ ...settings, fetch, format: 'openai' }).embedding(bge),
  ],
};

describe.each(Object.entries(open))('%s embeds as the AI SDK’s own provider does', (_, openBoth) => {
  test.each(answers)('$name', async ({ body }) => {
    const values = ['a', 'b'];
    const { fetch } = stubFetch(json(body), json(body));
    const [official, ours] = openBoth(fetch);
    const expected = await official.doEmbed({ values });
    const given = await ours.doEmbed({ values });
    expect(expected.embeddings).toHaveLength(2);
    expect([given.embeddings, given.usage]).toEqual([expected.embeddings, expected.usage]);
  });
});
