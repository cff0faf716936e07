import { expect, test } from 'vitest';
import { toJsonOfBytes } from '../../src/transcription/number-list.ts';

const parsed = (bytes: Uint8Array, others: object) =>
  JSON.parse(new TextDecoder().decode(toJsonOfBytes(bytes, others)));

test('every byte is its number, with the other fields around', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(parsed(bytes, { tag: '{x}' })).toEqual({ audio: [...bytes], tag: '{x}' });
});

test('no bytes are an empty list', () => {
  expect(parsed(new Uint8Array(), {})).toEqual({ audio: [] });
  expect(parsed(new Uint8Array(), { tag: 1 })).toEqual({ audio: [], tag: 1 });
});
