import { expect, test } from 'vitest';
import { createLocalGateway, pause, text } from 'workers-ai-gateway/testing';
import { llama, user } from './post.ts';

const path = `account/gateway/workers-ai/${llama}`;

function call(fetch: typeof globalThis.fetch, root: string, signal: AbortSignal) {
  const headers = { authorization: 'Bearer t', 'content-type': 'application/json' };
  return fetch(`${root}/${path}`, {
    method: 'POST',
    headers,
    signal,
    body: JSON.stringify({ ...user('Hi'), stream: true }),
  });
}

const root = 'https://gateway.ai.cloudflare.com/v1';

test('a signal that has aborted already rejects with its reason, and nothing is seen', async () => {
  const gateway = createLocalGateway();
  const reason = new Error('no');
  await expect(call(gateway.fetch, root, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(gateway.requests).toEqual([]);
});

test('before the headers: the call rejects with the reason', async () => {
  const gateway = createLocalGateway();
  const controller = new AbortController();
  const reason = new Error('enough');
  gateway.reply(pause(60_000), text('late'));
  const pending = call(gateway.fetch, root, controller.signal);
  await expect.poll(() => gateway.requests.length).toBe(1);
  controller.abort(reason);
  await expect(pending).rejects.toBe(reason);
  expect(gateway.requests[0]?.aborted).toBe(true);
});

test('within the body: reading rejects with the reason', async () => {
  const gateway = createLocalGateway();
  const controller = new AbortController();
  const reason = new Error('enough');
  gateway.reply(text('one'), pause(60_000), text('two'));
  const reader = (await call(gateway.fetch, root, controller.signal)).body?.getReader();
  await reader?.read();
  const pending = reader?.read();
  controller.abort(reason);
  await expect(pending).rejects.toBe(reason);
  expect(gateway.requests[0]?.aborted).toBe(true);
});

test('a cancelled body counts as aborted', async () => {
  const gateway = createLocalGateway();
  gateway.reply(text('one'), pause(60_000), text('two'));
  const { body } = await call(gateway.fetch, root, new AbortController().signal);
  await body?.cancel();
  expect(gateway.requests[0]?.aborted).toBe(true);
});

test('an answer read to its end is not aborted, even if the signal fires later', async () => {
  const gateway = createLocalGateway();
  const controller = new AbortController();
  await (await call(gateway.fetch, root, controller.signal)).text();
  controller.abort();
  expect(gateway.requests[0]?.aborted).toBe(false);
});

test('over a socket the closed connection marks it', async () => {
  const gateway = createLocalGateway();
  const server = await gateway.listen();
  const controller = new AbortController();
  gateway.reply(text('one'), pause(60_000), text('two'));
  const response = await call(fetch, server.settings.baseURL, controller.signal);
  await response.body?.getReader().read();
  controller.abort();
  await expect.poll(() => gateway.requests[0]?.aborted).toBe(true);
  await server.close();
});
