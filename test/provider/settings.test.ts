import { InvalidArgumentError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { expectProviderSettings } from '../../src/provider/settings.ts';

test.each([
  {},
  { accountId: 'acc', apiKey: 'key', gateway: 'gw' },
  { accountId: undefined, apiKey: undefined, gateway: undefined, baseURL: undefined, fetch: undefined },
  { apiKey: () => 'key', gatewayToken: async () => 'token' },
  { gateway: false },
  { gateway: { id: 'gw', cacheTtl: 0 } },
  { baseURL: 'https://proxy.example.com/v1/' },
  { baseURL: 'http://127.0.0.1:8787/v1', apiURL: 'http://[::1]:8787' },
  { headers: { 'x-a': 'b', 'x-c': undefined } },
  { fetch },
  { format: 'openai' },
  { route: 'api' },
])('the settings %j are taken', settings => {
  expect(() => expectProviderSettings(settings)).not.toThrow();
});

test.each([
  [null, 'Setting settings must be an object, not null.'],
  ['acc', 'Setting settings must be an object, not a string.'],
  [{ accountId: 5 }, 'Setting accountId must be a string that is not empty, not 5.'],
  [{ accountId: '' }, 'Setting accountId must be a string that is not empty, not "".'],
  [{ gateway: '' }, 'Setting gateway must be a string that is not empty, not "".'],
  [
    { gateway: true },
    'Setting gateway must be the id of a gateway, an object of its options, or false to call Workers AI directly.',
  ],
  [{ fetch: 'fetch' }, 'Setting fetch must be a function like fetch, not "fetch".'],
  [
    { headers: { 'a b': 'c' } },
    'Setting headers must be an object of header names and values, not an object.',
  ],
  [{ headers: { a: 5 } }, 'Setting headers must be an object of header names and values, not an object.'],
  [
    { baseURL: 'gateway.ai.cloudflare.com' },
    'Setting baseURL must be an http(s) URL without a user, password, query or fragment, not "gateway.ai.cloudflare.com".',
  ],
  [
    { baseURL: 'ftp://example.com' },
    'Setting baseURL must be an http(s) URL without a user, password, query or fragment, not "ftp://example.com".',
  ],
  [
    { apiURL: 'https://example.com/?a=b' },
    'Setting apiURL must be an http(s) URL without a user, password, query or fragment, not "https://example.com/?…".',
  ],
  [
    { baseURL: 5 },
    'Setting baseURL must be an http(s) URL without a user, password, query or fragment, not 5.',
  ],
  [
    { baseURL: 'my-https://example.com' },
    'Setting baseURL must be an http(s) URL without a user, password, query or fragment, not "my-https://example.com".',
  ],
  [
    { baseURL: 'http://[example' },
    'Setting baseURL must be an http(s) URL without a user, password, query or fragment, not "http://[example".',
  ],
  [{ cacheTtl: 60 }, 'Setting cacheTtl is an option of the gateway: pass gateway: { cacheTtl }.'],
  [{ format: 'anthropic' }, 'Setting format must be "workers-ai" or "openai", not "anthropic".'],
  [{ route: 'direct' }, 'Setting route must be "gateway" or "api", not "direct".'],
])('the settings %j are refused', (settings, message) => {
  expect(() => expectProviderSettings(settings)).toThrow(InvalidArgumentError);
  expect(() => expectProviderSettings(settings)).toThrow(expect.objectContaining({ message }));
});

test('a key that is unknown is refused by its name, with the known ones', () => {
  expect(() => expectProviderSettings({ acountId: 'acc' })).toThrow(
    /^Setting acountId is unknown. Known settings: accountId, apiKey, gateway, /,
  );
});

test.each([
  { name: 'apiKey', settings: { apiKey: 'secret'.split('') } },
  { name: 'apiKey', settings: { apiKey: '' } },
  { name: 'gatewayToken', settings: { gatewayToken: 123456 } },
  { name: 'baseURL', settings: { baseURL: 'https://user:secret@example.com/v1' } },
  { name: 'baseURL', settings: { baseURL: 'https://secret@example.com/v1' } },
  { name: 'apiURL', settings: { apiURL: 'https://user:secret@example.com/v1' } },
])('a wrong $name is refused, and what may be a secret is not shown', ({ name, settings }) => {
  const refuse = () => expectProviderSettings(settings);
  expect(refuse).toThrow(`Setting ${name} must be`);
  expect(refuse).not.toThrow(/secret@|:secret|123456/);
});
