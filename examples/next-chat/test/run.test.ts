import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { answers, end, folder, freePort, startNode } from './stage';

const none = { CLOUDFLARE_ACCOUNT_ID: '', CLOUDFLARE_API_TOKEN: '', CLOUDFLARE_GATEWAY_ID: '' };

test('without credentials the chat runs on a local gateway, and Ctrl-C ends both', async () => {
  const port = await freePort();
  const chat = startNode(['scripts/run.mjs', 'start', '--port', String(port)], none);
  try {
    const url = `http://127.0.0.1:${port}`;
    await answers(url, chat);
    const parts = [{ type: 'text', text: 'Calculate 6 * 7' }];
    const body = JSON.stringify({ messages: [{ id: '1', role: 'user', parts }] });
    const response = await fetch(`${url}/api/chat`, { method: 'POST', body });
    expect(await response.text()).toContain('6 * 7 = 42');
    expect(chat.said.join('')).toContain('A local gateway answers.');

    await end(chat, 'SIGINT');
    expect(chat.exitCode).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  } finally {
    await end(chat, 'SIGKILL');
  }
});

test('--help says what can be set', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/run.mjs', '--help'], {
    cwd: folder,
  });
  expect(stdout).toContain('--port');
  expect(stdout).toContain('CLOUDFLARE_API_TOKEN');
});
