import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { llama, post, user } from './post.ts';

const url = `https://gateway.ai.cloudflare.com/v1/a/g/workers-ai/${llama}`;
const headers = { authorization: 'Bearer t', 'content-type': 'application/json' };
const body = JSON.stringify(user('Hi'));

test.each<[string, Parameters<typeof globalThis.fetch>]>([
  ['a string', [url, { method: 'POST', headers, body }]],
  [
    'a URL',
    [new URL(url), { method: 'POST', headers: new Headers(headers), body: new TextEncoder().encode(body) }],
  ],
  ['a Request', [new Request(url, { method: 'POST', headers, body })]],
  ['a blob', [url, { method: 'POST', headers, body: new Blob([body]) }]],
])('fetch works detached and takes %s', async (_name, args) => {
  const { fetch, requests } = createLocalGateway();
  expect((await fetch(...args)).status).toBe(200);
  expect(requests[0]?.body).toEqual(user('Hi'));
});

test('fetch takes a stream as the body', async () => {
  const { fetch, requests } = createLocalGateway();
  const init: RequestInit & { duplex: string } = {
    method: 'POST',
    headers,
    body: new Blob([body]).stream(),
    duplex: 'half',
  };
  expect((await fetch(url, init)).status).toBe(200);
  expect(requests[0]?.text).toBe(body);
});

test('the signal of a Request counts', async () => {
  const { fetch } = createLocalGateway({ delayMs: 60_000 });
  const controller = new AbortController();
  const pending = fetch(new Request(url, { method: 'POST', headers, body, signal: controller.signal }));
  controller.abort(new Error('enough'));
  await expect(pending).rejects.toThrow('enough');
});

test('delays before an answer and between its chunks', async () => {
  const gateway = createLocalGateway({ delayMs: 30, chunkDelayMs: 5 });
  const started = Date.now();
  const response = await post(gateway, { ...user('Hi'), stream: true });
  expect(Date.now() - started).toBeGreaterThanOrEqual(28);
  const events = (await response.text()).trim().split('\n\n').length;
  expect(Date.now() - started).toBeGreaterThanOrEqual(28 + (events - 1) * 5 - 5);
});

test('ids follow from the seed', async () => {
  const id = async (seed: number) => {
    const gateway = createLocalGateway({ seed, now: () => 0 });
    return (await post(gateway, user('Hi'))).headers.get('cf-aig-log-id');
  };
  expect(await id(1)).toBe(await id(1));
  expect(await id(1)).not.toBe(await id(2));
});
