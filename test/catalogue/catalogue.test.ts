import { expect, test } from 'vitest';
import { asOf, findModel, models } from 'workers-ai-gateway/models';

test('the retired models are the 18 that Cloudflare retired on 2026-05-30', () => {
  expect(models.filter(({ retired }) => retired !== undefined)).toHaveLength(18);
  expect(new Set(models.map(({ retired }) => retired))).toEqual(new Set([undefined, '2026-05-30']));
  expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
});

test('a successor is live and in the catalogue', () => {
  const successors = models.flatMap(({ replacedBy = [], aliasOf }) => [...replacedBy, aliasOf ?? []].flat());
  expect(successors.map(id => findModel(id)?.retired ?? findModel(id)?.id)).toEqual(successors);
  expect(findModel('@cf/google/gemma-3-12b-it')?.replacedBy).toEqual([
    '@cf/zai-org/glm-4.7-flash',
    '@cf/google/gemma-4-26b-a4b-it',
    '@cf/moonshotai/kimi-k2.6',
  ]);
});

test('a retired model that another answers for has the price of that one', () => {
  expect(findModel('@cf/moonshotai/kimi-k2.5')).toMatchObject({
    retired: '2026-05-30',
    aliasOf: '@cf/moonshotai/kimi-k2.6',
    price: findModel('@cf/moonshotai/kimi-k2.6')?.price,
  });
});

test.each([
  ['@cf/zai-org/glm-4.7-flash', '@cf/zai-org/glm-4.7-flash'],
  ['run/@cf/zai-org/glm-4.7-flash', '@cf/zai-org/glm-4.7-flash'],
  ['workers-ai/@cf/zai-org/glm-4.7-flash', '@cf/zai-org/glm-4.7-flash'],
  ['@cf/zai-org/glm-99', undefined],
  ['glm-4.7-flash', undefined],
])('findModel(%j) finds %s', (id, found) => {
  expect(findModel(id)?.id).toBe(found);
});

test('a model says what it can, how it reasons and what it costs', () => {
  expect(findModel('@cf/moonshotai/kimi-k2.6')).toEqual({
    id: '@cf/moonshotai/kimi-k2.6',
    task: 'Text Generation',
    contextWindow: 262_144,
    tools: true,
    vision: true,
    reasoning: { efforts: ['high'], default: 'high', off: 'none' },
    paidPlan: true,
    price: [{ unit: '1M tokens', usdIn: 0.95, usdOut: 4, usdCachedIn: 0.16 }],
  });
});

test('the default of a reasoning model is one of its efforts', () => {
  const odd = models.filter(
    ({ reasoning }) => reasoning?.default && !reasoning.efforts.includes(reasoning.default),
  );
  expect(odd).toEqual([]);
});
