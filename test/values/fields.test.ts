import { expect, test } from 'vitest';
import { countOf, isJsonObject, listOf, recordOf, secondsOf, textOf } from '../../src/values/fields.ts';

test.each([
  { read: recordOf, value: { a: 1 }, expected: { a: 1 } },
  { read: recordOf, value: null, expected: {} },
  { read: recordOf, value: [1], expected: {} },
  { read: recordOf, value: 'a', expected: {} },
  { read: listOf, value: [1], expected: [1] },
  { read: listOf, value: { 0: 1 }, expected: [] },
  { read: listOf, value: null, expected: [] },
  { read: textOf, value: 'a', expected: 'a' },
  { read: textOf, value: '', expected: undefined },
  { read: textOf, value: null, expected: undefined },
  { read: textOf, value: 5, expected: undefined },
  { read: countOf, value: 0, expected: 0 },
  { read: countOf, value: 10.47, expected: 10.47 },
  { read: countOf, value: -1, expected: undefined },
  { read: countOf, value: '5', expected: undefined },
  { read: secondsOf, value: 1751570976, expected: 1751570976 },
  { read: secondsOf, value: 8.64e12 + 1, expected: undefined },
  { read: secondsOf, value: '2025-01-01', expected: undefined },
  { read: secondsOf, value: 8.64e12, expected: 8.64e12 },
  { read: secondsOf, value: '5', expected: undefined },
  { read: secondsOf, value: null, expected: undefined },
  { read: countOf, value: Number.NaN, expected: undefined },
  { read: countOf, value: Number.POSITIVE_INFINITY, expected: undefined },
  { read: isJsonObject, value: { a: 1 }, expected: true },
  { read: isJsonObject, value: [1], expected: false },
  { read: isJsonObject, value: null, expected: false },
])('$read.name reads $value as $expected', ({ read, value, expected }) => {
  expect(read(value)).toEqual(expected);
});
