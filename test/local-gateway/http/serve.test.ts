import { expect, test } from 'vitest';
import { respondTo } from '../../../src/local-gateway/http/in-process.ts';
import { unwrapProxied } from '../../../src/local-gateway/http/proxied.ts';
import { seeRequest } from '../../../src/local-gateway/http/seen-request.ts';
import { refuseStranger, urlOf } from '../../../src/local-gateway/http/strangers.ts';
import type { LocalGatewayOptions } from '../../../src/local-gateway/options.ts';
import { pause, respond, text } from '../../../src/local-gateway/script/parts.ts';
import { createState } from '../../../src/local-gateway/state.ts';

const url = 'https://gateway.ai.cloudflare.com/v1/a/g/workers-ai/@cf/m/x?q=1';
const bytes = (value: string) => new TextEncoder().encode(value);

const incoming = (body = '{"prompt":"Hi"}', headers: Record<string, string> = {}) => ({
  method: 'POST',
  url: new URL(url),
  headers: { authorization: 'Bearer t', 'content-type': 'application/json', ...headers },
  bytes: bytes(body),
});

function open(options: LocalGatewayOptions = {}) {
  const told: unknown[] = [];
  const state = createState({
    onAnswer: (request, summary) => told.push({ path: request.path, ...summary }),
    ...options,
  });
  const controller = new AbortController();
  const send = (given = incoming()) => respondTo(given, { state, signal: controller.signal });
  return { state, told, controller, send };
}

test.each<[string, Record<string, string>, string, object]>([
  [
    'JSON',
    { 'content-type': 'application/json', 'x-a': '1' },
    '{"a":1}',
    { body: { a: 1 }, text: '{"a":1}', headers: { 'content-type': 'application/json', 'x-a': '1' } },
  ],
  ['JSON without a type', {}, '[1]', { body: [1], text: '[1]' }],
  ['no JSON', {}, 'oops', { body: undefined, text: 'oops' }],
  ['nothing', {}, '', { body: undefined, text: undefined }],
  [
    'an image',
    { 'content-type': 'image/png' },
    '{}',
    { body: undefined, text: undefined, bytes: bytes('{}') },
  ],
  ['sound', { 'content-type': 'audio/wav' }, '{}', { text: undefined }],
  ['a film', { 'content-type': 'video/mp4' }, '{}', { text: undefined }],
  ['bytes', { 'content-type': 'application/octet-stream' }, '{}', { text: undefined }],
  ['a form', { 'content-type': 'multipart/form-data; boundary=x' }, '{}', { text: undefined }],
  ['a type that only holds such a word', { 'content-type': 'text/x-image' }, '{}', { text: '{}' }],
])('a request as it is seen: %s', (_name, headers, body, expected) => {
  const seen = seeRequest({
    method: 'PUT',
    url: new URL(url),
    headers,
    bytes: bytes(body),
  });
  expect(seen).toMatchObject({
    method: 'PUT',
    url,
    path: '/v1/a/g/workers-ai/@cf/m/x',
    model: undefined,
    aborted: false,
    status: undefined,
    logId: undefined,
    cacheStatus: undefined,
    ...expected,
  });
});

test('an answer, and what is known of the request after it', async () => {
  const { state, told, send } = open();
  const response = await send();
  expect(response.status).toBe(200);
  expect(state.requests.entries).toMatchObject([
    { status: 200, model: '@cf/m/x', aborted: false, logId: expect.any(String) },
  ]);
  expect(told).toEqual([]);
  await response.text();
  expect(told).toEqual([
    { path: '/v1/a/g/workers-ai/@cf/m/x', milliseconds: expect.any(Number), tokensIn: 5, tokensOut: 9 },
  ]);
});

test.each([204, 205, 304])('a %i has no body', async status => {
  const { state, told, send } = open();
  state.scripts.push([respond(new Response(null, { status, headers: { 'x-a': '1' } }))]);
  const response = await send();
  expect([response.status, response.body, response.headers.get('x-a')]).toEqual([status, null, '1']);
  expect(told).toHaveLength(1);
});

test('a body of bytes, and one of none', async () => {
  const { state, send } = open();
  state.scripts.push([respond(new Response(bytes('x')))], [respond(new Response(''))]);
  expect([await (await send()).text(), await (await send()).text()]).toEqual(['x', '']);
});

test('a call that throws is told as it is, once', async () => {
  const { told, send } = open({ chat: () => Promise.reject(new Error('mine')) });
  await expect(send()).rejects.toThrow('mine');
  expect(told).toMatchObject([{ tokensIn: undefined, tokensOut: undefined }]);
});

test('an abort before the answer', async () => {
  const { state, told, controller, send } = open();
  state.scripts.push([pause(60_000)]);
  const pending = send();
  controller.abort(new Error('enough'));
  await expect(pending).rejects.toThrow('enough');
  expect(state.requests.entries).toMatchObject([{ aborted: true, status: undefined }]);
  expect(told).toHaveLength(1);
});

const streaming = '{"prompt":"Hi","stream":true}';

test('an abort within the answer', async () => {
  const { state, told, controller, send } = open();
  state.scripts.push([text('a'), pause(60_000)]);
  const reader = (await send(incoming(streaming))).body?.getReader();
  await reader?.read();
  controller.abort(new Error('enough'));
  await expect(reader?.read()).rejects.toThrow('enough');
  expect(state.requests.entries).toMatchObject([{ aborted: true, status: 200 }]);
  expect(told).toHaveLength(1);
});

test('an abort ends a body that heeds none, and its source is told', async () => {
  const reasons: unknown[] = [];
  const { state, told, controller, send } = open();
  const body = new ReadableStream<Uint8Array>({ cancel: reason => void reasons.push(reason) });
  state.scripts.push([respond(() => new Response(body))]);
  const reading = (await send()).text();
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(reading).rejects.toBe(reason);
  expect(told).toHaveLength(1);
  await expect.poll(() => reasons).toEqual([reason]);
});

test('how long an answer took is told in milliseconds', async () => {
  const { told, send } = open({ delayMs: 20 });
  await (await send()).text();
  const [{ milliseconds } = { milliseconds: 0 }] = told as { milliseconds: number }[];
  expect(milliseconds).toBeGreaterThanOrEqual(18);
  expect(milliseconds).toBeLessThan(300_000);
});

test('an abort after the answer is none', async () => {
  const { state, told, controller, send } = open();
  await (await send()).text();
  controller.abort();
  expect(state.requests.entries).toMatchObject([{ aborted: false }]);
  expect(told).toHaveLength(1);
});

test('a reader that leaves, whose source is told', async () => {
  const reasons: unknown[] = [];
  const { state, told, send } = open();
  const body = new ReadableStream<Uint8Array>({
    pull: controller => controller.enqueue(bytes('x')),
    cancel: reason => void reasons.push(reason),
  });
  state.scripts.push([respond(() => new Response(body))]);
  const reader = (await send()).body?.getReader();
  await reader?.read();
  await reader?.cancel('enough');
  expect(state.requests.entries).toMatchObject([{ aborted: true }]);
  expect(told).toHaveLength(1);
  await expect.poll(() => reasons).toEqual(['enough']);
});

test('a body that breaks is told once', async () => {
  const { state, told, send } = open();
  const body = new ReadableStream<Uint8Array>({ pull: controller => controller.error(new Error('broken')) });
  state.scripts.push([respond(() => new Response(body))]);
  await expect((await send()).text()).rejects.toThrow('broken');
  expect(state.requests.entries).toMatchObject([{ aborted: false }]);
  expect(told).toHaveLength(1);
});

test('a body too large is kept to one byte beyond the limit', async () => {
  const { state, send } = open({ maxBodyBytes: 4 });
  expect((await send(incoming('x'.repeat(100)))).status).toBe(413);
  expect((await send(incoming('1234'))).status).not.toBe(413);
  expect(state.requests.entries.map(request => request.bytes.length)).toEqual([5, 4]);
});

test('requests are forgotten beyond their number', async () => {
  const { state, send } = open({ keep: 2 });
  for (const prompt of ['a', 'b', 'c']) await (await send(incoming(JSON.stringify({ prompt })))).text();
  expect(state.requests.entries.map(({ body }) => body)).toEqual([{ prompt: 'b' }, { prompt: 'c' }]);
});

test.each<[string, Record<string, string>, string, Record<string, string>]>([
  [
    'a request that miniflare wrapped',
    { 'mf-url': 'https://workers-binding.ai/run?version=3', 'mf-header-x-a': '1', 'x-b': '2' },
    'https://workers-binding.ai/run?version=3',
    { 'x-a': '1' },
  ],
  [
    'a request that names another host',
    { 'mf-url': 'https://evil.test/', 'x-b': '2' },
    url,
    { 'mf-url': 'https://evil.test/', 'x-b': '2' },
  ],
  ['a request that nothing wrapped', { 'x-b': '2' }, url, { 'x-b': '2' }],
])('of %s, the URL and headers that were meant are read', (_name, headers, target, expected) => {
  const given = { ...incoming(), headers };
  const unwrapped = unwrapProxied(given);
  expect(unwrapped.url.href).toBe(target);
  expect(unwrapped.headers).toEqual(expected);
  expect([unwrapped.method, unwrapped.bytes]).toEqual(['POST', given.bytes]);
});

test.each<[object, number | undefined, string]>([
  [{ host: '127.0.0.1' }, undefined, ''],
  [{ host: '127.0.0.1:8787' }, undefined, ''],
  [{ host: 'LOCALHOST:1' }, undefined, ''],
  [{ host: '[::1]:65535' }, undefined, ''],
  [{ host: 'workers-binding.ai' }, undefined, ''],
  [{}, 421, "This local gateway does not answer for the host ''.\n"],
  ...[
    ...['127.0.0.1.evil.test', 'localhost.', 'evil-localhost', 'workers-binding.ai.evil.test', 'x@localhost'],
    ...['localhost/x', 'localhost:', '127.0.0.2', '0.0.0.0', '[::]', '2130706433'],
  ].map(host => [{ host }, 421, ''] as [object, number, string]),
  [{ host: 'evil.test' }, 421, "This local gateway does not answer for the host 'evil.test'.\n"],
  [{ host: 'localhost.evil.test' }, 421, ''],
  [{ host: 'evil.localhost' }, 421, ''],
  [{ host: 'localhost:99999' }, 421, ''],
  [{ host: 'localhost:123456' }, 421, ''],
  [{ host: 'localhost', origin: 'http://localhost:3000' }, undefined, ''],
  [{ host: 'localhost', origin: 'HTTPS://127.0.0.1' }, undefined, ''],
  [{ host: 'localhost', origin: 'http://[::1]' }, undefined, ''],
  [{ host: 'localhost', origin: 'null' }, 403, "This local gateway does not answer pages of 'null'.\n"],
  [{ host: 'localhost', origin: 'http://localhost.evil.test' }, 403, ''],
  [{ host: 'localhost', origin: 'http://evil.test/http://localhost' }, 403, ''],
  [{ host: 'localhost', origin: 'file://localhost' }, 403, ''],
  [{ host: 'localhost', upgrade: 'WebSocket' }, 426, 'This local gateway speaks no WebSockets.\n'],
  [{ host: 'localhost', upgrade: 'h2c' }, undefined, ''],
])('a stranger %j is answered %s', (headers, status, message) => {
  const refused = refuseStranger(headers);
  expect(refused?.status).toBe(status);
  if (message !== '') expect(refused?.message).toBe(message);
});

test.each([
  ['/v1/a?b=c', 'http://localhost:1/v1/a?b=c'],
  ['//evil.test/x', 'http://localhost:1//evil.test/x'],
  ['http://evil.test/x', 'http://localhost:1/'],
  ['*', 'http://localhost:1/'],
])('the target %s is %s', (target, href) => {
  expect(urlOf(target, 'localhost:1').href).toBe(href);
});
