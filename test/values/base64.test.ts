import { afterEach, describe, expect, test, vi } from 'vitest';
import { fromBase64, toBase64 } from '../../src/values/base64.ts';

describe('bytes to base64', () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => (index * 7) % 256);
  const expected = Buffer.from(bytes).toString('base64');
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('by Buffer, of a part of a larger memory too', () => {
    expect(toBase64(bytes)).toBe(expected);
    expect(toBase64(bytes.subarray(3, 6))).toBe(Buffer.from(bytes.subarray(3, 6)).toString('base64'));
  });

  test('by the runtime’s own method', () => {
    expect(toBase64(Object.assign(Uint8Array.of(1), { toBase64: () => 'own' }))).toBe('own');
  });

  test('without either, digit by digit', () => {
    vi.stubGlobal('Buffer', undefined);
    Reflect.deleteProperty(globalThis, 'Buffer');
    expect(toBase64(bytes)).toBe(expected);
    const texts = [[], [0], [255], [1, 2], [251, 255, 191]].map(list => toBase64(Uint8Array.from(list)));
    expect(texts).toEqual(['', 'AA==', '/w==', 'AQI=', '+/+/']);
  });
});

test('base64 to bytes, and undefined for a text that is none', () => {
  expect(fromBase64('AQID')).toEqual(Uint8Array.of(1, 2, 3));
  expect(fromBase64('')).toEqual(new Uint8Array());
  expect(fromBase64('https://a.test/')).toBeUndefined();
});
