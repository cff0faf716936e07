import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { createWorkersAI } from '../../src/ai7.ts';

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
const open = (fetch: () => Promise<unknown>) => {
  const given: unknown = { accountId: 'acc', apiKey: 'key', gateway: 'gw', fetch };
  return Reflect.apply(createWorkersAI, undefined, [given])('@cf/meta/llama');
};

/** A response as node-fetch gives one: not of this realm, its body a stream of Node's. */
const nodeFetch = (body: AsyncIterable<Uint8Array>, status = 200) => ({
  ok: status === 200,
  status,
  statusText: 'OK',
  headers: new Headers({ 'content-type': 'text/event-stream', 'cf-ray': '8f3-FRA' }),
  body,
  bodyUsed: false,
  text: async () => '',
});

test('a body of node-fetch is streamed', async () => {
  const body = Readable.from([Buffer.from('data: {"response":"Hi"}\n\n'), Buffer.from('data: [DONE]\n\n')]);
  const { stream } = await open(async () => nodeFetch(body)).doStream({ prompt });
  const parts: unknown[] = [];
  for await (const part of stream) parts.push(part);
  expect(parts).toContainEqual(expect.objectContaining({ type: 'text-delta', delta: 'Hi' }));
});

test('a body of node-fetch is read to its end', async () => {
  const body = Readable.from([Buffer.from('{"response":'), Buffer.from('"Hi"}')]);
  const { content, response } = await open(async () => nodeFetch(body)).doGenerate({ prompt });
  expect(content).toEqual([{ type: 'text', text: 'Hi' }]);
  expect(response.headers).toMatchObject({ 'cf-ray': '8f3-FRA' });
});

test('a failure of node-fetch keeps its status', async () => {
  const body = Readable.from([Buffer.from('{"errors":[{"code":5006,"message":"No"}]}')]);
  await expect(open(async () => nodeFetch(body, 400)).doGenerate({ prompt })).rejects.toMatchObject({
    statusCode: 400,
    data: { code: 5006 },
  });
});

test('a response without a body is read by its text()', async () => {
  const { body: _, ...bodiless } = nodeFetch(Readable.from([]));
  const answer = { ...bodiless, text: async () => '{"response":"Hi"}' };
  const { content } = await open(async () => answer).doGenerate({ prompt });
  expect(content).toEqual([{ type: 'text', text: 'Hi' }]);
});

test('a body whose iterator has no return() can be cancelled', async () => {
  const next = async () => ({ done: false, value: new TextEncoder().encode('data: {"response":"Hi"}\n\n') });
  const body = { [Symbol.asyncIterator]: () => ({ next }) };
  const { stream } = await open(async () => nodeFetch(body)).doStream({ prompt });
  const reader = stream.getReader();
  await reader.read();
  await expect(reader.cancel()).resolves.toBeUndefined();
});

test('such a body is let go when its reader stops', async () => {
  const destroyed = vi.fn();
  const body = Readable.from([Buffer.from('data: {"response":"Hi"}\n\n'), Buffer.from('data: {}\n\n')]);
  body.on('close', destroyed);
  const { stream } = await open(async () => nodeFetch(body)).doStream({ prompt });
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  await expect.poll(() => destroyed.mock.calls.length).toBe(1);
});

test.each([
  { returned: undefined, what: 'undefined' },
  { returned: null, what: 'null' },
  { returned: { ok: true }, what: 'a value of type object' },
  { returned: 'text', what: 'a value of type string' },
])('a fetch that returns $what is called that', async ({ returned, what }) => {
  await expect(open(async () => returned).doGenerate({ prompt })).rejects.toMatchObject({
    name: 'AI_APICallError',
    message: `The fetch setting returned ${what} instead of a Response. Check that it returns the result of fetch().`,
    url: 'https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/@cf/meta/llama',
    requestBodyValues: { messages: [{ role: 'user', content: 'Hi' }] },
    isRetryable: false,
  });
});

test.each([undefined, null, 5])('a fetch that throws %s is an error that may be repeated', async thrown => {
  const fetch = async () => {
    throw thrown;
  };
  await expect(open(fetch).doGenerate({ prompt })).rejects.toMatchObject({
    name: 'AI_APICallError',
    isRetryable: true,
  });
});
