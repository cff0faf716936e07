import { expect, test } from 'vitest';
import { mergeHeaders, requestHeaders } from '../../src/transport/headers.ts';
import { VERSION } from '../../src/transport/version.ts';

const agent = `workers-ai-gateway/${VERSION}`;

test.each([
  ['later layers win', [{ a: '1', b: '1' }, { b: '2' }], { a: '1', b: '2' }],
  ['names are the same in any case', [{ 'X-A': '1' }, { 'x-a': '2' }], { 'x-a': '2' }],
  ['undefined overrides nothing', [{ a: '1' }, { a: undefined }, undefined], { a: '1' }],
  ['an empty text does override', [{ a: '1' }, { a: '' }], { a: '' }],
])('merges headers: %s', (_name, layers, expected) => {
  expect(mergeHeaders(...layers)).toEqual(expected);
});

test('the user agent names this package', () => {
  expect(requestHeaders({ a: '1' })).toEqual({ a: '1', 'user-agent': agent });
});

test('the user agent that the caller began goes first', () => {
  expect(requestHeaders({ 'User-Agent': 'ai/4.3.19' })).toEqual({ 'user-agent': `ai/4.3.19 ${agent}` });
});

test.each(['a\r\nx-evil: 1', 'a\nb', 'a\0', 'ключ'])('the value %j is refused and not shown', value => {
  expect(() => requestHeaders({ 'X-A': value })).toThrow(
    expect.objectContaining({
      name: 'AI_InvalidArgumentError',
      message: "Setting headers['x-a'] has a character that HTTP headers cannot contain.",
    }),
  );
});
