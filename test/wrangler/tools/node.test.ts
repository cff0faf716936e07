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
  expect(await AI.run('@cf/meta/llama-3.1-8b-instruct-fp8-fast', { prompt: 'Count to 3' })).toMatchObject({
    response: '1 2 3',
  });
});

test('each Miniflare has a gateway of its own; those of one port share it', async () => {
  const ask = async (miniflare: Miniflare) => {
    const { AI } = await miniflare.getBindings<{ AI: Binding }>();
    const options = { gateway: { id: 'g' }, returnRawResponse: true };
    const answer = await AI.run('@cf/meta/llama-3.1-8b-instruct-fp8-fast', { prompt: 'Hi' }, options);
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

  const known = /there is no option 'ttl'. Known settings: port, url, gateways, .*, disputes\.$/;

  test('localAI() refuses an option that it does not know', () => {
    const options: object = { ttl: 1 };
    expect(() => localAI('AI', options)).toThrow(known);
  });
});
