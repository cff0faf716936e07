import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { toWirePart } from '../../src/chat/media.ts';
import type { FileData } from '../../src/chat/types.ts';

const image = (url: string) => ({ type: 'image_url', image_url: { url } });
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const pngURL = 'data:image/png;base64,iVBORw0KGgo=';

test.each<[string, string | undefined, FileData, string]>([
  ['bytes', 'image/png', { bytes: png }, pngURL],
  ['base64 as it is', 'image/avif', { base64: 'not+even/base64' }, 'data:image/avif;base64,not+even/base64'],
  ['a type in capitals (cloudflare/ai#563)', 'IMAGE/PNG', { base64: 'AAAA' }, 'data:image/png;base64,AAAA'],
  ['image/* that is a PNG', 'image/*', { bytes: png }, pngURL],
  ['image/* that is a JPEG', 'image/*', { base64: '/9j/4AAQ' }, 'data:image/jpeg;base64,/9j/4AAQ'],
  ['image that is a GIF', 'image', { base64: 'R0lGODlh' }, 'data:image/gif;base64,R0lGODlh'],
  [
    'image that is a WebP',
    'image',
    { base64: 'UklGRgAAAABXRUJQ' },
    'data:image/webp;base64,UklGRgAAAABXRUJQ',
  ],
  ['image that is anything', 'image', { base64: 'AAAA' }, 'data:image/png;base64,AAAA'],
  ['no type, but a PNG', undefined, { base64: 'iVBORw0KGgo=' }, pngURL],
  ['a data URL', 'image/png', { url: 'data:image/png;base64,AAAA' }, 'data:image/png;base64,AAAA'],
])('sends an image of %s', (_name, mediaType, data, url) => {
  expect(toWirePart({ type: 'file', mediaType, data })).toEqual(image(url));
});

test.each<[string, string, FileData, string]>([
  ['a text', 'text/plain', { text: 'Hi' }, 'Hi'],
  ['the bytes of a text', 'text/csv', { bytes: new TextEncoder().encode('ä,b') }, 'ä,b'],
  ['the base64 of a text', 'Text/Plain', { base64: 'w6QsYg==' }, 'ä,b'],
])('sends %s as text', (_name, mediaType, data, text) => {
  expect(toWirePart({ type: 'file', mediaType, data })).toEqual({ type: 'text', text });
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
