import { expect, test } from 'vitest';
import {
  boolean,
  fetchFunction,
  headerRecord,
  headerText,
  number,
  oneOf,
  orNull,
  record,
  secret,
  text,
  whole,
  withoutUndefined,
} from '../../src/gateway/check.ts';

test.each([
  { check: boolean, takes: [true, false], refuses: [0, 'true', null] },
  { check: text, takes: ['a', ' '], refuses: ['', 5, null] },
  { check: number, takes: [0, -1.5], refuses: [Number.NaN, Number.POSITIVE_INFINITY, '1', 1n] },
  { check: record, takes: [{}, Object.create(null)], refuses: [[], null, 'a'] },
  { check: fetchFunction, takes: [fetch, () => {}], refuses: [{}, 'fetch'] },
  { check: secret, takes: ['a', () => 'a', async () => 'a'], refuses: ['', 5, null] },
  { check: whole({ from: 1, to: 5 }), takes: [1, 5], refuses: [0, 6, 1.5, '1', 1n] },
  { check: whole({ from: 0, to: Number.MAX_SAFE_INTEGER }), takes: [0, 2 ** 53 - 1], refuses: [-1, 2 ** 53] },
  { check: oneOf(['mean', 'cls']), takes: ['mean'], refuses: ['max', null] },
  { check: orNull(text), takes: [null, 'a'], refuses: ['', undefined] },
  { check: headerText, takes: ['a b\tc', 'naïve'], refuses: ['', 'a\r\nb: c', 'a\0', '🙂', '\u007f'] },
  {
    check: headerRecord,
    takes: [{}, { 'x-a': '' }, { 'X-A': 'b', c: undefined }],
    refuses: [{ 'x a': 'b' }, { '': 'b' }, { a: 5 }, { a: 'b\nc' }, { 'a:': 'b' }, [], null],
  },
])('$check.expected', ({ check, takes, refuses }) => {
  expect(takes.filter(value => !check.accepts(value))).toEqual([]);
  expect(refuses.filter(value => check.accepts(value))).toEqual([]);
});

test('a copy without undefined keeps null, 0, false and the empty text', () => {
  const given = { a: undefined, b: null, c: 0, d: false, e: '' };
  expect(withoutUndefined(given)).toStrictEqual({ b: null, c: 0, d: false, e: '' });
  expect(Object.keys(given)).toHaveLength(5);
});
