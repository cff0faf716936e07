import { expect, test } from 'vitest';
import { mediaTypeOf } from '../../src/values/media-type.ts';

const bytes = (start: string) => Uint8Array.from(start, char => char.charCodeAt(0));

test.each([
  ['\x89PNG\r\n', 'image/png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['GIF89a', 'image/gif'],
  ['RIFF\0\0\0\0WEBP', 'image/webp'],
  ['RIFF\0\0\0\0WAVE', 'audio/wav'],
  ['ID3\x04', 'audio/mpeg'],
  ['\xff\xfb\x90', 'audio/mpeg'],
  ['\xff\xf3\x90', 'audio/mpeg'],
  ['\xff\xf1\x50', 'audio/aac'],
  ['fLaC\0', 'audio/flac'],
  ['OggS\0', 'audio/ogg'],
  ['\0\0\0\x20ftypM4A ', 'audio/mp4'],
  ['\x1aE\xdf\xa3', 'audio/webm'],
  ['<!doctype html>', undefined],
  ['', undefined],
])('%j begins %s, as bytes and as base64', (start, type) => {
  expect(mediaTypeOf(bytes(start))).toBe(type);
  expect(mediaTypeOf(Buffer.from(bytes(start)).toString('base64'))).toBe(type);
});

test('text that is no base64 is of no type', () => {
  expect(mediaTypeOf('%%')).toBeUndefined();
});
