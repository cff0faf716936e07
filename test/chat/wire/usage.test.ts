import { describe, expect, test } from 'vitest';
import { laterUsage, readUsage, unknownUsage } from '../../../src/chat/wire/usage.ts';

test.each([
  {
    name: 'native counts',
    raw: { prompt_tokens: 10, completion_tokens: 50, total_tokens: 60, neurons: 10.47 },
    expected: {
      input: { total: 10, cached: undefined },
      output: { total: 50, reasoning: undefined },
      total: 60,
    },
  },
  {
    name: 'cached and reasoning tokens (cloudflare/ai#509)',
    raw: {
      prompt_tokens: 10,
      completion_tokens: 5,
      prompt_tokens_details: { cached_tokens: 8 },
      completion_tokens_details: { reasoning_tokens: 3 },
    },
    expected: { input: { total: 10, cached: 8 }, output: { total: 5, reasoning: 3 }, total: undefined },
  },
  {
    name: 'the names of the Responses API',
    raw: {
      input_tokens: 1,
      output_tokens: 2,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens_details: { reasoning_tokens: 1 },
    },
    expected: { input: { total: 1, cached: 0 }, output: { total: 2, reasoning: 1 }, total: undefined },
  },
  {
    name: 'null and nonsense as unknown, not as 0',
    raw: { prompt_tokens: null, completion_tokens: '5', total_tokens: -1, prompt_tokens_details: null },
    expected: {
      input: { total: undefined, cached: undefined },
      output: { total: undefined, reasoning: undefined },
      total: undefined,
    },
  },
])('reads $name, and keeps what came', ({ raw, expected }) => {
  expect(readUsage(raw)).toEqual({ ...expected, raw });
});

describe('the last true counts hold', () => {
  const zero = readUsage({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 });
  const some = readUsage({ prompt_tokens: 57, completion_tokens: 28, total_tokens: 85 });
  const more = readUsage({ prompt_tokens: 57, completion_tokens: 29, total_tokens: 86 });

  test.each([
    { name: 'zero counts before the true ones', known: zero, next: some, expected: some },
    { name: 'zero counts behind the true ones', known: some, next: zero, expected: some },
    { name: 'cumulative counts', known: some, next: more, expected: more },
    { name: 'the first counts', known: unknownUsage, next: some, expected: some },
    { name: 'zero counts alone', known: unknownUsage, next: zero, expected: zero },
  ])('after $name', ({ known, next, expected }) => {
    expect(laterUsage(known, next)).toBe(expected);
  });
});

const counts = (input: number, output: number, total: number) =>
  readUsage({ prompt_tokens: input, completion_tokens: output, total_tokens: total });

test.each([[counts(0, 5, 0)], [counts(5, 0, 0)], [counts(0, 0, 5)]])(
  'the counts %j, of which one is not zero, are taken',
  next => {
    expect(laterUsage(counts(1, 1, 2), next)).toBe(next);
  },
);

test('zeros hold where nothing was known, and not where something was', () => {
  const [known, zeros] = [counts(1, 1, 2), counts(0, 0, 0)];
  expect(laterUsage(known, zeros)).toBe(known);
  expect(laterUsage(unknownUsage, zeros)).toBe(zeros);
  expect(unknownUsage).toEqual({ input: {}, output: {} });
});
