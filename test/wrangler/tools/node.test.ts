import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { type LocalAIOptions, localAI } from 'workers-ai-gateway/wrangler';
import { getPlatformProxy } from 'wrangler';
import { expectedReport } from '../expected.ts';
import { type Binding, report } from '../worker/report.ts';
import { here } from './project.ts';

const script = 'export default { fetch: () => new Response() }';

function open(options: LocalAIOptions, code = script): Miniflare {
  const miniflare = new Miniflare({
    modules: true,
    compatibilityDate: '2026-04-01',
    script: code,
    unsafeBindings: [{ ...localAI('AI'), options: JSON.parse(JSON.stringify(options)) }],
  });
  onTestFinished(() => miniflare.dispose().catch(() => {}));
  return miniflare;
}

const failureOf = (miniflare: Miniflare): Promise<unknown> =>
  miniflare.ready.then(
    () => 'It started.',
    error => error.message,
  );

/** A server on a free port of 127.0.0.1. */
async function otherServer(): Promise<number> {
  const server = createServer((_request, response) => response.end('Hello.'));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

test('getPlatformProxy() hands the binding to Node', async () => {
  const configPath = join(here, 'worker/wrangler.jsonc');
  const { env, dispose } = await getPlatformProxy<{ AI: Binding }>({
    configPath,
    environment: 'local',
    persist: false,
  });
  onTestFinished(dispose);
  expect(await report(env.AI)).toEqual(expectedReport);
});

test('a Miniflare has the binding, for its Worker and for Node', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(here, 'worker/index.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const miniflare = open({}, outputFiles[0]?.text);
  const response = await miniflare.dispatchFetch('http://worker/');
  expect(await response.json()).toEqual(expectedReport);
  const { AI } = await miniflare.getBindings<{ AI: Binding }>();
  expect(await AI.run('@cf/meta/llama-3.1-8b-instruct', { prompt: 'Count to 3' })).toMatchObject({
    response: '1 2 3',
  });
});

test('each Miniflare has a gateway of its own; those of one port share it', async () => {
  const ask = async (miniflare: Miniflare) => {
    const { AI } = await miniflare.getBindings<{ AI: Binding }>();
    const options = { gateway: { id: 'g' }, returnRawResponse: true };
    const answer = await AI.run('@cf/meta/llama-3.1-8b-instruct', { prompt: 'Hi' }, options);
    return (answer as Response).headers.get('cf-aig-cache-status');
  };
  const [first, second] = [open({ cacheTtl: 60 }), open({ cacheTtl: 60 })];
  expect([await ask(first), await ask(second), await ask(first)]).toEqual(['MISS', 'MISS', 'HIT']);

  const server = await createLocalGateway().listen();
  await server.close();
  const [third, fourth] = [
    open({ cacheTtl: 60, port: server.port }),
    open({ cacheTtl: 60, port: server.port }),
  ];
  expect([await ask(third), await ask(fourth)]).toEqual(['MISS', 'HIT']);
  const fifth = open({ cacheTtl: 300, port: server.port });
  expect(await ask(fifth)).toBe('MISS');
});

describe('what is wrong is said with the way out', () => {
  test('a port that is taken', async () => {
    const port = await otherServer();
    expect(await failureOf(open({ port }))).toBe(
      `workers-ai-gateway/wrangler cannot make env.AI: port ${port} is taken: set another one, leave it out for any free one, or use the gateway that listens there by "url": "http://127.0.0.1:${port}".`,
    );
  });

  test('something else at the url', async () => {
    const port = await otherServer();
    expect(await failureOf(open({ url: `http://127.0.0.1:${port}` }))).toBe(
      `workers-ai-gateway/wrangler cannot make env.AI: what answers at http://127.0.0.1:${port} is no local gateway. Start one with npx workers-ai-gateway dev --port ${port}, or leave url out.`,
    );
  });

  test('nothing at the url, while a gateway that starts a little later is waited for', async () => {
    const gateway = createLocalGateway();
    const { port, url, close } = await gateway.listen();
    await close();
    expect(await failureOf(open({ url }))).toBe(
      `workers-ai-gateway/wrangler cannot make env.AI: nothing answers at ${url}. Start one with npx workers-ai-gateway dev --port ${port}, or leave url out.`,
    );
    const waiting = failureOf(open({ url }));
    const late = await gateway.listen({ port });
    onTestFinished(() => late.close());
    expect(await waiting).toBe('It started.');
    expect(gateway.requests).toEqual([]);
  });

  const known = /there is no option 'ttl'; known are port, url, gateways, .*, disputes\.$/;

  test.each<[string, object, RegExp]>([
    ['an unknown option', { ttl: 1 }, known],
    ['a value of another type', { cacheTtl: '5' }, /the option cacheTtl must be of type number, not "5"\.$/],
    [
      'a list in place of an object',
      { rateLimit: [] },
      /the option rateLimit must be of type object, not \[\]\.$/,
    ],
    ['an option beside url', { url: 'http://127.0.0.1:1', seed: 1 }, /no option goes with url: give them to/],
    [
      'a url with a path',
      { url: 'http://127.0.0.1:1/v1' },
      /url must be an address alone, .*, not 'http:.*v1'\.$/,
    ],
    ['a url of another protocol', { url: 'https://127.0.0.1:1' }, /url must be an address alone/],
    ['no such port', { port: 99_999 }, /there is no port 99999\.$/],
    ['a wrong upstream', { upstream: 'ollama' }, /upstream must be a URL such as .*, not 'ollama'\.$/],
  ])('%s', async (_what, options, message) => {
    const said = await failureOf(open(options));
    expect(said).toMatch(/^workers-ai-gateway\/wrangler cannot make env\.AI: /);
    expect(said).toMatch(message);
  });

  test('localAI() refuses an option that it does not know', () => {
    const options: object = { ttl: 1 };
    expect(() => localAI('AI', options)).toThrow(known);
  });
});
