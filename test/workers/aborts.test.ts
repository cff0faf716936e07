import { describe, expect, test } from 'vitest';
import { pause, text } from 'workers-ai-gateway/testing';
import { openWorker } from './open.ts';

/** Longer than any test takes: only an abort ends it. */
const forever = pause(600_000);

/** Whether a promise is still open. */
function watch(promise: Promise<unknown>): () => boolean {
  let isOpen = true;
  promise.finally(() => {
    isOpen = false;
  });
  return () => isOpen;
}

describe.each(['ai4', 'ai7'] as const)('giving up in a Worker (%s)', sdk => {
  test.each(['text', 'embed', 'run'] as const)('before the call, nothing is sent (%s)', async what => {
    const { gateway, ask } = await openWorker();
    const outcome = await ask('giveUp', { what, after: 0, linger: 50 }, { sdk });
    expect(outcome).toMatchObject({ name: 'AbortError' });
    expect(gateway.requests).toEqual([]);
  });

  test.each(['text', 'embed', 'run'] as const)(
    'while the answer is awaited, the request is cancelled at once (%s)',
    async what => {
      const { gateway, ask } = await openWorker();
      gateway.reply(forever, text('late'));
      const outcome = ask('giveUp', { what, after: 100, linger: 1500 }, { sdk });
      const isWorkerBusy = watch(outcome);
      await expect.poll(() => gateway.requests[0]?.aborted, { timeout: 5000, interval: 10 }).toBe(true);
      expect(isWorkerBusy()).toBe(true);
      expect(await outcome).toMatchObject({ name: 'AbortError' });
      expect(gateway.requests).toHaveLength(1);
    },
  );

  test('within a stream, what came stays, and the stream is cancelled at once', async () => {
    const { gateway, ask } = await openWorker();
    gateway.reply(text('Once '), forever, text('late'));
    const outcome = ask('giveUp', { what: 'stream', after: 'first text', linger: 1500 }, { sdk });
    const isWorkerBusy = watch(outcome);
    await expect.poll(() => gateway.requests[0]?.aborted, { timeout: 5000, interval: 10 }).toBe(true);
    expect(isWorkerBusy()).toBe(true);
    expect(await outcome).toEqual(['text', sdk === 'ai4' ? 'AbortError' : 'abort']);
  });
});
