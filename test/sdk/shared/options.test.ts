import { expect, test } from 'vitest';
import { optionsOf } from '../../../src/sdk/shared/options.ts';

test.each([
  { given: undefined, expected: undefined },
  { given: { openai: { a: 1 } }, expected: undefined },
  { given: { workersai: { a: 1 } }, expected: { a: 1 } },
  { given: { 'workers-ai': { a: 1 } }, expected: { a: 1 } },
  { given: { workersai: { a: 1 }, 'workers-ai': { a: 2, b: 2 } }, expected: { a: 1, b: 2 } },
  { given: { workersai: 'wrong', 'workers-ai': { a: 1 } }, expected: 'wrong' },
])('of $given: $expected', ({ given, expected }) => {
  expect(optionsOf(given)).toEqual(expected);
});
