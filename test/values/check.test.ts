import { describe, expect, test } from 'vitest';
import {
  boolean,
  type Check,
  expectSetting,
  expectSettings,
  fetchFunction,
  headerRecord,
  headerText,
  isRecordOf,
  number,
  oneOf,
  orNull,
  readCallOptions,
  record,
  secret,
  text,
  whole,
  withoutUndefined,
} from '../../src/values/check.ts';

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

test.each([
  { check: number, expected: 'a finite number' },
  { check: record, expected: 'an object' },
  { check: fetchFunction, expected: 'a function like fetch' },
  { check: secret, expected: 'a string that is not empty, or a function that returns one' },
  { check: whole({ from: 1, to: 5 }), expected: 'a whole number from 1 to 5' },
  { check: whole({ from: 1, to: Number.MAX_SAFE_INTEGER }), expected: 'a whole number from 1 up' },
  { check: oneOf(['a', 'b']), expected: '"a" or "b"' },
  { check: orNull(text), expected: 'a string that is not empty, or null' },
  { check: headerRecord, expected: 'an object of header names and values' },
])('what is taken is told as $expected', ({ check, expected }) => {
  expect(check.expected).toBe(expected);
});

test.each<{ check: Check<unknown>; value: unknown; shown: string }>([
  { check: text, value: 5, shown: 'not 5' },
  { check: text, value: '', shown: 'not ""' },
  { check: text, value: 5n, shown: 'not 5n' },
  { check: text, value: null, shown: 'not null' },
  { check: text, value: [1], shown: 'not an array' },
  { check: text, value: { a: 1 }, shown: 'not an object' },
  { check: number, value: 'https://user:secret@example.com/a', shown: 'not "https://…@example.com/a"' },
  { check: number, value: 'https:\\\\user:secret@example.com', shown: 'not "https:\\\\\\\\…@example.com"' },
  { check: number, value: 'user:secret@example.com', shown: 'not "…@example.com"' },
  { check: number, value: 'https://a.example/b?key=secret#c', shown: 'not "https://a.example/b?…"' },
  { check: number, value: 'https://a.example/b#secret', shown: 'not "https://a.example/b#…"' },
])('a wrong value is shown as $shown, without what may be secret', ({ check, value, shown }) => {
  expect(() => expectSetting('a', value, check)).toThrow(`Setting a must be ${check.expected}, ${shown}.`);
});

test('a wrong secret is not shown at all', () => {
  expect(() => expectSetting('apiKey', 5, secret)).toThrow(
    /^Setting apiKey must be a string that is not empty, or a function that returns one\.$/,
  );
});

describe('settings held against a table', () => {
  const checks = { maxTokens: number, user: text };

  test.each([
    ['a', 'Setting settings must be an object, not a string.', ''],
    [null, 'Setting gateway must be an object, not null.', 'gateway'],
    [{ user: 5 }, 'Setting gateway.user must be a string that is not empty, not 5.', 'gateway'],
    [
      { maxtokens: 5 },
      'Setting maxtokens is unknown: did you mean maxTokens? Known settings: maxTokens, user.',
      '',
    ],
    [{ a: 5 }, 'Setting a is unknown. Known settings: maxTokens, user.', ''],
  ])('%j: %s', (settings, message, name) => {
    expect(() => expectSettings(name, settings, checks)).toThrow(message);
  });

  test('what is undefined was not given, known or not', () => {
    expect(() => expectSettings('', { user: undefined, a: undefined }, checks)).not.toThrow();
  });

  test('of a call, what is not known is told apart', () => {
    expect(readCallOptions({ user: 'a', other: 1, toString: 2 }, checks)).toEqual({
      known: { user: 'a' },
      unknown: ['other', 'toString'],
    });
    expect(readCallOptions(undefined, checks)).toEqual({ known: {}, unknown: [] });
  });

  test.each([
    { options: 5, message: 'Setting providerOptions.workersai must be an object, not 5.' },
    {
      options: { user: 5 },
      message: 'Setting providerOptions.workersai.user must be a string that is not empty, not 5.',
    },
  ])('of a call, $options is refused: $message', ({ options, message }) => {
    expect(() => readCallOptions(options, checks)).toThrow(message);
  });

  test.each([
    { value: {}, expected: true },
    { value: { user: undefined }, expected: true },
    { value: { user: 'a', maxTokens: 1 }, expected: true },
    { value: { user: 'a', maxTokens: 'b' }, expected: false },
    { value: { user: 'a', other: 1 }, expected: false },
    { value: null, expected: false },
  ])('$value is one of the table’s records: $expected', ({ value, expected }) => {
    expect(isRecordOf(value, checks)).toBe(expected);
  });
});

test('a copy without undefined keeps null, 0, false and the empty text', () => {
  const given = { a: undefined, b: null, c: 0, d: false, e: '' };
  expect(withoutUndefined(given)).toStrictEqual({ b: null, c: 0, d: false, e: '' });
  expect(Object.keys(given)).toHaveLength(5);
});
