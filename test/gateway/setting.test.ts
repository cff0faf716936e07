import { InvalidArgumentError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { mergeGateways } from '../../src/gateway/merge.ts';
import { expectNoGatewayOption, readGatewaySetting } from '../../src/gateway/setting.ts';

test.each([
  { setting: 'gw', expected: { id: 'gw' } },
  { setting: false, expected: false },
  { setting: undefined, expected: undefined },
  { setting: { id: 'gw', cacheTtl: 0 }, expected: { id: 'gw', cacheTtl: 0 } },
  { setting: { skipCache: true, cacheKey: undefined }, expected: { skipCache: true } },
  { setting: { retries: { backoff: 'constant' } }, expected: { retries: { backoff: 'constant' } } },
])('reads the setting $setting', ({ setting, expected }) => {
  expect(readGatewaySetting(setting)).toEqual(expected);
});

describe('a gateway option among others', () => {
  test.each(['skipCache', 'cacheTtl', 'metadata', 'zdr'])('%s is refused, with its place', name => {
    expect(() => expectNoGatewayOption({ accountId: 'a', [name]: 1 })).toThrow(
      `Setting ${name} is an option of the gateway: pass gateway: { ${name} }.`,
    );
  });

  test.each<{ options: object }>([
    { options: { id: 'a' } },
    { options: { cacheTtl: undefined } },
    { options: { accountId: 'a', toString: 1 } },
    { options: {} },
  ])('there is none in $options', ({ options }) => {
    expect(() => expectNoGatewayOption(options)).not.toThrow();
  });
});

const whole = 'a string that is not empty';
const yesOrNo = 'true or false';
const text = 'a string of characters that HTTP headers can contain';
const metadata = 'an object whose values are strings, finite numbers, booleans or bigints';
const retries =
  'an object of maxAttempts (1 to 5), retryDelayMs (0 to 5000) and backoff (constant, linear, exponential)';
const customCost =
  'an object of per_token_in, per_token_out, per_cache_read_token and per_cache_write_token, or of total_cost';

test.each([true, null, ['gw']])('refuses %j in place of a gateway', setting => {
  expect(() => readGatewaySetting(setting)).toThrow(
    'Setting gateway must be the id of a gateway, an object of its options, or false to call Workers AI directly.',
  );
});

test('refuses an empty string in place of a gateway', () => {
  expect(() => readGatewaySetting('')).toThrow(`Setting gateway must be ${whole}, not "".`);
});

test.each<[name: string, value: unknown, takes: string, shown: string]>([
  ['id', '', whole, '""'],
  ['id', 5, whole, '5'],
  ['skipCache', 'true', yesOrNo, '"true"'],
  ['cacheTtl', -1, 'a whole number from 0 up', '-1'],
  ['cacheTtl', 1.5, 'a whole number from 0 up', '1.5'],
  ['cacheTtl', '60', 'a whole number from 0 up', '"60"'],
  ['cacheTtl', Number.NaN, 'a whole number from 0 up', 'NaN'],
  ['cacheTtl', null, 'a whole number from 0 up', 'null'],
  ['cacheKey', 'a\nb', text, '"a\\nb"'],
  ['cacheKey', 'ключ', text, '"ключ"'],
  ['eventId', '', text, '""'],
  ['byokAlias', 'a\0', text, '"a\\u0000"'],
  ['metadata', { a: null }, metadata, 'an object'],
  ['metadata', { a: { b: 1 } }, metadata, 'an object'],
  ['metadata', { a: Number.POSITIVE_INFINITY }, metadata, 'an object'],
  ['metadata', '{}', metadata, '"{}"'],
  ['collectLog', 1n, yesOrNo, '1n'],
  ['requestTimeoutMs', 0, 'a whole number from 1 up', '0'],
  ['retries', 3, retries, '3'],
  ['retries', { maxAttempts: 6 }, retries, 'an object'],
  ['retries', { maxAttempts: 0 }, retries, 'an object'],
  ['retries', { retryDelayMs: 5001 }, retries, 'an object'],
  ['retries', { backoff: 'random' }, retries, 'an object'],
  ['retries', { attempts: 2 }, retries, 'an object'],
  ['customCost', { total: 1 }, customCost, 'an object'],
  ['zdr', 'yes', yesOrNo, '"yes"'],
  ['allowedModels', 'a', 'a list of model ids', '"a"'],
  ['allowedModels', [], 'a list of model ids', 'an array'],
  ['allowedModels', ['a,b'], 'a list of model ids', 'an array'],
  ['allowedModels', ['a', 'a,b'], 'a list of model ids', 'an array'],
  ['otelTraceId', 'abc', 'a string of 32 hexadecimal digits', '"abc"'],
  ['otelTraceId', null, 'a string of 32 hexadecimal digits', 'null'],
  ['otelParentSpanId', 'x7ad6b7169203331', 'a string of 16 hexadecimal digits', '"x7ad6b7169203331"'],
  ['otelParentSpanId', 'b7ad6b716920333x', 'a string of 16 hexadecimal digits', '"b7ad6b716920333x"'],
])('refuses %s of %o and says what it takes', (name, value, takes, shown) => {
  const message = `Setting gateway.${name} must be ${takes}, not ${shown}.`;
  const setting = { [name]: value };
  expect(() => readGatewaySetting(setting)).toThrow(InvalidArgumentError);
  expect(() => readGatewaySetting(setting)).toThrow(expect.objectContaining({ message }));
});

test('a misspelt option is refused with the name that is known', () => {
  expect(() => readGatewaySetting({ cacheTTL: 60 })).toThrow(
    /gateway\.cacheTTL is unknown: did you mean cacheTtl\?/,
  );
});

describe('merging', () => {
  test.each([
    ['nothing is no option', [], {}],
    ['undefined is nothing', [undefined, { id: 'a' }, undefined], { id: 'a' }],
    [
      'later options win, key by key',
      [{ id: 'a', cacheTtl: 60 }, { cacheTtl: 120 }, { skipCache: true }],
      { id: 'a', cacheTtl: 120, skipCache: true },
    ],
    [
      'a later id leaves the other options',
      [{ id: 'a', cacheTtl: 60 }, { id: 'b' }],
      { id: 'b', cacheTtl: 60 },
    ],
    [
      'undefined never overrides',
      [
        { id: 'a', cacheTtl: 0, skipCache: false },
        { id: undefined, cacheTtl: undefined, skipCache: undefined },
      ],
      { id: 'a', cacheTtl: 0, skipCache: false },
    ],
    [
      'false and 0 do override',
      [
        { skipCache: true, cacheTtl: 60 },
        { skipCache: false, cacheTtl: 0 },
      ],
      { skipCache: false, cacheTtl: 0 },
    ],
    [
      'metadata merges by its own keys',
      [
        { metadata: { a: 1, b: 1 } },
        { metadata: { b: 2, c: undefined } },
        { metadata: { c: 3, a: undefined } },
      ],
      { metadata: { a: 1, b: 2, c: 3 } },
    ],
    [
      'retries merge by their own keys',
      [
        { retries: { maxAttempts: 2, backoff: 'linear' as const } },
        { retries: { maxAttempts: 3, backoff: undefined } },
      ],
      { retries: { maxAttempts: 3, backoff: 'linear' } },
    ],
    ['false wins over all before it', [{ id: 'a', cacheTtl: 60 }, false as const], false],
    ['false stays false under undefined', [{ id: 'a' }, false as const, undefined], false],
    [
      'options behind false begin anew',
      [{ id: 'a', cacheTtl: 60 }, false as const, { id: 'b' }],
      { id: 'b' },
    ],
  ])('merges: %s', (_name, settings, expected) => {
    expect(mergeGateways(...settings)).toStrictEqual(expected);
  });

  test('leaves what it merges as it was', () => {
    const below = { id: 'a', metadata: { a: 1 } };
    mergeGateways(below, { id: 'b', metadata: { a: 2 } });
    expect(below).toEqual({ id: 'a', metadata: { a: 1 } });
  });
});
