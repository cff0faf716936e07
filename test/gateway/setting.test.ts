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

const retriesTake =
  'an object of maxAttempts (1 to 5), retryDelayMs (0 to 5000) and backoff (constant, linear, exponential)';

test.each([
  { setting: '', message: 'Setting gateway must be a string that is not empty, not "".' },
  {
    setting: true,
    message:
      'Setting gateway must be the id of a gateway, an object of its options, or false to call Workers AI directly.',
  },
  {
    setting: null,
    message:
      'Setting gateway must be the id of a gateway, an object of its options, or false to call Workers AI directly.',
  },
  {
    setting: ['gw'],
    message:
      'Setting gateway must be the id of a gateway, an object of its options, or false to call Workers AI directly.',
  },
  { setting: { id: '' }, message: 'Setting gateway.id must be a string that is not empty, not "".' },
  { setting: { id: 5 }, message: 'Setting gateway.id must be a string that is not empty, not 5.' },
  { setting: { skipCache: 'true' }, message: 'Setting gateway.skipCache must be true or false, not "true".' },
  {
    setting: { cacheTtl: -1 },
    message: 'Setting gateway.cacheTtl must be a whole number from 0 up, not -1.',
  },
  {
    setting: { cacheTtl: 1.5 },
    message: 'Setting gateway.cacheTtl must be a whole number from 0 up, not 1.5.',
  },
  {
    setting: { cacheTtl: '60' },
    message: 'Setting gateway.cacheTtl must be a whole number from 0 up, not "60".',
  },
  {
    setting: { cacheTtl: Number.NaN },
    message: 'Setting gateway.cacheTtl must be a whole number from 0 up, not NaN.',
  },
  {
    setting: { cacheTtl: null },
    message: 'Setting gateway.cacheTtl must be a whole number from 0 up, not null.',
  },
  {
    setting: { cacheKey: 'a\nb' },
    message:
      'Setting gateway.cacheKey must be a string of characters that an HTTP header can carry, not "a\\nb".',
  },
  {
    setting: { cacheKey: 'ключ' },
    message:
      'Setting gateway.cacheKey must be a string of characters that an HTTP header can carry, not "ключ".',
  },
  {
    setting: { eventId: '' },
    message: 'Setting gateway.eventId must be a string of characters that an HTTP header can carry, not "".',
  },
  {
    setting: { byokAlias: 'a\0' },
    message:
      'Setting gateway.byokAlias must be a string of characters that an HTTP header can carry, not "a\\u0000".',
  },
  {
    setting: { metadata: { a: null } },
    message:
      'Setting gateway.metadata must be an object of strings, finite numbers, booleans and bigints, not an object.',
  },
  {
    setting: { metadata: { a: { b: 1 } } },
    message:
      'Setting gateway.metadata must be an object of strings, finite numbers, booleans and bigints, not an object.',
  },
  {
    setting: { metadata: { a: Number.POSITIVE_INFINITY } },
    message:
      'Setting gateway.metadata must be an object of strings, finite numbers, booleans and bigints, not an object.',
  },
  {
    setting: { metadata: '{}' },
    message:
      'Setting gateway.metadata must be an object of strings, finite numbers, booleans and bigints, not "{}".',
  },
  { setting: { collectLog: 1n }, message: 'Setting gateway.collectLog must be true or false, not 1n.' },
  {
    setting: { requestTimeoutMs: 0 },
    message: 'Setting gateway.requestTimeoutMs must be a whole number from 1 up, not 0.',
  },
  { setting: { retries: 3 }, message: `Setting gateway.retries must be ${retriesTake}, not 3.` },
  {
    setting: { retries: { maxAttempts: 6 } },
    message: `Setting gateway.retries must be ${retriesTake}, not an object.`,
  },
  {
    setting: { retries: { maxAttempts: 0 } },
    message: `Setting gateway.retries must be ${retriesTake}, not an object.`,
  },
  {
    setting: { retries: { retryDelayMs: 5001 } },
    message: `Setting gateway.retries must be ${retriesTake}, not an object.`,
  },
  {
    setting: { retries: { backoff: 'random' } },
    message: `Setting gateway.retries must be ${retriesTake}, not an object.`,
  },
  {
    setting: { retries: { attempts: 2 } },
    message: `Setting gateway.retries must be ${retriesTake}, not an object.`,
  },
  {
    setting: { customCost: { total: 1 } },
    message:
      'Setting gateway.customCost must be an object of per_token_in, per_token_out, per_cache_read_token and per_cache_write_token, or of total_cost, not an object.',
  },
  { setting: { zdr: 'yes' }, message: 'Setting gateway.zdr must be true or false, not "yes".' },
  {
    setting: { allowedModels: 'a' },
    message: 'Setting gateway.allowedModels must be a list of model ids, not "a".',
  },
  {
    setting: { allowedModels: ['a,b'] },
    message: 'Setting gateway.allowedModels must be a list of model ids, not an array.',
  },
  {
    setting: { otelTraceId: 'abc' },
    message: 'Setting gateway.otelTraceId must be a string of 32 hexadecimal digits, not "abc".',
  },
])('refuses the setting $setting and says what it takes', ({ setting, message }) => {
  expect(() => readGatewaySetting(setting)).toThrow(InvalidArgumentError);
  expect(() => readGatewaySetting(setting)).toThrow(expect.objectContaining({ message }));
});

test('a misspelt option is refused with the name that is known', () => {
  expect(() => readGatewaySetting({ cacheTTL: 60 })).toThrow(
    /gateway\.cacheTTL is not known here: did you mean cacheTtl\?/,
  );
});

describe('merging', () => {
  test.each([
    { name: 'nothing is no option', settings: [], expected: {} },
    { name: 'undefined is nothing', settings: [undefined, { id: 'a' }, undefined], expected: { id: 'a' } },
    {
      name: 'later options win, key by key',
      settings: [{ id: 'a', cacheTtl: 60 }, { cacheTtl: 120 }, { skipCache: true }],
      expected: { id: 'a', cacheTtl: 120, skipCache: true },
    },
    {
      name: 'a later id leaves the other options',
      settings: [{ id: 'a', cacheTtl: 60 }, { id: 'b' }],
      expected: { id: 'b', cacheTtl: 60 },
    },
    {
      name: 'undefined never overrides',
      settings: [
        { id: 'a', cacheTtl: 0, skipCache: false },
        { id: undefined, cacheTtl: undefined, skipCache: undefined },
      ],
      expected: { id: 'a', cacheTtl: 0, skipCache: false },
    },
    {
      name: 'false and 0 do override',
      settings: [
        { skipCache: true, cacheTtl: 60 },
        { skipCache: false, cacheTtl: 0 },
      ],
      expected: { skipCache: false, cacheTtl: 0 },
    },
    {
      name: 'metadata merges by its own keys',
      settings: [
        { metadata: { a: 1, b: 1 } },
        { metadata: { b: 2, c: undefined } },
        { metadata: { c: 3, a: undefined } },
      ],
      expected: { metadata: { a: 1, b: 2, c: 3 } },
    },
    {
      name: 'retries merge by their own keys',
      settings: [
        { retries: { maxAttempts: 2, backoff: 'linear' as const } },
        { retries: { maxAttempts: 3, backoff: undefined } },
      ],
      expected: { retries: { maxAttempts: 3, backoff: 'linear' } },
    },
    {
      name: 'false wins over all before it',
      settings: [{ id: 'a', cacheTtl: 60 }, false as const],
      expected: false,
    },
    {
      name: 'false stays false under undefined',
      settings: [{ id: 'a' }, false as const, undefined],
      expected: false,
    },
    {
      name: 'options behind false begin anew',
      settings: [{ id: 'a', cacheTtl: 60 }, false as const, { id: 'b' }],
      expected: { id: 'b' },
    },
  ])('$name', ({ settings, expected }) => {
    expect(mergeGateways(...settings)).toStrictEqual(expected);
  });

  test('leaves what it merges as it was', () => {
    const below = { id: 'a', metadata: { a: 1 } };
    mergeGateways(below, { id: 'b', metadata: { a: 2 } });
    expect(below).toEqual({ id: 'a', metadata: { a: 1 } });
  });
});
