import { expect, test } from 'vitest';
import { readFilePart } from '../../../src/sdk/shared/file-part.ts';

const bytes = Uint8Array.of(1, 2);

test.each<[string, unknown, object]>([
  ['bytes', bytes, { bytes }],
  ['a buffer', bytes.buffer, { bytes }],
  ['a URL', new URL('https://a.test/x.png'), { url: 'https://a.test/x.png' }],
  ['a data URL', 'data:image/png;base64,AAAA', { url: 'data:image/png;base64,AAAA' }],
  ['an address', 'https://a.test/x', { url: 'https://a.test/x' }],
  ['an address without TLS', 'HTTP://a.test/x', { url: 'HTTP://a.test/x' }],
  ['base64', 'AAAA', { base64: 'AAAA' }],
  ['base64 that holds a word', 'xdata:AAAA', { base64: 'xdata:AAAA' }],
  ['tagged data', { type: 'data', data: 'AAAA' }, { base64: 'AAAA' }],
  ['a tagged address', { type: 'url', url: new URL('https://a.test/') }, { url: 'https://a.test/' }],
  ['a tagged text', { type: 'text', text: 'Hi' }, { text: 'Hi' }],
])('data: %s', (_name, data, expected) => {
  expect(readFilePart({ data })).toEqual({ type: 'file', mediaType: undefined, data: expected });
});

test.each<[object, string | undefined]>([
  [{ mediaType: 'image/png' }, 'image/png'],
  [{ mimeType: 'image/png' }, 'image/png'],
  [{ mediaType: 'a/b', mimeType: 'image/png' }, 'a/b'],
  [{ mediaType: 5 }, undefined],
  [{}, undefined],
])('the type of %j is %s', (part, mediaType) => {
  expect(readFilePart({ data: bytes, ...part }).mediaType).toBe(mediaType);
});

test.each([
  [undefined, 'without data'],
  [5, 'without data'],
  [{ type: 'data' }, 'without data'],
  [{ type: 'reference' }, "given as 'reference'"],
])('data %j is refused', (data, how) => {
  expect(() => readFilePart({ data })).toThrow(
    expect.objectContaining({
      functionality: `files ${how}`,
      message: `Workers AI chat models do not take files ${how}.`,
    }),
  );
});
