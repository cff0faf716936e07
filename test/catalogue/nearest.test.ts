import { expect, test } from 'vitest';
import { nearestModel } from '../../src/catalogue/nearest.ts';

test.each([
  ['@cf/zai-org/glm-4.7-falsh', '@cf/zai-org/glm-4.7-flash'],
  ['@cf/meta/llama-3.3-70b-instruct', '@cf/meta/llama-3.3-70b-instruct-fp8-fast'],
  ['@cf/baai/bge-base-en', '@cf/baai/bge-base-en-v1.5'],
  // A retired model is nearer, but is no way out.
  ['@cf/google/gemma-3-12b-i', '@cf/google/gemma-4-26b-a4b-it'],
])('%s is nearest to %s', (id, nearest) => {
  expect(nearestModel(id)).toBe(nearest);
});
