import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLocalGateway, type LocalGatewayOptions, text } from 'workers-ai-gateway/testing';
import { excerpt } from '../../src/local-gateway/excerpt.ts';
import {
  arrayIn,
  booleanIn,
  entryIn,
  isObject,
  numberIn,
  objectIn,
  parseJson,
  stringIn,
} from '../../src/local-gateway/json.ts';
import { resolveOptions } from '../../src/local-gateway/options.ts';
import { clearState, createState } from '../../src/local-gateway/state.ts';
import { unlessAborted, wait } from '../../src/local-gateway/wait.ts';
import { log, seen } from './gateway/calls.ts';
import { post, user } from './post.ts';

describe('values from outside', () => {
  const list: unknown[] = [];
  const object = {};
  test.each<[unknown, Record<string, unknown>]>([
    ['', { string: '' }],
    [0, { number: 0 }],
    [Number.NaN, {}],
    [Number.POSITIVE_INFINITY, {}],
    ['5', { string: '5' }],
    [false, { boolean: false }],
    [null, {}],
    [undefined, {}],
    [list, { array: list }],
    [object, { object }],
  ])('%s is read as its own type alone', (value, { string, number, boolean, array = [], object }) => {
    expect(stringIn(value)).toBe(string);
    expect(numberIn(value)).toBe(number);
    expect(booleanIn(value)).toBe(boolean);
    expect(arrayIn(value)).toEqual(array);
    expect(objectIn(value)).toBe(object);
    expect(isObject(value)).toBe(object !== undefined);
  });

  test('entries of a table are its own', () => {
    expect([entryIn({ a: 1 }, 'a'), entryIn({ a: 1 }, 'b'), entryIn({}, 'constructor')]).toEqual([
      1,
      undefined,
      undefined,
    ]);
  });

  test('text that is no JSON is undefined', () => {
    expect([parseJson('{"a":1}'), parseJson('null'), parseJson('oops')]).toEqual([{ a: 1 }, null, undefined]);
  });

  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['', 3, ''],
    ['a😀', 2, 'a\ufffd'],
  ])('of %j %i characters are %j', (whole, length, head) => {
    expect(excerpt(whole, length)).toBe(head);
  });
});

describe('waiting', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A signal, and how many listen to it. */
  function signalOf() {
    const controller = new AbortController();
    const { signal } = controller;
    const listeners = new Set<unknown>();
    vi.spyOn(signal, 'addEventListener').mockImplementation((type, listener) => {
      listeners.add(listener);
      EventTarget.prototype.addEventListener.call(signal, type, listener as EventListener);
    });
    vi.spyOn(signal, 'removeEventListener').mockImplementation((type, listener) => {
      if (type === 'abort') listeners.delete(listener);
      EventTarget.prototype.removeEventListener.call(signal, type, listener as EventListener);
    });
    return { controller, signal, listeners };
  }

  test('takes as long as told, and no one listens after it', async () => {
    const { signal, listeners } = signalOf();
    let over = false;
    const waited = wait(100, signal).then(() => {
      over = true;
    });
    await vi.advanceTimersByTimeAsync(99);
    expect([over, listeners.size]).toEqual([false, 1]);
    await vi.advanceTimersByTimeAsync(1);
    await waited;
    expect([over, listeners.size]).toEqual([true, 0]);
  });

  test.each([0, -5])('for %i milliseconds takes no time', async milliseconds => {
    await wait(milliseconds, new AbortController().signal);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends at the abort', async () => {
    const { controller, signal } = signalOf();
    const rejected = expect(wait(100, signal)).rejects.toThrow('enough');
    controller.abort(new Error('enough'));
    await rejected;
    expect(vi.getTimerCount()).toBe(0);
    await expect(wait(100, signal)).rejects.toThrow('enough');
    await expect(wait(0, signal)).rejects.toThrow('enough');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('for a promise ends early when the signal aborts first', async () => {
    const { controller, signal, listeners } = signalOf();
    expect(await unlessAborted(Promise.resolve(1), signal)).toBe(1);
    await expect(unlessAborted(Promise.reject(new Error('mine')), signal)).rejects.toThrow('mine');
    await Promise.resolve();
    expect(listeners.size).toBe(0);
    const rejected = expect(unlessAborted(new Promise(() => {}), signal)).rejects.toThrow('enough');
    controller.abort(new Error('enough'));
    await rejected;
    await expect(unlessAborted(Promise.resolve(1), signal)).rejects.toThrow('enough');
  });
});

test.each<[LocalGatewayOptions['upstream'] & {}, object]>([
  ['http://a.test/v1', { url: 'http://a.test/v1' }],
  ['https://a.test', { url: 'https://a.test' }],
  [
    { url: 'http://a.test/v1', apiKey: 'k', model: 'm' },
    { url: 'http://a.test/v1', apiKey: 'k', model: 'm' },
  ],
  ['http://a.test/@v1', { url: 'http://a.test/@v1' }],
  ['http://a.test/?to=http://b@c', { url: 'http://a.test/?to=http://b@c' }],
])('the upstream %j', (upstream, expected) => {
  expect(resolveOptions({ upstream }).upstream).toEqual(expected);
});

test.each([
  ['a.test/v1', "upstream must be a URL such as http://127.0.0.1:11434/v1, not 'a.test/v1'."],
  ['ftp://a.test', "upstream must be a URL such as http://127.0.0.1:11434/v1, not 'ftp://a.test'."],
  ['my http://a.test', "upstream must be a URL such as http://127.0.0.1:11434/v1, not 'my http://a.test'."],
  ['http:///v1', "upstream must be a URL such as http://127.0.0.1:11434/v1, not 'http:///v1'."],
  ['http://user:pass@a.test', 'upstream must be a URL without user and password: pass its key as apiKey.'],
])('the upstream %s is refused', (upstream, message) => {
  expect(() => resolveOptions({ upstream })).toThrow(new TypeError(message));
});

test('a state that is cleared has forgotten everything', () => {
  const state = createState({ rateLimit: { requests: 1, seconds: 3600 }, cacheTtl: 60 });
  state.requests.add(seen());
  state.scripts.push([text('a')]);
  state.queued.set('a', 1);
  state.logs.add(log());
  expect([state.limiter.admit('g'), state.limiter.admit('g')]).toEqual([true, false]);
  clearState(state);
  expect(state).toMatchObject({ requests: { entries: [] }, scripts: [] });
  expect([state.queued.size, state.logs.entries.length, state.limiter.admit('g')]).toEqual([0, 0, true]);
});

test('chance is apart from ids', () => {
  const [one, other] = [createState({ seed: 1 }), createState({ seed: 2 })];
  expect(one.chance.next()).toBe(createState({ seed: 1 }).chance.next());
  expect(one.random.next()).not.toBe(other.random.next());
  expect(createState({ seed: 1 }).chance.next()).not.toBe(createState({ seed: 1 }).random.next());
  // The chance of one seed is not that of the seed before.
  expect(createState({ seed: 1 }).chance.next()).toBe(createState({ seed: 2 }).random.next());
});

test.each<[LocalGatewayOptions, object]>([
  [{}, { accountId: 'local-account', apiKey: 'local-token', gateway: { id: 'local-gateway' } }],
  [
    { accounts: ['a', 'b'], gateways: ['g'], token: 't', gatewayToken: 'x' },
    { accountId: 'a', apiKey: 't', gateway: { id: 'g' }, gatewayToken: 'x' },
  ],
])('the settings of a gateway with %j', (options, expected) => {
  const { settings, fetch } = createLocalGateway(options);
  expect(settings).toStrictEqual({ ...expected, fetch });
});

test.each<[unknown[], string]>([
  [['Hi'], '"Hi"'],
  [[null], 'null'],
  [[{ text: 'a' }], '{"text":"a"}'],
  [[text('a'), [text('b')]], '[{"type":"text","chunks":["b"]}]'],
])('a script of %j is refused', async (parts, other) => {
  const gateway = createLocalGateway();
  expect(() => gateway.reply(...(parts as never[]))).toThrow(
    new TypeError(`gateway.reply takes parts such as text('…') one by one, not ${other}.`),
  );
  expect((await (await post(gateway, user('Hi'))).json()).result.response).toMatch(/^Hello!/);
});

test.each<[object, RegExp]>([
  [{ cacheTTL: 60 }, /^createLocalGateway takes no option 'cacheTTL'\. It takes .*cacheTtl/],
  [{ constructor: 1 }, /no option 'constructor'/],
  [{ disputes: { id: 'uuid' } }, /no option 'disputes\.id'\. It takes ids/],
])('unknown options are refused: %j', (options, message) => {
  expect(() => createLocalGateway(options)).toThrow(TypeError);
  expect(() => createLocalGateway(options)).toThrow(message);
});
