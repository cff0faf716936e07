import { describe, expect, test } from 'vitest';
import { type Cost, costOf } from 'workers-ai-gateway/models';

const kimi = '@cf/moonshotai/kimi-k2.6'; // 0.95, 4 and 0.16 dollars per million tokens
const bge = '@cf/baai/bge-base-en-v1.5'; // 0.067
const turbo = '@cf/openai/whisper-large-v3-turbo'; // 0.0005 a minute
const schnell = '@cf/black-forest-labs/flux-1-schnell';

const said = (metadata: object) => ({ providerMetadata: { workersai: metadata } });
const usage = { inputTokens: 1000, outputTokens: 100, inputTokenDetails: { cacheReadTokens: 400 } };
const spent = (usd: number, basis: Cost['basis'] = 'tokens'): Cost => ({ usd, savedUsd: 0, basis });

test.each<[string, string, unknown, Cost | undefined]>([
  ['neurons', kimi, { usage, ...said({ neurons: 2000 }) }, spent(0.022, 'neurons')],
  ['neurons of a model without a price', '@cf/new/model', said({ neurons: 1 }), spent(0.000_011, 'neurons')],
  ['neurons of a run()', kimi, { usage: { neurons: 1000, prompt_tokens: 1 } }, spent(0.011, 'neurons')],
  ['cached tokens, AI SDK 6 and 7', kimi, { usage }, spent(0.001_034)],
  [
    'cached tokens, AI SDK 5',
    kimi,
    { usage: { inputTokens: 1000, outputTokens: 100, cachedInputTokens: 400 } },
    spent(0.001_034),
  ],
  [
    'cached tokens, AI SDK 4',
    kimi,
    { usage: { promptTokens: 1000, completionTokens: 100 }, ...said({ cachedPromptTokens: 400 }) },
    spent(0.001_034),
  ],
  [
    'cached tokens of a run()',
    kimi,
    { usage: { prompt_tokens: 1000, completion_tokens: 100, prompt_tokens_details: { cached_tokens: 400 } } },
    spent(0.001_034),
  ],
  [
    'cached tokens of a model without a price for them',
    '@cf/zai-org/glm-4.7-flash',
    { usage },
    spent(0.000_1),
  ],
  ['an embedding', bge, { usage: { tokens: 3000 } }, spent(0.000_201)],
  ['a minute and a half of audio', turbo, { durationInSeconds: 90 }, spent(0.000_75, 'units')],
  [
    'usage that is not known, AI SDK 4',
    kimi,
    { usage: { promptTokens: Number.NaN, completionTokens: Number.NaN } },
    undefined,
  ],
  ['usage that is not known, AI SDK 5 to 7', kimi, { usage: { inputTokens: undefined } }, undefined],
  ['a model without a price', '@cf/google/embeddinggemma-300m', { usage: { tokens: 3000 } }, undefined],
  ['a model that is not known', '@cf/new/model', { usage }, undefined],
  ['an image without units', schnell, { image: {} }, undefined],
  ['nothing', kimi, undefined, undefined],
])('%s', (_name, model, result, cost) => {
  expect(costOf(result, { model })).toEqual(cost);
});

test('an answer from the cache costs nothing and saves its price', () => {
  const hit = { usage, ...said({ cacheStatus: 'HIT' }) };
  expect(costOf(hit, { model: kimi })).toEqual({ usd: 0, savedUsd: 0.001_034, basis: 'tokens' });
});

describe('steps', () => {
  const step = { usage, ...said({ cacheStatus: 'MISS' }) };
  const hit = { usage, ...said({ cacheStatus: 'HIT', neurons: 1000 }) };

  test('are summed up, with what the cache saved', () => {
    expect(costOf({ usage, steps: [step, step, hit] }, { model: kimi })).toEqual({
      usd: 0.002_068,
      savedUsd: 0.011,
      basis: 'tokens',
    });
  });

  test('have no sum where one is not known', () => {
    expect(costOf({ usage, steps: [step, {}] }, { model: kimi })).toBeUndefined();
  });
});

describe('the requests of one embedMany', () => {
  const response = (status: string, neurons?: string) => ({
    headers: { 'cf-aig-cache-status': status, ...(neurons && { 'cf-ai-neurons': neurons }) },
  });
  const many = (...responses: object[]) => ({ usage: { tokens: 3000 }, ...said({ neurons: 5 }), responses });

  test.each<[string, unknown, Cost]>([
    [
      'neurons are summed up where each of them has some',
      many(response('MISS', '1000'), response('MISS', '2000')),
      spent(0.033, 'neurons'),
    ],
    ['where one has none, tokens count', many(response('MISS', '1000'), response('MISS')), spent(0.000_201)],
    [
      'only hits cost nothing',
      many(response('HIT'), response('HIT')),
      { usd: 0, savedUsd: 0.000_201, basis: 'tokens' },
    ],
    ['a miss among them costs', many(response('HIT'), response('MISS')), spent(0.000_201)],
  ])('%s', (_name, result, cost) => {
    expect(costOf(result, { model: bge })).toEqual(cost);
  });
});

test.each<[string, Record<string, number>, Cost | undefined]>([
  ['four tiles and four steps', { '512x512 output tile': 4, step: 4 }, spent(0.000_633_6, 'units')],
  ['a unit without a price', { '512x512 output tile': 4, minute: 4 }, undefined],
])('the units that a caller counted: %s', (_name, units, cost) => {
  expect(costOf({}, { model: schnell, units })).toEqual(cost);
});
