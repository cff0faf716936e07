import { expect, test } from 'vitest';
import { createLocalGateway, json, type LocalGatewayOptions } from 'workers-ai-gateway/testing';
import { postJson } from '../post.ts';

const base = '@cf/baai/bge-reranker-base';
const query = 'Where does the code of Workers run?';
const contexts = ['Cats like milk', 'Workers run code at the edge', 'Rain'].map(text => ({ text }));

interface Ranked {
  readonly id: number;
  readonly score: number;
}

async function rank(
  inputs: object,
  { model = base, ...options }: LocalGatewayOptions & { model?: string } = {},
): Promise<Ranked[]> {
  const { result } = await postJson(createLocalGateway(options), inputs, { to: `workers-ai/${model}` });
  return result.response;
}

test('scores are logits that follow the words in common, the best first', async () => {
  const ranked = await rank({ query, contexts });
  expect(ranked[0]).toEqual({ id: 1, score: expect.any(Number) });
  expect(ranked[0]?.score).toBeGreaterThan(1);
  expect(ranked.slice(1).every(({ score }) => score < -1)).toBe(true);
});

test('scores are from 0 to 1 where the dispute is settled so', async () => {
  const ranked = await rank({ query, contexts }, { disputes: { rerankScores: 'unit' } });
  expect(ranked.map(({ id }) => id)[0]).toBe(1);
  expect(ranked.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
});

test('top_k keeps the best', async () => {
  expect(await rank({ query, contexts, top_k: 1 })).toEqual([{ id: 1, score: expect.any(Number) }]);
});

test('bge-m3 compares embeddings, in the order of the contexts', async () => {
  const ranked = await rank({ query, contexts }, { model: '@cf/baai/bge-m3' });
  expect(ranked.map(({ id }) => id)).toEqual([0, 1, 2]);
  expect(ranked.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
});

test.each([base, '@cf/baai/bge-m3'])(
  '%s takes a function of yours, whose scores go out as they are',
  async model => {
    const asked: unknown[] = [];
    const ranked = await rank(
      { query: 'q', contexts },
      {
        model,
        rerank: (request, { model }) => {
          asked.push(request, model);
          return [3, 2, 1];
        },
      },
    );
    expect(ranked).toEqual([3, 2, 1].map((score, id) => ({ id, score })));
    expect(asked).toEqual([{ query: 'q', documents: contexts.map(({ text }) => text) }, model]);
  },
);

test('a function that leaves a document without a score is an error', async () => {
  await expect(rank({ query, contexts }, { rerank: () => [1] })).rejects.toThrow(
    'rerank returned 1 scores for 3 documents.',
  );
});

test('a script is the whole result, and tokens are logged', async () => {
  const gateway = createLocalGateway();
  gateway.reply(json({ response: [] }));
  const { result } = await postJson(gateway, { query, contexts }, { to: `workers-ai/${base}` });
  expect(result).toEqual({ response: [] });
  expect(gateway.logs).toMatchObject([{ tokens_in: 18, tokens_out: 0 }]);
});
