import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { toJson } from '../../src/values/json.ts';

test.each([
  { value: { a: [1, 'b', null] }, expected: '{"a":[1,"b",null]}' },
  { value: 'a', expected: '"a"' },
  { value: undefined, expected: 'null' },
  { value: () => {}, expected: 'null' },
  { value: { toJSON: () => undefined }, expected: 'null' },
])('$value is $expected', ({ value, expected }) => {
  expect(toJson(value, { what: 'inputs' })).toBe(expected);
});

const cycle: unknown[] = [];
cycle.push(cycle);
/** More levels than the largest of stacks, that of a worker thread, has room for. */
const deep = Array.from({ length: 200_000 }).reduce<unknown[]>(inner => [inner], []);

const failing = (thrown: unknown) => ({
  toJSON: () => {
    throw thrown;
  },
});

test.each([
  { name: 'a bigint', value: { count: 1n }, says: 'Do not know how to serialize a BigInt.' },
  { name: 'a cycle', value: cycle, says: 'Converting circular structure to JSON.' },
  { name: 'too many levels', value: deep, says: 'Maximum call stack size exceeded.' },
  { name: 'a toJSON that throws', value: failing(new Error('Not yet')), says: 'Not yet.' },
  { name: 'a toJSON that throws a text', value: failing('no'), says: 'no.' },
])('$name is refused, and its cause told', ({ value, says }) => {
  const write = () => toJson(value, { what: 'inputs' });
  expect(write).toThrow(expect.toSatisfy(UnsupportedFunctionalityError.isInstance));
  expect(write).toThrow(
    `Workers AI takes inputs as JSON, and these cannot be written as JSON: ${says.slice(0, -1)}`,
  );
});
