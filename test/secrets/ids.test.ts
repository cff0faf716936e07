import { afterEach, expect, test, vi } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { hi } from '../sdk/v1/call-options.ts';
import { llama } from '../transport/stub-fetch.ts';
import { chat, cross, fromEnvironment, option, type Place, provider, refusal } from './places.ts';

const bge = '@cf/baai/bge-base-en-v1.5';

afterEach(() => {
  vi.unstubAllEnvs();
});

const segmentPlaces: Readonly<Record<string, Place>> = {
  accountId: (accountId, fetch) => chat({ accountId }, fetch),
  CLOUDFLARE_ACCOUNT_ID: fromEnvironment('CLOUDFLARE_ACCOUNT_ID', { without: 'accountId' }),
  gateway: (gateway, fetch) => chat({ gateway }, fetch),
  'gateway.id': (id, fetch) => chat({ gateway: { id } }, fetch),
  'gateway.id on the API’s route': (id, fetch) => chat({ gateway: { id }, route: 'api' }, fetch),
  'gateway of a model': (gateway, fetch) => provider({}, fetch)(llama, { gateway }).doGenerate(hi),
  'gateway of a call': (gateway, fetch) => provider({}, fetch)(llama).doGenerate(option({ gateway })),
  'gateway of an embedding model': (gateway, fetch) =>
    provider({}, fetch)
      .embedding(bge, { gateway })
      .doEmbed({ values: ['a'] }),
  'gateway of run': (gateway, fetch) => provider({}, fetch).run('@cf/x/y', {}, { gateway }),
  'gateway of a log': (gateway, fetch) => provider({}, fetch).gateway.getLog('log', { gateway }),
  CLOUDFLARE_GATEWAY_ID: fromEnvironment('CLOUDFLARE_GATEWAY_ID', { without: 'gateway' }),
  CLOUDFLARE_AI_GATEWAY_ID: (value, fetch) => {
    vi.stubEnv('CLOUDFLARE_GATEWAY_ID', '');
    return fromEnvironment('CLOUDFLARE_AI_GATEWAY_ID', { without: 'gateway' })(value, fetch);
  },
  'the id of a log': (logId, fetch) => provider({}, fetch).gateway.getLog(logId),
  'the id of a log that is patched': (logId, fetch) =>
    provider({}, fetch).gateway.patchLog(logId, { score: 1 }),
};

const modelPlaces: Readonly<Record<string, Place>> = {
  'a chat model': (id, fetch) => provider({}, fetch)(id).doGenerate(hi),
  'a chat model of the format openai': (id, fetch) =>
    provider({ format: 'openai' }, fetch)(id).doGenerate(hi),
  'a chat model past the gateway': (id, fetch) => provider({ gateway: false }, fetch)(id).doGenerate(hi),
  'an embedding model': (id, fetch) =>
    provider({}, fetch)
      .embedding(id)
      .doEmbed({ values: ['a'] }),
  'a model of run': (id, fetch) => provider({}, fetch).run<unknown, string>(id, {}),
  'a model of a binding': id =>
    createWorkersAI({ binding: { run: async () => ({ response: 'Hi' }) }, gateway: 'gw' })(id).doGenerate(hi),
};

const tricks = [
  '..',
  '../x',
  'a/../b',
  '.',
  '?',
  'a?b=c',
  '#',
  'a#b',
  '%2f',
  'a%2Fb',
  '%2e%2e',
  '%2E%2E%2Fx',
  'a\r\nb',
  'a\0b',
  '．．',
  '‥',
  '．．／x',
  'a\\b',
  '\\\\evil.example',
  '//evil.example',
  'https://evil.example/x',
  'a b',
  'a\u200bb',
  ' ',
  'ключ',
];

test.each(cross(segmentPlaces, [...tricks, 'a/b', '/']))(
  '$value as $name is refused',
  async ({ place, value }) => {
    expect((await refusal(place, value)).message).toMatch(/^Setting /);
  },
);

test.each(cross(modelPlaces, [...tricks, 'a//b', '/a', 'a/']))(
  '$value as the id of $name is refused',
  async ({ place, value }) => {
    expect((await refusal(place, value)).message).toMatch(/^Setting modelId /);
  },
);
