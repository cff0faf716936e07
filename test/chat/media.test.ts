import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { toWirePart } from '../../src/chat/media.ts';
import type { FileData } from '../../src/chat/types.ts';

const image = (url: string) => ({ type: 'image_url', image_url: { url } });
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const cases: readonly { name: string; mediaType: string | undefined; data: FileData; expected: object }[] = [
  {
    name: 'bytes',
    mediaType: 'image/png',
    data: { bytes: png },
    expected: image('data:image/png;base64,iVBORw0KGgo='),
  },
  {
    name: 'base64, passed as it is',
    mediaType: 'image/avif',
    data: { base64: 'not+even/base64' },
    expected: image('data:image/avif;base64,not+even/base64'),
  },
  {
    name: 'a type in capitals (cloudflare/ai#563)',
    mediaType: 'IMAGE/PNG',
    data: { base64: 'AAAA' },
    expected: image('data:image/png;base64,AAAA'),
  },
  {
    name: 'image/* that is a PNG',
    mediaType: 'image/*',
    data: { bytes: png },
    expected: image('data:image/png;base64,iVBORw0KGgo='),
  },
  {
    name: 'image/* that is a JPEG',
    mediaType: 'image/*',
    data: { base64: '/9j/4AAQ' },
    expected: image('data:image/jpeg;base64,/9j/4AAQ'),
  },
  {
    name: 'image that is a GIF',
    mediaType: 'image',
    data: { base64: 'R0lGODlh' },
    expected: image('data:image/gif;base64,R0lGODlh'),
  },
  {
    name: 'image that is a WebP',
    mediaType: 'image',
    data: { base64: 'UklGRgAAAABXRUJQ' },
    expected: image('data:image/webp;base64,UklGRgAAAABXRUJQ'),
  },
  {
    name: 'image that is anything',
    mediaType: 'image',
    data: { base64: 'AAAA' },
    expected: image('data:image/png;base64,AAAA'),
  },
  {
    name: 'no type, but a PNG',
    mediaType: undefined,
    data: { base64: 'iVBORw0KGgo=' },
    expected: image('data:image/png;base64,iVBORw0KGgo='),
  },
  {
    name: 'a data URL',
    mediaType: 'image/png',
    data: { url: 'data:image/png;base64,AAAA' },
    expected: image('data:image/png;base64,AAAA'),
  },
  { name: 'a text', mediaType: 'text/plain', data: { text: 'Hi' }, expected: { type: 'text', text: 'Hi' } },
  {
    name: 'the bytes of a text',
    mediaType: 'text/csv',
    data: { bytes: new TextEncoder().encode('ä,b') },
    expected: { type: 'text', text: 'ä,b' },
  },
  {
    name: 'the base64 of a text',
    mediaType: 'Text/Plain',
    data: { base64: 'w6QsYg==' },
    expected: { type: 'text', text: 'ä,b' },
  },
];

test.each(cases)('sends $name', ({ mediaType, data, expected }) => {
  expect(toWirePart({ type: 'file', mediaType, data })).toEqual(expected);
});

test.each([
  ['files of type application/pdf', 'application/pdf', { base64: 'JVBERi0' }],
  ['files of type audio/mpeg', 'audio/mpeg', { base64: 'AAAA' }],
  ['files without a media type', undefined, { base64: 'JVBERi0' }],
  ['text files whose data is not base64', 'text/plain', { base64: '%%' }],
  ['URLs of images', 'image/png', { url: 'https://example.com/a.png' }],
  ['URLs of images', 'image/png', { url: 'file:///a.png' }],
  [
    'data URLs of files that are not images',
    'application/pdf',
    { url: 'data:application/pdf;base64,JVBERi0' },
  ],
  [
    'data URLs of files that are not images',
    'application/pdf',
    { url: 'DATA:application/pdf;base64,JVBERi0' },
  ],
])('%s are refused: they would be lost (cloudflare/ai#563)', (what, mediaType, data) => {
  const build = () => toWirePart({ type: 'file', mediaType, data });
  expect(build).toThrow(expect.toSatisfy(UnsupportedFunctionalityError.isInstance));
  expect(build).toThrow(`Workers AI chat models do not take ${what}.`);
});

test('an address that only holds the beginning of a data URL is an address', () => {
  for (const url of ['https://a.test/?u=data:image/png;base64,AAAA', 'https://a.test/?u=data:text/plain,x']) {
    expect(() => toWirePart({ type: 'file', mediaType: 'image/png', data: { url } })).toThrow(
      'URLs of images',
    );
  }
});

test.each([
  {
    url: 'data:image/svg+xml,%3Csvg%3Eé%3C/svg%3E',
    expected: `data:image/svg+xml;base64,${btoa('<svg>\xc3\xa9</svg>')}`,
  },
  { url: 'data:image/svg+xml;charset=utf-8,<svg/>', expected: `data:image/svg+xml;base64,${btoa('<svg/>')}` },
  { url: 'data:image/png,%89PNG%0d%', expected: `data:image/png;base64,${btoa('\x89PNG\r%')}` },
  { url: 'data:image/png;BASE64,AAAA', expected: 'data:image/png;BASE64,AAAA' },
])('the data URL $url leaves as base64', ({ url, expected }) => {
  expect(toWirePart({ type: 'file', mediaType: 'image', data: { url } })).toEqual(image(expected));
});

test('a data URL without data is refused', () => {
  expect(() => toWirePart({ type: 'file', mediaType: 'image', data: { url: 'data:image/png' } })).toThrow(
    'data URLs without data',
  );
});
