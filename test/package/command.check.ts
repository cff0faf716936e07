import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Installed, packAndInstall, run } from './packed.ts';

let installed: Installed;
beforeAll(async () => {
  installed = await packAndInstall(['ai@7.0.173']);
});
afterAll(() => installed?.remove());

/** `npx workers-ai-gateway dev` in the folder of the installed package, once it has named its address. */
async function startDev() {
  const args = ['--no-install', 'workers-ai-gateway', 'dev', '--port', '0'];
  const child = spawn('npx', args, { cwd: installed.app, detached: true });
  const ended = once(child, 'close');
  // As a terminal does: every process of the group gets the signal.
  const pressCtrlC = () => process.kill(-(child.pid ?? 0), 'SIGINT');
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) pressCtrlC();
    await ended;
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (written += data));
  const address = /WORKERS_AI_GATEWAY_URL=(http:\/\/127\.0\.0\.1:\d+)\/v1\n/;
  await expect.poll(() => written).toMatch(address);
  return { root: address.exec(written)?.[1] ?? '', output: () => written, pressCtrlC, ended };
}

test('npx starts it, the first curl of the page is answered and logged, and Ctrl-C ends it', async () => {
  const { root, output, pressCtrlC, ended } = await startDev();
  // https://developers.cloudflare.com/ai-gateway/usage/providers/workersai/, with only the host changed.
  const { stdout } = await promisify(execFile)('curl', [
    '--silent',
    '--globoff',
    `${root}/v1/{account_id}/{gateway_id}/workers-ai/@cf/meta/llama-3.1-8b-instruct-fp8-fast`,
    '--header',
    'Authorization: Bearer {cf_api_token}',
    '--header',
    'Content-Type: application/json',
    '--data',
    '{"prompt": "What is Cloudflare?"}',
  ]);
  expect(JSON.parse(stdout)).toMatchObject({ result: { response: expect.stringMatching(/^Cloudflare is/) } });
  await expect.poll(() => output().match(/^200 .*$/gm)).toHaveLength(1);
  pressCtrlC();
  await ended;
  await expect(fetch(root)).rejects.toThrow('fetch failed');
  expect(output()).not.toContain('    at ');
});

test('other addresses of this machine are not bound', async () => {
  const { root } = await startDev();
  const elsewhere = connect({ host: '127.0.0.2', port: Number(new URL(root).port) });
  await expect(once(elsewhere, 'connect')).rejects.toThrow('ECONNREFUSED');
});

test('the Vitest suite in docs/testing.md passes', async () => {
  const page = await readFile(new URL('../../docs/testing.md', import.meta.url), 'utf8');
  const shown = /## Vitest\s+```ts\n(.*?)```/s.exec(page)?.[1] ?? '';
  await writeFile(join(installed.app, 'page.test.ts'), shown);
  const runner = fileURLToPath(new URL('../../node_modules/vitest', import.meta.url));
  await symlink(runner, join(installed.app, 'node_modules/vitest'), 'junction');
  const vitest = join(runner, 'vitest.mjs');
  const report = await run(process.execPath, [vitest, 'run', '--reporter=json'], installed.app);
  expect(JSON.parse(report)).toMatchObject({ numPassedTests: 1, numTotalTests: 1, success: true });
});
