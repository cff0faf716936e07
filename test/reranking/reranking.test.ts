import { rerank } from 'ai-7';
import { describe, expect, test } from 'vitest';
import { createWorkersAI as createWorkersAIV1 } from 'workers-ai-gateway';
import { createWorkersAI as createWorkersAIV2 } from 'workers-ai-gateway/ai5';
import { createWorkersAI as createWorkersAIV3 } from 'workers-ai-gateway/ai6';
import { createWorkersAI, readMetadata } from 'workers-ai-gateway/ai7';
import type { RerankingOptions } from '../../src/reranking/options.ts';
import { json, rejection, settings, stubFetch } from '../transport/stub-fetch.ts';

const base = '@cf/baai/bge-reranker-base';
const m3 = '@cf/baai/bge-m3';

type Scores = readonly (readonly [id: number, score: number])[];
const answer = (scores: Scores, headers: Record<string, string> = {}) =>
  json(
    { result: { response: scores.map(([id, score]) => ({ id, score })) }, success: true, errors: [] },
    { headers },
  );

const create = (...answers: readonly Response[]) => {
  const { fetch, sent } = stubFetch(...answers);
  return { sent, workersai: createWorkersAI({ ...settings, fetch }) };
};

const call = (...values: string[]) => ({ query: 'q', documents: { type: 'text' as const, values } });

test.each([
  { version: 'v3', model: createWorkersAIV3(settings).reranking(base) },
  { version: 'v4', model: createWorkersAI(settings).rerankingModel(base) },
])('$version has reranking models', ({ version, model }) => {
  expect(model).toMatchObject({
    specificationVersion: version,
    provider: 'workersai.reranking',
    modelId: base,
  });
});

test('AI SDK 4 and 5 have no reranking models, in types too', () => {
  // @ts-expect-error The method is missing.
  expect(createWorkersAIV1(settings).rerankingModel).toBeUndefined();
  // @ts-expect-error The method is missing.
  expect(createWorkersAIV2(settings).reranking).toBeUndefined();
});

test('a call goes through the gateway and returns its metadata', async () => {
  const { sent, workersai } = create(answer([[0, 0.4]], { 'cf-aig-log-id': 'log' }));
  const result = await workersai.reranking(base).doRerank(call('a'));
  expect(result).toMatchObject({
    ranking: [{ index: 0, relevanceScore: 0.4 }],
    providerMetadata: { workersai: { logId: 'log' } },
    response: { headers: { 'cf-aig-log-id': 'log' }, body: { success: true } },
    warnings: [],
  });
  expect(readMetadata(result)).toEqual({ logId: 'log' });
  expect(sent).toMatchObject([{ url: `https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/${base}` }]);
  expect(sent[0]?.body).toEqual({ query: 'q', contexts: [{ text: 'a' }] });
});

test('the openai format has no endpoint for it, so the native one is called', async () => {
  const { fetch, sent } = stubFetch(answer([[0, 0.4]]));
  await createWorkersAI({ ...settings, fetch, format: 'openai' })
    .reranking(base)
    .doRerank(call('a'));
  expect(sent[0]?.url).toMatch(/workers-ai\/@cf\/baai\/bge-reranker-base$/);
});

describe('a ranking', () => {
  test.each<{ name: string; scores: Scores; topN?: number; ranking: Scores; raw?: readonly number[] }>([
    {
      name: 'is sorted, and ties keep their order',
      scores: [
        [2, 0.1],
        [0, 0.9],
        [1, 0.1],
      ],
      ranking: [
        [0, 0.9],
        [2, 0.1],
        [1, 0.1],
      ],
    },
    {
      name: 'is cut to topN after sorting',
      scores: [
        [0, 0.1],
        [1, 0.9],
      ],
      topN: 1,
      ranking: [[1, 0.9]],
    },
    {
      name: 'keeps scores from 0 to 1, bounds included',
      scores: [
        [0, 1],
        [1, 0],
      ],
      ranking: [
        [0, 1],
        [1, 0],
      ],
    },
    {
      name: 'maps all scores by a sigmoid if one is a logit, even one that topN cuts',
      scores: [
        [0, 0],
        [1, Math.log(3)],
        [2, -800],
      ],
      topN: 2,
      ranking: [
        [1, 0.75],
        [0, 0.5],
      ],
      raw: [Math.log(3), 0],
    },
    {
      name: 'has the order of the raw scores where the sigmoid of both is 1',
      scores: [
        [0, 40],
        [1, 50],
      ],
      ranking: [
        [1, 1],
        [0, 1],
      ],
      raw: [50, 40],
    },
    { name: 'may be empty', scores: [], ranking: [] },
  ])('$name', async ({ scores, topN, ranking, raw }) => {
    const { sent, workersai } = create(answer(scores));
    const result = await workersai
      .reranking(base)
      .doRerank({ ...call('a', 'b', 'c'), ...(topN && { topN }) });
    expect(result.ranking.map(({ index, relevanceScore }) => [index, relevanceScore])).toEqual(
      ranking.map(([index, score]) => [index, expect.closeTo(score, 12)]),
    );
    expect(readMetadata(result).rawScores).toEqual(raw);
    expect(sent[0]?.body).not.toHaveProperty('top_k');
  });
});

test('objects are ranked by their JSON, with a warning; texts among them stay', async () => {
  const { sent, workersai } = create(answer([[0, 0.4]]));
  const { warnings } = await workersai
    .reranking(base)
    .doRerank({ query: 'q', documents: { type: 'object', values: [{ title: 'Tea' }, JSON.parse('"b"')] } });
  expect(sent[0]?.body).toMatchObject({ contexts: [{ text: '{"title":"Tea"}' }, { text: 'b' }] });
  expect(warnings).toEqual([
    {
      type: 'compatibility',
      feature: 'object documents',
      details: 'Workers AI ranks text: documents that are objects were sent as JSON.',
    },
  ]);
});

test.each<{ id: string; options: RerankingOptions; inputs: object; warning?: RegExp }>([
  { id: m3, options: { truncateInputs: true }, inputs: { truncate_inputs: true } },
  {
    id: base,
    options: { truncateInputs: true },
    inputs: {},
    warning: /^@cf\/baai\/bge-reranker-base does not/,
  },
  { id: base, options: { truncateInputs: undefined }, inputs: {} },
  { id: base, options: { extraInputs: { top_k: 3 } }, inputs: { top_k: 3 } },
])('$id takes $options', async ({ id, options, inputs, warning }) => {
  const { sent, workersai } = create(answer([]), answer([]));
  const ofModel = await workersai.reranking(id, options).doRerank(call('a'));
  const ofCall = await workersai
    .reranking(id)
    .doRerank({ ...call('a'), providerOptions: { workersai: JSON.parse(JSON.stringify(options)) } });
  const body = { query: 'q', contexts: [{ text: 'a' }], ...inputs };
  expect(sent.map(request => request.body)).toStrictEqual([body, body]);
  const expected = warning ? [{ type: 'other', message: expect.stringMatching(warning) }] : [];
  expect([ofModel.warnings, ofCall.warnings]).toEqual([expected, expected]);
});

test.each([
  { call: call('a', '', 'c'), message: 'Setting documents[1] must be a string that is not empty, not "".' },
  { call: { ...call('a'), query: '' }, message: 'Setting query must be a string that is not empty, not "".' },
  { call: { ...call('a'), topN: 0 }, message: 'Setting topN must be a whole number from 1 up, not 0.' },
])('refuses before sending: $message', async ({ call, message }) => {
  const { sent, workersai } = create();
  expect(await rejection(workersai.reranking(base).doRerank(call))).toMatchObject({
    name: 'AI_InvalidArgumentError',
    message,
  });
  expect(sent).toEqual([]);
});

test.each([
  {
    name: 'no response',
    body: { result: { data: [[1]] } },
    message: 'Workers AI answered without a ranking.',
  },
  { name: 'vectors', body: { response: [[1, 2]] }, message: 'Workers AI answered without a ranking.' },
  { name: 'no scores', body: { response: [{ id: 0 }] }, message: 'Workers AI answered without a ranking.' },
  {
    name: 'an index beyond the documents',
    body: { response: [{ id: 2, score: 1 }] },
    message: 'Workers AI ranked document 2 of 2.',
  },
  {
    name: 'a negative index',
    body: { response: [{ id: -1, score: 1 }] },
    message: 'Workers AI ranked document -1 of 2.',
  },
  {
    name: 'a document twice',
    body: { response: [1, 1].map(id => ({ id, score: 0.5 })) },
    message: 'Workers AI ranked document 1 twice.',
  },
])('an answer with $name is an error, and is not asked for again', async ({ body, message }) => {
  const { sent, workersai } = create(json(body, { headers: { 'cf-aig-log-id': 'log' } }));
  const asked = rerank({ model: workersai.reranking(base), query: 'q', documents: ['a', 'b'] });
  expect(await rejection(asked)).toMatchObject({
    name: 'AI_APICallError',
    message,
    isRetryable: false,
    data: { logId: 'log' },
  });
  expect(sent).toHaveLength(1);
});

test('an unknown option fails at creation', () => {
  // @ts-expect-error The option is wrong.
  expect(() => createWorkersAI(settings).reranking(base, { topN: 5 })).toThrow('Setting topN is unknown');
});
