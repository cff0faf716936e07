import { expect, test } from 'vitest';
import { encodeJson, withNumbers } from '../../src/transport/number-list.ts';

const parsed = (inputs: object) => {
  const body = encodeJson(inputs);
  return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
};

test('every byte is its number, with the other fields around', () => {
  const audio = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(parsed({ tag: '{x}', audio })).toEqual({ audio: [...audio], tag: '{x}' });
});

test('no bytes are an empty list', () => {
  expect(parsed({ audio: new Uint8Array() })).toEqual({ audio: [] });
  expect(parsed({ audio: new Uint8Array(), tag: 1 })).toEqual({ audio: [], tag: 1 });
});

test('two fields of bytes are both lists', () => {
  const inputs = { mask: Uint8Array.of(0, 255), audio: Uint8Array.of(7) };
  expect(parsed(inputs)).toEqual({ mask: [0, 255], audio: [7] });
  expect(withNumbers(inputs)).toEqual({ mask: [0, 255], audio: [7] });
});

test('refuses a bigint beside bytes', () => {
  expect(() => encodeJson({ audio: Uint8Array.of(7), count: 1n })).toThrow(
    expect.objectContaining({
      name: 'AI_UnsupportedFunctionalityError',
      functionality: 'inputs that JSON cannot hold',
    }),
  );
});

test('JSON without bytes is a text', () => {
  expect(encodeJson({ prompt: 'Hi' })).toBe('{"prompt":"Hi"}');
});
