import { afterEach, expect, test, vi } from 'vitest';
import { hi } from '../sdk/v1/call-options.ts';
import { llama, rejection, stubFetch } from '../transport/stub-fetch.ts';
import { chat, cross, fromEnvironment, option, type Place, provider, refusal } from './places.ts';

const bge = '@cf/baai/bge-base-en-v1.5';

afterEach(() => {
  vi.unstubAllEnvs();
});

const secretPlaces: Readonly<Record<string, Place>> = {
  apiKey: (apiKey, fetch) => chat({ apiKey }, fetch),
  'apiKey, by a function': (value, fetch) => chat({ apiKey: () => value }, fetch),
  gatewayToken: (gatewayToken, fetch) => chat({ gatewayToken }, fetch),
  'gatewayToken, by a function': (value, fetch) => chat({ gatewayToken: async () => value }, fetch),
  CLOUDFLARE_API_TOKEN: fromEnvironment('CLOUDFLARE_API_TOKEN', { without: 'apiKey' }),
  CLOUDFLARE_API_KEY: (value, fetch) => {
    vi.stubEnv('CLOUDFLARE_API_TOKEN', '');
    return fromEnvironment('CLOUDFLARE_API_KEY', { without: 'apiKey' })(value, fetch);
  },
  CF_AIG_TOKEN: fromEnvironment('CF_AIG_TOKEN', { without: 'none' }),
  'headers of the provider': (value, fetch) => chat({ headers: { 'x-a': value } }, fetch),
  'headers of a model': (value, fetch) =>
    provider({}, fetch)(llama, { headers: { 'x-a': value } }).doGenerate(hi),
  'headers of a call': (value, fetch) =>
    provider({}, fetch)(llama).doGenerate({ ...hi, headers: { 'x-a': value } }),
  'headers among a call’s options': (value, fetch) =>
    provider({}, fetch)(llama).doGenerate(option({ headers: { 'x-a': value } })),
  'headers of an embedding model': (value, fetch) =>
    provider({}, fetch)
      .embedding(bge, { headers: { 'x-a': value } })
      .doEmbed({ values: ['a'] }),
  'headers of a call that embeds': (value, fetch) =>
    provider({}, fetch)
      .embedding(bge)
      .doEmbed({ values: ['a'], headers: { 'x-a': value } }),
  'headers of run': (value, fetch) => provider({}, fetch).run('@cf/x/y', {}, { headers: { 'x-a': value } }),
  'headers of the provider, for a log': (value, fetch) =>
    provider({ headers: { 'x-a': value } }, fetch).gateway.getLog('log'),
};

const textPlaces: Readonly<Record<string, Place>> = {
  ...Object.fromEntries(
    ['cacheKey', 'eventId', 'byokAlias'].flatMap((name): [string, Place][] => [
      [`gateway.${name}`, (value, fetch) => chat({ gateway: { id: 'gw', [name]: value } }, fetch)],
      [
        `gateway.${name} of a model`,
        (value, fetch) => provider({}, fetch)(llama, { gateway: { [name]: value } }).doGenerate(hi),
      ],
      [
        `gateway.${name} of a call`,
        (value, fetch) => provider({}, fetch)(llama).doGenerate(option({ gateway: { [name]: value } })),
      ],
      [
        `gateway.${name} of run`,
        (value, fetch) => provider({}, fetch).run('@cf/x/y', {}, { gateway: { [name]: value } }),
      ],
    ]),
  ),
  sessionAffinity: (value, fetch) => provider({}, fetch)(llama, { sessionAffinity: value }).doGenerate(hi),
  'sessionAffinity of a call': (value, fetch) =>
    provider({}, fetch)(llama).doGenerate(option({ sessionAffinity: value })),
};

const injections = [
  'SECRET\r\nx-evil: 1',
  'SECRET\nx',
  'SECRET\rx',
  'SECRET\0x',
  'SECRETключ',
  'SECRET🙂',
  'SECRET\u2028x',
  'SECRET\x7f',
];

test.each(cross(secretPlaces, injections))(
  '$value as $name is refused, and not shown',
  async ({ place, value }) => {
    const error = await refusal(place, value);
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain('SECRET');
  },
);

test.each(cross(textPlaces, injections))('$value as $name is refused', async ({ place, value }) => {
  expect((await refusal(place, value)).message).toMatch(/^Setting .*(?:character|header)/s);
});

test.each(['a b', 'a:b', '', 'a\r\nb', 'ключ', 'a(b)'])(
  'the header name %j of a call is refused, its value not shown',
  async name => {
    const error = await refusal(
      (value, fetch) => provider({}, fetch)(llama).doGenerate({ ...hi, headers: { [name]: value } }),
      'SECRET',
    );
    expect(error.message).toBe(`Setting headers has an invalid header name: ${JSON.stringify(name)}.`);
  },
);

test.each([{ secret: 5556667 }, { secret: { token: 'SECRET' } }, { secret: undefined }])(
  'what a function returns in place of a token is not shown: $secret',
  async ({ secret }) => {
    const { fetch, sent } = stubFetch();
    // @ts-expect-error A token is a string.
    const error = await rejection(chat({ apiKey: () => secret }, fetch));
    expect(error).toMatchObject({ message: 'Setting apiKey() must be a string that is not empty.' });
    expect(sent).toEqual([]);
  },
);

test('metadata may hold anything: it leaves escaped', async () => {
  const { fetch, sent } = stubFetch(new Response('{"result":{"response":"Hi"},"success":true}'));
  await chat({ gateway: { id: 'gw', metadata: { a: 'x\r\nx-evil: 1\0ключ🙂\u2028' } } }, fetch);
  expect(sent[0]?.headers['cf-aig-metadata']).toBe(
    '{"a":"x\\r\\nx-evil: 1\\u0000\\u043a\\u043b\\u044e\\u0447\\ud83d\\ude42\\u2028"}',
  );
});
