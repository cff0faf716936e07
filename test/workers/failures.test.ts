import { describe, expect, test } from 'vitest';
import { reset, text } from 'workers-ai-gateway/testing';
import { openWorker } from './open.ts';
import { report } from './worker/report.ts';

describe('what nobody scripted', () => {
  test.each(['binding', 'throwing binding'] as const)(
    'a connection that breaks before the answer is worth another try (%s)',
    async way => {
      const { gateway, ask } = await openWorker();
      gateway.reply(reset());
      const error = await ask('text', { prompt: 'Hi' }, { way }).catch(report);
      expect(error).toEqual({
        name: 'AI_APICallError',
        message: 'Cannot reach workers-binding.ai: Network connection lost.',
        isRetryable: true,
      });
    },
  );

  test('a connection that breaks within a stream is an error after the text', async () => {
    const { gateway, ask } = await openWorker({ chunkDelayMs: 20 });
    gateway.reply(text('Once ', 'upon '), reset());
    await expect(ask('stream', { prompt: 'Hi' })).rejects.toMatchObject({
      name: 'AI_APICallError',
      isRetryable: true,
      message: expect.stringContaining('Cannot reach workers-binding.ai'),
    });
  });

  test('nobody at the other end is worth another try', async () => {
    const { server, ask } = await openWorker();
    await server.close();
    const error = await ask('text', { prompt: 'Hi' }).catch(report);
    expect(error).toMatchObject({ name: 'AI_APICallError', isRetryable: true });
  });
});
