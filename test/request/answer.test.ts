import { APICallError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { parseJson, readBytes, readJson, readText, send } from '../../src/request/answer.ts';
import type { Exchange } from '../../src/transport/transport.ts';
import { rejection } from '../transport/stub-fetch.ts';

const request = {
  model: '@cf/meta/llama',
  endpoint: 'run' as const,
  inputs: {},
  gateway: false as const,
  headers: {},
  abortSignal: undefined,
};

const exchangeOf = (response: Response): Exchange => ({
  url: 'https://api.example.com/run',
  inputs: { text: 'x' },
  requestBody: '{"text":"x"}',
  response,
});

const broken = () =>
  new Response(
    new ReadableStream({
      start: controller =>
        controller.error(new TypeError('terminated', { cause: new Error('other side closed') })),
    }),
  );

test.each([
  { name: 'read', spoil: (response: Response) => response.text() },
  { name: 'locked', spoil: async (response: Response) => response.body?.getReader() },
])('a body that was $name already is an error that says so', async ({ spoil }) => {
  const response = new Response('{}');
  await spoil(response);
  await expect(send(async () => exchangeOf(response), request)).rejects.toMatchObject({
    name: 'AI_APICallError',
    message: expect.stringContaining('let it read response.clone()'),
    responseBody: '',
    isRetryable: false,
  });
});

test('an answer whose status is good is returned unread', async () => {
  const exchange = exchangeOf(new Response('{}'));
  const { model, gateway } = request;
  expect(await send(async () => exchange, request)).toEqual({ ...exchange, model, gateway });
  expect(exchange.response.bodyUsed).toBe(false);
});

test('an answer whose status is bad is an error with its body', async () => {
  const exchange = exchangeOf(
    new Response('{"errors":[{"code":5007,"message":"No such model"}]}', { status: 400 }),
  );
  await expect(send(async () => exchange, request)).rejects.toMatchObject({
    statusCode: 400,
    data: { code: 5007 },
    responseBody: '{"errors":[{"code":5007,"message":"No such model"}]}',
  });
});

test('nothing is sent for a caller who gave up before', async () => {
  let isSent = false;
  const transport = async () => {
    isSent = true;
    return exchangeOf(new Response('{}'));
  };
  const abortSignal = AbortSignal.abort(new Error('enough'));
  await expect(send(transport, { ...request, abortSignal })).rejects.toThrow('enough');
  expect(isSent).toBe(false);
});

test.each([
  { as: 'text', read: readText },
  { as: 'bytes', read: readBytes },
])('a body that breaks, read as $as, is a failed connection, worth a retry', async ({ read }) => {
  const error: unknown = await rejection(read(exchangeOf(broken()), undefined));
  expect(APICallError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({
    message: 'Cannot reach api.example.com: other side closed',
    isRetryable: true,
    cause: { message: 'terminated' },
    requestBodyValues: { text: 'x' },
  });
});

test('a body that breaks leaves the headers, which name the log', async () => {
  const { body } = broken();
  const response = new Response(body, { headers: { 'cf-aig-log-id': 'log', 'x-a': 'b' } });
  expect(await rejection(readText(exchangeOf(response), undefined))).toMatchObject({
    responseHeaders: { 'cf-aig-log-id': 'log', 'x-a': 'b' },
    data: { code: undefined, logId: 'log' },
  });
});

test.each([
  { status: 401, isRetryable: false },
  { status: 503, isRetryable: true },
])('the status $status holds though the body breaks', async ({ status, isRetryable }) => {
  const { body } = broken();
  const response = new Response(body, { status, headers: { 'cf-aig-log-id': 'log' } });
  const error: unknown = await rejection(send(async () => exchangeOf(response), request));
  expect(APICallError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({
    message: expect.stringMatching(`^Workers AI answered ${status}: the connection broke within the body\\.`),
    statusCode: status,
    isRetryable,
    responseBody: '',
    data: { logId: 'log' },
    cause: { message: 'terminated' },
  });
});

test('an abort within the body of a failed answer passes the reason on', async () => {
  const reason = new DOMException('enough', 'AbortError');
  const body = new ReadableStream({ start: controller => controller.error(reason) });
  const exchange = exchangeOf(new Response(body, { status: 500 }));
  await expect(send(async () => exchange, request)).rejects.toBe(reason);
});

test('a body that breaks because the caller gave up passes the reason on', async () => {
  const reason = new DOMException('enough', 'AbortError');
  const body = new ReadableStream({ start: controller => controller.error(reason) });
  await expect(readText(exchangeOf(new Response(body)), undefined)).rejects.toBe(reason);
});

test.each([
  { body: '{"a":1}', expected: { a: 1 } },
  { body: ' [1] ', expected: [1] },
  { body: 'null', expected: null },
])('$body is JSON', async ({ body, expected }) => {
  expect(await readJson(exchangeOf(new Response(body)), undefined)).toEqual({ value: expected, text: body });
});

test.each([
  { body: '', isRetryable: true, said: 'the body is empty.' },
  { body: '<html>', isRetryable: false, said: 'the body is HTML.' },
  { body: '{"a"', isRetryable: true, said: 'truncated JSON: {"a"' },
])('the body $body is an error', async ({ body, isRetryable, said }) => {
  await expect(readJson(exchangeOf(new Response(body)), undefined)).rejects.toMatchObject({
    message: `Workers AI did not answer with JSON: ${said}`,
    statusCode: 200,
    responseBody: body,
    isRetryable,
  });
});

test('JSON that tells of a failure is one, though HTTP said 200', async () => {
  const body =
    '{"success":false,"result":null,"errors":[{"code":3040,"message":"Capacity temporarily exceeded"}]}';
  await expect(readJson(exchangeOf(new Response(body)), undefined)).rejects.toMatchObject({
    statusCode: 429,
    isRetryable: true,
    data: { code: 3040 },
  });
});

test('an error shows the body as it came, however deep it is nested', () => {
  const text = `{"success":false,"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  expect(() => parseJson(text, exchangeOf(new Response()))).toThrow(
    expect.objectContaining({ responseBody: text, name: 'AI_APICallError' }),
  );
});
