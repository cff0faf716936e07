import { runInNewContext } from 'node:vm';
import { APICallError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { connectionError, isAbort } from '../../src/transport/connection.ts';

const named = (name: string) => Object.assign(new Error('x'), { name });

describe('whether the caller gave up', () => {
  test.each([
    ['AbortError', true, named('AbortError')],
    ['TimeoutError', true, named('TimeoutError')],
    ['ResponseAborted', true, named('ResponseAborted')],
    ['a DOMException', true, new DOMException('x', 'AbortError')],
    ['the reason of AbortSignal.timeout', true, new DOMException('x', 'TimeoutError')],
    ['another error', false, new TypeError('fetch failed')],
    ['a text', false, 'AbortError'],
  ])('%s: %j', (_name, expected, error) => {
    expect(isAbort(error)).toBe(expected);
    expect(isAbort(error, new AbortController().signal)).toBe(expected);
  });

  test('any error once the signal has fired', () => {
    expect(isAbort(new TypeError('fetch failed'), AbortSignal.abort())).toBe(true);
    expect(isAbort('my reason', AbortSignal.abort('my reason'))).toBe(true);
  });
});

/** Errors each of which has the next as its cause. */
const nested = (messages: readonly string[]): Error | undefined =>
  messages.reduceRight<Error | undefined>((cause, message) => new Error(message, { cause }), undefined);

/** Errors each of which holds the next as the first of its causes. */
const listed = (messages: readonly string[]): Error | undefined =>
  messages.reduceRight<Error | undefined>(
    (cause, message) =>
      new Error(message, cause && { cause: new AggregateError([cause], `some of ${message}`) }),
    undefined,
  );

test.each([
  {
    name: 'a bare error',
    cause: new Error('socket hang up'),
    message: 'Cannot reach gateway.ai.cloudflare.com: socket hang up',
  },
  {
    name: 'what Node hides behind «fetch failed»',
    cause: new TypeError('fetch failed', {
      cause: new Error('getaddrinfo ENOTFOUND gateway.ai.cloudflare.com'),
    }),
    message: 'Cannot reach gateway.ai.cloudflare.com: getaddrinfo ENOTFOUND gateway.ai.cloudflare.com',
  },
  {
    name: 'the first of several addresses',
    cause: new TypeError('fetch failed', {
      cause: new AggregateError([
        new Error('connect ECONNREFUSED ::1:443'),
        new Error('connect ECONNREFUSED 127.0.0.1:443'),
      ]),
    }),
    message: 'Cannot reach gateway.ai.cloudflare.com: connect ECONNREFUSED ::1:443',
  },
  {
    name: 'an error without a message',
    cause: new RangeError(),
    message: 'Cannot reach gateway.ai.cloudflare.com: RangeError',
  },
  {
    name: 'an error without a message, with a code',
    cause: Object.assign(new Error(''), { code: 'ECONNRESET' }),
    message: 'Cannot reach gateway.ai.cloudflare.com: ECONNRESET',
  },
  {
    name: 'an error without a message, whose code is a number',
    cause: new DOMException('', 'NetworkError'),
    message: 'Cannot reach gateway.ai.cloudflare.com: NetworkError',
  },
  {
    name: 'an error with a message and a code',
    cause: Object.assign(new Error('read timed out'), { code: 'ETIMEDOUT' }),
    message: 'Cannot reach gateway.ai.cloudflare.com: read timed out',
  },
  {
    name: 'a cause whose errors are no list',
    cause: new TypeError('fetch failed', {
      cause: Object.assign(new Error('bad certificate'), { errors: { chain: 'expired' } }),
    }),
    message: 'Cannot reach gateway.ai.cloudflare.com: bad certificate',
  },
  {
    name: 'a cause whose list begins with no error',
    cause: new TypeError('fetch failed', {
      cause: new AggregateError(['::1', new Error('refused')], 'no address answered'),
    }),
    message: 'Cannot reach gateway.ai.cloudflare.com: no address answered',
  },
  {
    name: 'a reason of 200 characters',
    cause: new Error('x'.repeat(200)),
    message: `Cannot reach gateway.ai.cloudflare.com: ${'x'.repeat(200)}`,
  },
  {
    name: 'a longer reason, cut',
    cause: new Error('x'.repeat(201)),
    message: `Cannot reach gateway.ai.cloudflare.com: ${'x'.repeat(200)}…`,
  },
  {
    name: 'several addresses of which nothing is known',
    cause: new AggregateError([], 'All failed'),
    message: 'Cannot reach gateway.ai.cloudflare.com: All failed',
  },
  {
    name: 'the sixth of causes within causes',
    cause: nested(['1', '2', '3', '4', '5', '6', '7']),
    message: 'Cannot reach gateway.ai.cloudflare.com: 6',
  },
  {
    name: 'the sixth of lists within lists',
    cause: listed(['1', '2', '3', '4', '5', '6', '7']),
    message: 'Cannot reach gateway.ai.cloudflare.com: 6',
  },
  {
    name: 'a text',
    cause: 'Network connection lost.',
    message: 'Cannot reach gateway.ai.cloudflare.com: Network connection lost.',
  },
])('$name becomes a retryable error that keeps its cause', ({ cause, message }) => {
  const url = 'https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/@cf/meta/llama';
  const error = connectionError(cause, { url, requestBodyValues: { text: 'x' } });
  expect(APICallError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({ message, url, cause, isRetryable: true, requestBodyValues: { text: 'x' } });
  expect(error.statusCode).toBeUndefined();
});

test('an error that is its own cause is told of', () => {
  const cause = new Error('round and round');
  cause.cause = cause;
  const { message } = connectionError(cause, { url: 'https://example.com/', requestBodyValues: {} });
  expect(message).toBe('Cannot reach example.com: round and round');
});

test.each([
  { host: '127.0.0.1:8787', reason: 'connect ECONNREFUSED 127.0.0.1:8787', asks: true },
  { host: 'localhost:8787', reason: 'connect ECONNREFUSED ::1:8787', asks: true },
  { host: '[::1]:8787', reason: 'connect ECONNREFUSED ::1:8787', asks: true },
  { host: 'localhost:8787', reason: 'socket hang up', asks: false },
  { host: 'proxy.example', reason: 'connect ECONNREFUSED 10.0.0.1:443', asks: false },
])('$reason at $host asks whether the local gateway runs: $asks', ({ host, reason, asks }) => {
  const { message } = connectionError(new Error(reason), { url: `http://${host}/v1`, requestBodyValues: {} });
  expect(message.endsWith('Start it with: npx workers-ai-gateway dev')).toBe(asks);
});

test('errors of another realm are known by their shape', () => {
  const foreign: unknown = runInNewContext(
    `Object.assign(new TypeError('fetch failed'), { cause: new Error('read ECONNRESET') })`,
  );
  expect(foreign).not.toBeInstanceOf(Error);
  expect(connectionError(foreign, { url: 'https://a.b', requestBodyValues: {} }).message).toMatch(
    /: read ECONNRESET$/,
  );
  expect(isAbort(runInNewContext(`Object.assign(new Error('x'), { name: 'AbortError' })`))).toBe(true);
});

test.each([
  { thrown: undefined, type: 'undefined' },
  { thrown: null, type: 'null' },
  { thrown: { oops: 1 }, type: 'object' },
  { thrown: { name: 'Error', message: 1 }, type: 'object' },
  { thrown: { name: 1, message: 'Broken' }, type: 'object' },
])('what is thrown and is no error ($type) is called that', ({ thrown, type }) => {
  const { message } = connectionError(thrown, { url: 'https://a.b', requestBodyValues: {} });
  expect(message).toBe(`Cannot reach a.b: a value of type ${type} was thrown, not an Error.`);
});
