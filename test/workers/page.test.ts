import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, onTestFinished, test } from 'vitest';
import { createLocalGateway, type LocalGatewayOptions } from 'workers-ai-gateway/testing';
import example from '../../examples/worker/src/index.ts';
import { bundle } from './bundle.ts';
import { openWorker } from './open.ts';
import pageExample from './worker/page.ts';
import { llama } from './worker/session.ts';
import { startWorkerd } from './workerd.ts';

const prompt = 'Why should you use Cloudflare for your AI inference?';
const gatewayOptions = { skipCache: false, cacheTtl: 3360 };
const because = expect.stringMatching(/^Because Cloudflare runs inference close to your users/);
const logId = expect.stringMatching(/^[0-9a-f-]{36}$/);

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A module on the real runtime, with a local gateway behind its binding. */
async function runModule({ code, local }: { code: string; local: LocalGatewayOptions }) {
  const gateway = createLocalGateway(local);
  const server = await gateway.listen();
  onTestFinished(() => server.close());
  const { url, stop } = await startWorkerd({ code, aiPort: server.port });
  onTestFinished(stop);
  return { gateway, get: async (): Promise<unknown> => (await fetch(url)).json() };
}

test('run() asks what the page’s own Worker asks', async () => {
  const code = (await bundle(pathOf('./worker/page.ts'))).replace('{gateway_id}', 'my-gateway');
  const page = await runModule({ code, local: { gateways: ['my-gateway'] } });
  expect(await page.get()).toMatchObject({ response: because });

  const { gateway, ask } = await openWorker({ gateways: ['my-gateway'] });
  const settings = { gateway: { id: 'my-gateway', ...gatewayOptions } };
  expect(await ask('run', { model: llama, inputs: { prompt } }, { settings })).toMatchObject({
    response: because,
  });

  const [theirs, ...theirMore] = page.gateway.requests;
  const [ours, ...ourMore] = gateway.requests;
  expect([theirMore, ourMore]).toEqual([[], []]);
  expect(theirs?.body).toEqual({
    inputs: { prompt },
    options: { gateway: { id: 'my-gateway', ...gatewayOptions } },
  });
  expect(ours?.url).toBe(theirs?.url);
  expect(ours?.body).toEqual({
    inputs: { prompt },
    options: { gateway: { id: 'my-gateway', ...gatewayOptions }, returnRawResponse: true },
  });
});

test('the page’s own Worker runs on the stand-in too', async () => {
  const gateway = createLocalGateway();
  const response = await pageExample.fetch(new Request('http://localhost'), { AI: gateway.binding });
  expect(await response.json()).toMatchObject({ response: because });
});

test('the example answers from the cache the second time, in the real runtime', async () => {
  const code = await bundle(pathOf('../../examples/worker/src/index.ts'));
  const { gateway, get } = await runModule({ code, local: { gateways: ['my-gateway'] } });
  expect(await get()).toEqual({ text: because, cacheStatus: 'MISS', logId });
  expect(await get()).toEqual({ text: because, cacheStatus: 'HIT', logId });
  const asked = {
    inputs: { messages: [{ role: 'user', content: prompt }] },
    options: { gateway: { id: 'my-gateway', ...gatewayOptions } },
  };
  expect(gateway.requests).toMatchObject([{ body: asked }, { body: asked }]);
});

test('the example runs on the stand-in, as its README tests it', async () => {
  const gateway = createLocalGateway();
  const response = await example.fetch(new Request('http://localhost'), { AI: gateway.binding });
  expect(await response.json()).toEqual({ text: because, cacheStatus: 'MISS', logId });
});

test('the example’s configuration deploys plain bindings without flags; the local one stands in env.local', () => {
  const path = pathOf('../../examples/worker/wrangler.jsonc');
  const { config, error } = ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8'));
  expect(error).toBeUndefined();
  const plugin = { package: 'workers-ai-gateway/wrangler', name: 'local-ai' };
  expect(config).toEqual({
    name: 'workers-ai-gateway-example',
    main: 'src/index.ts',
    compatibility_date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    ai: { binding: 'AI' },
    vectorize: [{ binding: 'DOCUMENTS', index_name: 'documents' }],
    env: { local: { unsafe: { bindings: [{ name: 'AI', type: 'local-ai', dev: { plugin } }] } } },
  });
});
