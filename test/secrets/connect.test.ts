import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ConnectedSettings, createWorkersAI } from 'workers-ai-gateway';
import { open, posts } from '../connect/open.ts';
import { json, rejection } from '../transport/stub-fetch.ts';
import { leaksIn } from './renderings.ts';

const secrets = ['sk-api-key', 'sk-gateway-token', 'sk-vendor', 'sk-header'];
const sentinel = 'workers-ai-gateway-no-key';
const settings = {
  apiKey: 'sk-api-key',
  gatewayToken: () => 'sk-gateway-token',
  headers: { 'x-upstream-key': 'sk-header' },
};

const failures = {
  'a bad status': () =>
    json({ success: false, error: [{ code: 2009, message: 'Unauthorized' }] }, { status: 401 }),
  'what the service echoes': () =>
    json(
      { success: false, error: [{ code: 9999, message: 'Bad Authorization: Bearer sk-vendor' }] },
      { status: 400 },
    ),
  'a page': () => new Response('<html>', { status: 502 }),
  'a held-back stream': () => json({ output: [] }),
  'a connection that fails': () => new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }),
};

describe('what connect returns, and how its requests fail', () => {
  test('a key by a function is in none of the settings', () => {
    const { baseURL, apiKey, fetch } = open('openai', { settings, apiKey: () => 'sk-vendor' });
    for (const value of [baseURL, apiKey, fetch, { baseURL, apiKey, fetch }])
      expect(leaksIn(value, secrets)).toEqual([]);
  });

  test.each(Object.entries(failures))('no secret shows in %s', async (_name, answer) => {
    const { post } = open('openai', { settings, apiKey: () => 'sk-vendor', answers: [answer()] });
    const outcome: unknown = await post('/responses', { body: '{"stream":true}' }).catch(
      (error: unknown) => error,
    );
    const shown = outcome instanceof Response ? [outcome.statusText, ...outcome.headers] : outcome;
    expect(leaksIn(shown, [...secrets, sentinel])).toEqual([]);
  });

  test.each(['/responses', '/../../elsewhere', '/models?key=sk-vendor'])(
    'no secret shows where %s is refused',
    async path => {
      const { baseURL, fetch, sent } = open('openai', {
        settings: { ...settings, gateway: false },
        apiKey: 'sk-vendor',
      });
      const headers = { authorization: 'Bearer sk-vendor' };
      const error = await rejection(fetch(baseURL + path, { method: 'POST', body: '{}', headers }));
      expect(leaksIn(error, [...secrets, sentinel])).toEqual([]);
      expect(sent).toEqual([]);
    },
  );
});

test("each secret goes only where it belongs: Cloudflare's to the gateway, the vendor's with it", async () => {
  const { post, sent } = open('openai', { settings, apiKey: () => 'sk-vendor' });
  await post('/responses');
  const { authorization, 'cf-aig-authorization': token, ...others } = sent[0]?.headers ?? {};
  expect([authorization, token]).toEqual(['Bearer sk-vendor', 'Bearer sk-gateway-token']);
  expect(leaksIn([others, sent[0]?.url, sent[0]?.body], [...secrets, sentinel])).toEqual([]);
});

/** A service that redirects to another, with the requests that reach either. */
async function openRedirect(status: number) {
  const reached: string[] = [];
  const listen = async (answer: Parameters<typeof createServer>[1]) => {
    const server = createServer(answer);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close().closeAllConnections());
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  };
  const elsewhere = await listen((request, response) => {
    reached.push(JSON.stringify(request.headers));
    response.end('{}');
  });
  const service = await listen((request, response) => {
    request.resume();
    response.writeHead(status, { location: `${elsewhere}/` }).end();
  });
  return { reached, baseURL: `${service}/v1` };
}

test.each([301, 302, 303, 307, 308])('a %i is not followed, with no key of anyone', async status => {
  const { reached, baseURL } = await openRedirect(status);
  const provider = createWorkersAI({ accountId: 'acct', gateway: 'gw', apiKey: 'sk-api-key', baseURL });
  const connected: ConnectedSettings = provider.gateway.connect('anthropic', { apiKey: 'sk-vendor' });
  const response = await posts(connected)('/messages', { headers: { 'x-api-key': 'sk-vendor' } });
  expect(response.status).toBe(status);
  expect(reached).toEqual([]);
});
