import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rejection } from '../transport/stub-fetch.ts';
import { open } from './open.ts';

beforeEach(() => {
  vi.stubEnv('OPENAI_API_KEY', 'sk-environment');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const sentinel = 'workers-ai-gateway-no-key';

/** How vendors' packages send a key. */
const places = [
  ['authorization', (key: string) => `Bearer ${key}`],
  ['Authorization', (key: string) => `Token ${key}`],
  ['authorization', (key: string) => `Key ${key}`],
  ['x-api-key', String],
  ['x-goog-api-key', String],
  ['xi-api-key', String],
  ['api-key', String],
] as const;

describe.each(places)('a key in %s (%#)', (name, write) => {
  const ask = async (options: Parameters<typeof open>[1], mine?: string) => {
    const { apiKey, post, sent } = open('openai', options);
    await post('/responses', { headers: { [name]: write(mine ?? apiKey) } });
    return sent[0]?.headers ?? {};
  };

  test('is taken off where none was given, for the gateway to use its own', async () => {
    const headers = await ask({});
    expect(headers).not.toHaveProperty(name.toLowerCase());
    expect(JSON.stringify(headers)).not.toMatch(/no-key|sk-environment/);
    expect(headers['cf-aig-authorization']).toBe('Bearer cf-key');
  });

  test('is the one that was given', async () => {
    const headers = await ask({ apiKey: 'sk-mine' });
    expect(headers[name.toLowerCase()]).toBe(write('sk-mine'));
  });

  test('is asked of a function for each request', async () => {
    const headers = await ask({ apiKey: async () => 'sk-$&-late' });
    expect(headers[name.toLowerCase()]).toBe(write('sk-$&-late'));
  });

  test("is the package's own where that was given one", async () => {
    const apiKey = vi.fn(() => 'sk-unused');
    const headers = await ask({ apiKey }, 'sk-package');
    expect(headers[name.toLowerCase()]).toBe(write('sk-package'));
    expect(apiKey).not.toHaveBeenCalled();
  });
});

test.each([
  [`/f?key=${sentinel}`, '/f?', '/f?key=sk'],
  [`/f?key=${sentinel}&alt=media`, '/f?alt=media', '/f?key=sk&alt=media'],
  [`/f?alt=media&key=${sentinel}`, '/f?alt=media&', '/f?alt=media&key=sk'],
])('a key in the query, %s, is taken off or filled in', async (path, without, filled) => {
  const base = 'https://gateway.ai.cloudflare.com/v1/acct/gw/google-ai-studio/v1beta';
  for (const [options, expected] of [
    [{}, without],
    [{ apiKey: () => 'sk' }, filled],
  ] as const) {
    const { post, sent } = open('google', options);
    await post(path, { headers: {} });
    expect(sent[0]?.url).toBe(base + expected);
  }
});

test('the package is never given nothing, since it would look into the environment', () => {
  expect(open('openai').apiKey).toBe(sentinel);
  expect(open('openai', { apiKey: () => 'sk' }).apiKey).toBe(sentinel);
  expect(open('openai', { apiKey: 'sk' }).apiKey).toBe('sk');
});

describe('the token of the gateway', () => {
  const none = { apiKey: undefined };

  test.each([
    ['gatewayToken first', { gatewayToken: 'token' }, 'Bearer token'],
    ['the apiKey of the provider next', { apiKey: () => 'late' }, 'Bearer late'],
    ["none where neither is given: a gateway may do with the vendor's key", none, undefined],
  ])('is %s', async (_name, settings, expected) => {
    const { post, sent } = open('openai', { settings, apiKey: 'sk' });
    await post('/responses');
    expect(sent[0]?.headers['cf-aig-authorization']).toBe(expected);
    expect(sent[0]?.headers.authorization).toBe('Bearer sk');
  });

  test('is that of the call where it brings one', async () => {
    const { post, sent } = open('openai');
    await post('/responses', { headers: { 'cf-aig-authorization': 'Bearer mine' } });
    expect(sent[0]?.headers['cf-aig-authorization']).toBe('Bearer mine');
  });

  test('is missed before anything is sent, where there is no key either', async () => {
    const { post, sent } = open('openai', { settings: none });
    expect(await rejection(post('/responses'))).toMatchObject({
      name: 'AI_LoadAPIKeyError',
      message: 'Cannot call openai: apiKey is missing. Pass it or set gatewayToken.',
    });
    expect(sent).toEqual([]);
  });
});

test.each([[''], [undefined], [{ key: 'sk-secret' }]])(
  'a function that returns %j is refused, unshown',
  async value => {
    const { post, sent } = open('openai', { apiKey: (() => value) as () => string });
    const error = await rejection(post('/responses'));
    expect(error).toMatchObject({ message: 'Setting apiKey() must be a string that is not empty.' });
    expect(sent).toEqual([]);
  },
);
