import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { attempt } from '../../../src/local-gateway/gateway/attempts.ts';
import type { GatewayControls } from '../../../src/local-gateway/gateway/controls.ts';
import type { LocalGatewayOptions } from '../../../src/local-gateway/options.ts';
import { failure, pause, type ReplyPart, text } from '../../../src/local-gateway/script/parts.ts';
import { createState } from '../../../src/local-gateway/state.ts';
import { run } from './calls.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const busy = [failure(3040)];
const fine = [text('Hi')];

/** The status of a call with these controls, how long it took by the clock, and how many scripts it used up. */
async function outcome(
  scripts: readonly (readonly ReplyPart[])[],
  controls: GatewayControls = {},
  options: LocalGatewayOptions = {},
) {
  const state = createState(options);
  state.scripts.push(...scripts);
  const started = Date.now();
  const pending = attempt({ call: run({ controls }), state, signal: new AbortController().signal });
  await vi.runAllTimersAsync();
  const { status, body } = await pending;
  const code = status === 200 ? undefined : JSON.parse(String(body)).error?.[0]?.code;
  return { status, code, milliseconds: Date.now() - started, used: scripts.length - state.scripts.length };
}

test.each<[string, (readonly ReplyPart[])[], GatewayControls, object]>([
  ['one attempt', [busy, fine], {}, { status: 429, used: 1, milliseconds: 0 }],
  ['two', [busy, fine], { maxAttempts: 2 }, { status: 200, used: 2, milliseconds: 0 }],
  ['none is one', [busy, fine], { maxAttempts: 0 }, { status: 429, used: 1 }],
  ['less than none is one', [busy, fine], { maxAttempts: -3 }, { status: 429, used: 1 }],
  ['a fraction is cut', [busy, fine], { maxAttempts: 1.9 }, { status: 429, used: 1 }],
  ['five at most', [busy, busy, busy, busy, busy, fine], { maxAttempts: 99 }, { status: 429, used: 5 }],
  ['a success is enough', [fine, fine], { maxAttempts: 5 }, { status: 200, used: 1 }],
  ['a timeout of the model', [[failure(3007)], fine], { maxAttempts: 2 }, { status: 200, used: 2 }],
  ['a failure of the model', [[failure(8005)], fine], { maxAttempts: 2 }, { status: 200, used: 2 }],
  ['what no repeat mends', [[failure(5004)], fine], { maxAttempts: 2 }, { status: 400, used: 1 }],
  ['an unknown path', [[failure(7000)], fine], { maxAttempts: 2 }, { status: 404, used: 1 }],
])('how often: %s', async (_name, scripts, controls, expected) => {
  expect(await outcome(scripts, controls)).toMatchObject(expected);
});

test.each<[GatewayControls, number]>([
  [{}, 0],
  [{ retryDelayMs: 100 }, 300],
  [{ retryDelayMs: 100, backoff: 'constant' }, 300],
  [{ retryDelayMs: 100, backoff: 'linear' }, 600],
  [{ retryDelayMs: 100, backoff: 'exponential' }, 700],
  [{ retryDelayMs: 100, backoff: 'constructor' }, 300],
  [{ retryDelayMs: 60_000 }, 15_000],
  [{ retryDelayMs: -100 }, 0],
])('three waits between four attempts with %j take %i ms', async (controls, milliseconds) => {
  expect(await outcome([busy, busy, busy, fine], { maxAttempts: 4, ...controls })).toEqual({
    status: 200,
    code: undefined,
    milliseconds,
    used: 4,
  });
});

const slow = (milliseconds: number) => [pause(milliseconds), text('Hi')];

test.each<[string, (readonly ReplyPart[])[], GatewayControls, object]>([
  ['in time', [slow(99)], { requestTimeoutMs: 100 }, { status: 200, milliseconds: 99 }],
  ['late', [slow(101)], { requestTimeoutMs: 100 }, { status: 400, code: 2005, milliseconds: 100 }],
  ['at once', [fine], { requestTimeoutMs: 100 }, { status: 200, milliseconds: 0 }],
  ['no limit', [slow(1000)], {}, { status: 200, milliseconds: 1000 }],
  [
    'late, then in time',
    [slow(500), slow(50)],
    { requestTimeoutMs: 100, maxAttempts: 2 },
    { status: 200, milliseconds: 150 },
  ],
  [
    'the last of several is waited for',
    [slow(500), slow(500)],
    { requestTimeoutMs: 100, maxAttempts: 2 },
    { status: 200, milliseconds: 600 },
  ],
  [
    'a failure in time, then late',
    [busy, slow(500)],
    { requestTimeoutMs: 100, maxAttempts: 2 },
    { status: 200, milliseconds: 500 },
  ],
])('the time to the first byte: %s', async (_name, scripts, controls, expected) => {
  expect(await outcome(scripts, controls)).toMatchObject(expected);
});

test('what a timeout is, by switch', async () => {
  const late = { requestTimeoutMs: 100 };
  expect(await outcome([slow(500)], late, { disputes: { timeoutFailure: 408 } })).toMatchObject({
    status: 408,
    code: 3007,
  });
});

test('an attempt that is late is stopped, and its clock with one that is not', async () => {
  await outcome([slow(500)], { requestTimeoutMs: 100 });
  expect(vi.getTimerCount()).toBe(0);
  await outcome([fine], { requestTimeoutMs: 60_000 });
  expect(vi.getTimerCount()).toBe(0);
});

test('the caller’s abort ends an attempt, a wait and the clock', async () => {
  for (const scripts of [[slow(500)], [busy, fine]]) {
    const state = createState({});
    state.scripts.push(...scripts);
    const controller = new AbortController();
    const controls = { requestTimeoutMs: 1000, maxAttempts: 2, retryDelayMs: 500 };
    const pending = attempt({ call: run({ controls }), state, signal: controller.signal });
    const rejected = expect(pending).rejects.toThrow('enough');
    await vi.advanceTimersByTimeAsync(10);
    controller.abort(new Error('enough'));
    await rejected;
    expect(vi.getTimerCount()).toBe(0);
  }
});
