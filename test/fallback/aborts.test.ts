import { describe, expect, test } from 'vitest';
import { rejection } from '../transport/stub-fetch.ts';
import { type AnyModel, acts, answering, type Call, type Entry, entries, failing, ways } from './entries.ts';

const overloaded = { type: 'overloaded_error', message: 'Overloaded' };
const reason = new DOMException('stopped', 'AbortError');

/** A member that does nothing until its signal aborts, and heeds it or not. */
function waiting(
  entry: Entry,
  { heeds, parts }: { heeds: boolean; parts: number },
): {
  readonly model: AnyModel;
  readonly seen: { asked: number; ended: number };
} {
  const seen = { asked: 0, ended: 0 };
  const never = (call: Call) =>
    new Promise<never>((_, reject) => {
      seen.asked += 1;
      call.abortSignal?.addEventListener('abort', () => {
        seen.ended += 1;
        if (heeds) reject(call.abortSignal?.reason);
      });
    });
  const stream = async (call: Call) => {
    if (parts === 0) return never(call);
    const all = [{ type: 'response-metadata', modelId: 'm' }, entry.text('Hal')].slice(0, parts);
    return new ReadableStream({
      start: controller => {
        seen.asked += 1;
        for (const part of all) controller.enqueue(part);
        call.abortSignal?.addEventListener('abort', () => {
          seen.ended += 1;
          if (heeds) controller.error(call.abortSignal?.reason);
        });
      },
    });
  };
  return { model: entry.mock({ provider: 'vendor.chat', modelId: 'm' }, { generate: never, stream }), seen };
}

const members = [true, false].flatMap(heeds => [0, 1, 2].map(parts => ({ heeds, parts })));

describe.each(entries)('an abort of $name', entry => {
  test.each(ways)('before the first member asks none, %s', async way => {
    const { model, calls } = answering(entry, { modelId: 'a' });
    const call = { ...entry.call, abortSignal: AbortSignal.abort(reason) };
    expect(await rejection(acts[way](entry.fallback([model]), call))).toBe(reason);
    expect(calls).toEqual([]);
  });

  test.each(ways)('while a member fails is no failure, %s', async way => {
    const controller = new AbortController();
    const fail = async () => {
      controller.abort(reason);
      throw overloaded;
    };
    const first = entry.mock({ provider: 'vendor.chat', modelId: 'first' }, { generate: fail, stream: fail });
    const second = answering(entry, { modelId: 'b' });
    const call = { ...entry.call, abortSignal: controller.signal };
    expect(await rejection(acts[way](entry.fallback([first, second.model]), call))).toBe(reason);
    expect(second.calls).toEqual([]);
  });

  test.each(members.flatMap(member => ways.map(way => ({ ...member, way }))))(
    'ends a member that has sent $parts parts (heeds it: $heeds), $way',
    async ({ way, ...member }) => {
      const first = failing(entry, { error: overloaded });
      const second = waiting(entry, member);
      const third = answering(entry, { modelId: 'c' });
      const controller = new AbortController();
      const model = entry.fallback([first.model, second.model, third.model], { timeoutMs: 60_000 });
      const outcome = rejection(acts[way](model, { ...entry.call, abortSignal: controller.signal }));
      while (second.seen.asked === 0) await new Promise(resolve => setTimeout(resolve));
      const { user, system } = process.cpuUsage();
      controller.abort(reason);
      expect(await outcome).toBe(reason);
      const spent = process.cpuUsage({ user, system });
      expect((spent.user + spent.system) / 1000).toBeLessThan(100);
      expect(second.seen).toEqual({ asked: 1, ended: 1 });
      expect(third.calls).toEqual([]);
    },
  );

  test('by the time of the call is not a time-out of the member', async () => {
    const abortSignal = AbortSignal.timeout(5);
    const { model } = waiting(entry, { heeds: true, parts: 0 });
    const second = answering(entry, { modelId: 'b' });
    const fallback = entry.fallback([model, second.model], { timeoutMs: 60_000 });
    expect(await rejection(fallback.doGenerate({ ...entry.call, abortSignal }))).toMatchObject({
      name: 'TimeoutError',
    });
    expect(second.calls).toEqual([]);
  });

  test('leaves no listener once the answer is whole', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listeners += 1;
      add(...given);
    };
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...given);
    };
    const model = entry.fallback([
      failing(entry, { error: overloaded }).model,
      answering(entry, { modelId: 'b' }).model,
    ]);
    for (const way of ways) await acts[way](model, { ...entry.call, abortSignal: signal });
    expect(listeners).toBe(0);
  });
});
