import { expect, test } from 'vitest';
import { mergeHeaders, requestHeaders } from '../../src/transport/headers.ts';
import { VERSION } from '../../src/transport/version.ts';

const agent = `workers-ai-gateway/${VERSION}`;

test.each([
  { name: 'later layers win', layers: [{ a: '1', b: '1' }, { b: '2' }], expected: { a: '1', b: '2' } },
  {
    name: 'names are the same in any case',
    layers: [{ 'X-A': '1' }, { 'x-a': '2' }],
    expected: { 'x-a': '2' },
  },
  {
    name: 'undefined overrides nothing',
    layers: [{ a: '1' }, { a: undefined }, undefined],
    expected: { a: '1' },
  },
  { name: 'an empty text does override', layers: [{ a: '1' }, { a: '' }], expected: { a: '' } },
])('$name', ({ layers, expected }) => {
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
      message: "Setting headers['x-a'] has a character that HTTP cannot carry.",
    }),
  );
});
