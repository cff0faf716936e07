import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLocalGateway, text } from 'workers-ai-gateway/testing';
import { expectedReport } from '../expected.ts';
import { configOf, createProject, here, run, startDev } from './project.ts';

/** Runs a model through the gateway, and says what the answer was and whether it came from the cache. */
const worker = `export default {
  async fetch(request, env) {
    const options = { gateway: { id: 'my-gateway' }, returnRawResponse: true };
    const answer = await env.AI.run('@cf/meta/llama-3.1-8b-instruct-fp8-fast', { prompt: 'Count to 3' }, options);
    const { response } = await answer.json();
    return new Response(response + ', ' + answer.headers.get('cf-aig-cache-status'));
  },
};
`;

const ask = async (url: string) => (await fetch(url)).text();

test('a Worker has the binding, directly and through the AI SDK, and wrangler tells of each run', async () => {
  const { url, said } = await startDev(join(here, 'worker'));
  expect(await (await fetch(url)).json()).toEqual(expectedReport);
  const runs = () => said().match(/AI \d+ @cf.*$/gm) ?? [];
  await expect.poll(runs).toHaveLength(15);
  const [pastTheGateway, , missed, hit, failed] = runs();
  expect(pastTheGateway).toMatch(/^AI 200 @cf\/meta\/llama-3\.1-8b-instruct-fp8-fast \d+ ms$/);
  expect(missed).toMatch(/^AI 200 @cf\/meta\/llama-3\.1-8b-instruct-fp8-fast MISS \d+ ms [0-9a-f-]{36}$/);
  expect(hit).toMatch(/^AI 200 @cf\/meta\/llama-3\.1-8b-instruct-fp8-fast HIT \d+ ms [0-9a-f-]{36}$/);
  expect(failed).toMatch(/^AI 429 @cf\/fail\/3036 \d+ ms$/);
});

test('options reach the gateway, a reload keeps its cache, and Ctrl-C ends it all', async () => {
  const folder = await createProject({ 'wrangler.jsonc': configOf({ cacheTtl: 300 }), 'index.js': worker });
  const { url, says, pressCtrlC, ended } = await startDev(folder);
  const gateway = await says(/answered by a local gateway at (http:\S+)/);
  expect(await ask(url)).toBe('1 2 3, MISS');
  await writeFile(join(folder, 'index.js'), worker.replace("response + ', '", "response + ' again, '"));
  await expect.poll(() => ask(url)).toBe('1 2 3 again, HIT');

  pressCtrlC();
  await ended;
  for (const address of [url, gateway]) await expect(fetch(address)).rejects.toThrow('fetch failed');
});

test('a gateway of one’s own answers at its url, scripts and all', async () => {
  const gateway = createLocalGateway();
  const server = await gateway.listen();
  onTestFinished(() => server.close());
  gateway.reply(text('As scripted'));
  const config = configOf({ url: server.url });
  const { url } = await startDev(await createProject({ 'wrangler.jsonc': config, 'index.js': worker }));
  expect(await ask(url)).toBe('As scripted, MISS');
  expect(gateway.requests).toMatchObject([
    { path: '/ai-gateway/run', body: { inputs: { prompt: 'Count to 3' } } },
  ]);
});

test('without the plugin, wrangler asks for a login: what this is for', async () => {
  const config = JSON.stringify({ ...JSON.parse(configOf({})), env: {} });
  const folder = await createProject({ 'wrangler.jsonc': config, 'index.js': worker });
  const { said, ended } = run('wrangler', ['dev', '--port', '0'], { folder });
  expect(await ended).not.toBe(0);
  expect(said()).toContain('You must be logged in to use wrangler dev');
});
