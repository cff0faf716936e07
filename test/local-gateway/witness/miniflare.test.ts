import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLocalGateway, failure, type LocalGateway, type LocalServer } from 'workers-ai-gateway/testing';
import { llama } from '../post.ts';

/** The real `env.AI` of workerd, with the local gateway where Cloudflare's service would be. */
let gateway: LocalGateway;
let server: LocalServer;
let miniflare: Miniflare;

const script = `export default { async fetch(request, { AI }) {
  const { call, args } = await request.json();
  try {
    const made = call === 'run' ? await AI.run(...args) : await AI.gateway(args[0])[call](...args.slice(1));
    const value = made instanceof Response ? { status: made.status, body: await made.json() }
      : made instanceof ReadableStream ? await new Response(made).text() : made;
    return Response.json({ value, logId: AI.aiGatewayLogId, status: AI.lastRequestHttpStatusCode });
  } catch ({ name, message }) { return Response.json({ error: { name, message } }); }
} }`;

beforeAll(async () => {
  gateway = createLocalGateway();
  server = await gateway.listen();
  // miniflare takes the connection string of a wrangler session and nothing else by this name.
  const ai: object = { binding: 'AI', remoteProxyConnectionString: new URL(server.url) };
  miniflare = new Miniflare({ modules: true, script, compatibilityDate: '2026-04-01', ai: ai as never });
});

beforeEach(() => gateway.clear());

afterAll(async () => {
  await miniflare.dispose();
  await server.close();
});

interface Outcome {
  value?: unknown;
  logId?: string | null;
  status?: number;
  error?: { name: string; message: string };
}

/** Through the real binding and through the stand-in, which must agree. */
async function bothWays(call: 'run' | 'getUrl', args: unknown[]): Promise<[Outcome, Outcome]> {
  const response = await miniflare.dispatchFetch('http://worker/', {
    method: 'POST',
    body: JSON.stringify({ call, args }),
  });
  const real: unknown = await response.json();
  return [real as Outcome, await byStandIn(call, args)];
}

async function byStandIn(call: 'run' | 'getUrl', args: unknown[]): Promise<Outcome> {
  const { binding } = gateway;
  try {
    const [first, ...rest] = args as [string, object, object];
    const made =
      call === 'run'
        ? await binding.run(first, ...rest)
        : await binding.gateway(first).getUrl(String(rest[0]));
    const value = made instanceof ReadableStream ? await new Response(made).text() : made;
    return { value, logId: binding.aiGatewayLogId, status: binding.lastRequestHttpStatusCode ?? 0 };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { error: { name, message } };
  }
}

test('a run through a gateway', async () => {
  const [real, standIn] = await bothWays('run', [
    llama,
    { prompt: 'Hi' },
    { gateway: { id: 'mine', cacheTtl: 0 } },
  ]);
  expect(real.value).toMatchObject({ response: 'Hello! How can I help you today?' });
  expect(real.value).toEqual(standIn.value);
  expect(real.logId).toMatch(/^[0-9a-f-]{36}$/);
  const [one, other] = gateway.requests;
  expect(one?.body).toEqual(other?.body);
  expect(one?.url).toBe(other?.url);
  expect(one?.headers).toMatchObject({ 'cf-consn-model-id': llama, 'cf-consn-sdk-version': '2.0.0' });
});

test('the real binding streams what the gateway writes', async () => {
  const [real] = await bothWays('run', [llama, { prompt: 'Hi', stream: true }]);
  expect(real.value).toMatch(/^data: {"response":"Hello"[\s\S]*data: \[DONE\]\n\n$/);
});

test.each([
  [failure(3040), { name: 'AiError', message: '3040: Capacity temporarily exceeded, please try again.' }],
  [failure(2003), { name: 'AiGatewayError', message: '2003: Rate limited' }],
  [
    failure(5006, { shape: 'v4' }),
    { name: 'InferenceUpstreamError', message: expect.stringMatching(/^5006: AiError: Bad input/) },
  ],
])('for %o the real binding and the stand-in throw %o', async (part, error) => {
  gateway.reply(part);
  gateway.reply(part);
  const [real, standIn] = await bothWays('run', [llama, { prompt: 'Hi' }, { gateway: { id: 'mine' } }]);
  expect(real.error).toEqual(error);
  expect(standIn.error).toEqual(error);
});

test('the real binding and the stand-in give the same URL of a provider', async () => {
  const [real, standIn] = await bothWays('getUrl', ['mine', 'workers-ai']);
  expect(real.value).toMatch(/\/mine\/workers-ai$/);
  expect(real.value).toBe(standIn.value);
});
