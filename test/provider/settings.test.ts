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
])('takes %j', settings => {
  expect(() => expectProviderSettings(settings)).not.toThrow();
});

test.each([
  { settings: null, message: 'Setting settings must be an object, not null.' },
  { settings: 'acc', message: 'Setting settings must be an object, not a string.' },
  { settings: { accountId: 5 }, message: 'Setting accountId must be a string that is not empty, not 5.' },
  { settings: { accountId: '' }, message: 'Setting accountId must be a string that is not empty, not "".' },
  { settings: { gateway: '' }, message: 'Setting gateway must be a string that is not empty, not "".' },
  {
    settings: { gateway: true },
    message:
      'Setting gateway must be the id of a gateway, an object of its options, or false to call Workers AI directly.',
  },
  { settings: { fetch: 'fetch' }, message: 'Setting fetch must be a function like fetch, not "fetch".' },
  {
    settings: { headers: { 'a b': 'c' } },
    message: 'Setting headers must be an object of header names and values, not an object.',
  },
  {
    settings: { headers: { a: 5 } },
    message: 'Setting headers must be an object of header names and values, not an object.',
  },
  {
    settings: { baseURL: 'gateway.ai.cloudflare.com' },
    message:
      'Setting baseURL must be an http(s) URL without user, password, query or fragment, not "gateway.ai.cloudflare.com".',
  },
  {
    settings: { baseURL: 'ftp://example.com' },
    message:
      'Setting baseURL must be an http(s) URL without user, password, query or fragment, not "ftp://example.com".',
  },
  {
    settings: { apiURL: 'https://example.com/?a=b' },
    message:
      'Setting apiURL must be an http(s) URL without user, password, query or fragment, not "https://example.com/?…".',
  },
  {
    settings: { baseURL: 5 },
    message: 'Setting baseURL must be an http(s) URL without user, password, query or fragment, not 5.',
  },
  {
    settings: { baseURL: 'my-https://example.com' },
    message:
      'Setting baseURL must be an http(s) URL without user, password, query or fragment, not "my-https://example.com".',
  },
  {
    settings: { baseURL: 'http://[example' },
    message:
      'Setting baseURL must be an http(s) URL without user, password, query or fragment, not "http://[example".',
  },
  {
    settings: { cacheTtl: 60 },
    message: 'Setting cacheTtl is an option of the gateway: pass gateway: { cacheTtl }.',
  },
  {
    settings: { format: 'anthropic' },
    message: 'Setting format must be "workers-ai" or "openai", not "anthropic".',
  },
  { settings: { route: 'direct' }, message: 'Setting route must be "gateway" or "api", not "direct".' },
])('refuses $settings', ({ settings, message }) => {
  expect(() => expectProviderSettings(settings)).toThrow(InvalidArgumentError);
  expect(() => expectProviderSettings(settings)).toThrow(expect.objectContaining({ message }));
});

test('a key that is unknown is refused by its name, with the known ones', () => {
  expect(() => expectProviderSettings({ acountId: 'acc' })).toThrow(
    /^Setting acountId is not known here; known are accountId, apiKey, gateway, /,
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
