import { describe, expect, test } from 'vitest';
import { pause, text } from 'workers-ai-gateway/testing';
import { openWorker } from './open.ts';

/** Longer than any test takes: only an abort ends it. */
const forever = pause(600_000);

describe.each(['ai4', 'ai7'] as const)('giving up in a Worker (%s)', sdk => {
  test.each(['text', 'embed', 'run'] as const)('before the call, nothing is sent (%s)', async what => {
    const { gateway, ask } = await openWorker();
    await ask('cue', 'leave');
    const outcome = await ask('giveUp', { what, at: 'before the call' }, { sdk });
    expect(outcome).toMatchObject({ name: 'AbortError' });
    expect(gateway.requests).toEqual([]);
  });

  test.each(['text', 'embed', 'run'] as const)(
    'while the answer is awaited, the request is cancelled before the Worker ends (%s)',
    async what => {
      const { gateway, ask } = await openWorker();
      gateway.reply(forever, text('late'));
      const outcome = ask('giveUp', { what, at: 'cue' }, { sdk });
      await expect.poll(() => gateway.requests.length).toBe(1);
      await ask('cue', 'abort');
      await expect.poll(() => gateway.requests[0]?.aborted).toBe(true);
      await ask('cue', 'leave');
      expect(await outcome).toMatchObject({ name: 'AbortError' });
      expect(gateway.requests).toHaveLength(1);
    },
  );

  test('within a stream, what came stays, and the stream is cancelled before the Worker ends', async () => {
    const { gateway, ask } = await openWorker();
    gateway.reply(text('Once '), forever, text('late'));
    const outcome = ask('giveUp', { what: 'stream', at: 'first text' }, { sdk });
    await expect.poll(() => gateway.requests[0]?.aborted).toBe(true);
    await ask('cue', 'leave');
    expect(await outcome).toEqual(['text', sdk === 'ai4' ? 'AbortError' : 'abort']);
  });
});
