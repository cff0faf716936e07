import { describe, expect, test } from 'vitest';
import { createLocalGateway, type LocalGatewayOptions } from 'workers-ai-gateway/testing';
import { ask } from './ask.ts';

const chat = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };
const token = { 'cf-aig-authorization': 'Bearer cf' };
const byok = { ...token, 'cf-aig-byok-alias': 'team' };
const noCredits = { ...token, 'cf-aig-no-wholesale': 'true' };

describe('who pays', () => {
  test.each<[string, LocalGatewayOptions, Record<string, string>, number | undefined]>([
    ['a key of the caller', { providerKeys: {}, credits: false }, { authorization: 'Bearer sk' }, undefined],
    [
      'a key in a header of the vendor',
      { providerKeys: {}, credits: false },
      { 'x-api-key': 'sk' },
      undefined,
    ],
    ['nobody without a token for the gateway', {}, {}, 2009],
    ['a stored key', { providerKeys: { openai: 'default' }, credits: false }, token, undefined],
    ['a stored key of a name', { providerKeys: { openai: ['default', 'team'] } }, byok, undefined],
    ['no key of another name', { providerKeys: { openai: 'default' } }, byok, 2040],
    ['no key of another name where none is listed', {}, byok, 2040],
    ['any stored key where none is listed', { credits: false }, token, undefined],
    ['credits', { providerKeys: {} }, token, undefined],
    ['nobody where credits are barred', { providerKeys: {} }, noCredits, 2044],
    ['nobody without credits', { providerKeys: {}, credits: false }, token, 2021],
  ])('%s', async (_name, options, headers, code) => {
    const gateway = createLocalGateway(options);
    const response = await ask(gateway, 'openai/chat/completions', { body: chat, headers });
    const body = await response.json();
    expect(body.internalCode).toBe(code);
    expect(response.status).toBe(code ? { 2009: 401, 2021: 402, 2040: 400, 2044: 400 }[code] : 200);
  });

  test('credits do not pay for every vendor', async () => {
    const gateway = createLocalGateway({ providerKeys: {} });
    const answer = (slug: string) => ask(gateway, `${slug}/chat/completions`, { body: chat, headers: token });
    expect((await answer('grok/v1')).status).toBe(200);
    expect((await answer('deepseek')).status).toBe(402);
  });

  test('a binding needs no token, and knows no other key than default', async () => {
    const gateway = createLocalGateway();
    const entry = { provider: 'openai', endpoint: 'chat/completions', query: chat };
    const run = (headers: Record<string, string>) =>
      gateway.binding.gateway('g').run([{ ...entry, headers }]);
    expect((await run({})).status).toBe(200);
    expect(await (await run({ 'cf-aig-byok-alias': 'team' })).json()).toMatchObject({
      internalCode: 2040,
      message: "Provider 'openai' has no BYOK credential named 'team', use default",
    });
  });

  test("an authenticated gateway asks for its own token, the vendor's key or not", async () => {
    const gateway = createLocalGateway({ gatewayToken: 'cf' });
    const answer = (headers: Record<string, string>) =>
      ask(gateway, 'openai/chat/completions', {
        body: chat,
        headers: { authorization: 'Bearer sk', ...headers },
      });
    expect((await answer({})).status).toBe(401);
    expect((await answer(token)).status).toBe(200);
  });
});

test('answers are cached and logged as those of the vendor, apart for each key', async () => {
  const gateway = createLocalGateway({ cacheTtl: 60 });
  const answer = async (key: string) => {
    const response = await ask(gateway, 'openai/chat/completions', {
      body: chat,
      headers: { authorization: key },
    });
    const { headers } = response;
    await response.text();
    return [headers.get('cf-aig-provider'), headers.get('cf-aig-cache-status'), headers.get('cf-ai-req-id')];
  };
  expect(await answer('Bearer a')).toEqual(['openai', 'MISS', null]);
  expect(await answer('Bearer a')).toEqual(['openai', 'HIT', null]);
  expect(await answer('Bearer b')).toEqual(['openai', 'MISS', null]);
  expect(gateway.logs[0]).toMatchObject({ provider: 'openai', model: 'm', path: 'chat/completions' });
});

test('the entries of a universal request may be of several vendors', async () => {
  const gateway = createLocalGateway({ providerKeys: { anthropic: 'default' }, credits: false });
  const query = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };
  const response = await gateway.binding.gateway('g').run([
    { provider: 'openai', endpoint: 'chat/completions', headers: {}, query },
    { provider: 'anthropic', endpoint: 'v1/messages', headers: {}, query },
  ]);
  expect(response.headers.get('cf-aig-step')).toBe('1');
  expect(await response.json()).toMatchObject({ type: 'message', role: 'assistant' });
});
