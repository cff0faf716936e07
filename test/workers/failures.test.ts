import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { createLocalGateway, failure, reset, text } from 'workers-ai-gateway/testing';
import { hi } from '../sdk/v1/call-options.ts';
import { openWorker } from './open.ts';
import { type Report, report } from './worker/report.ts';
import { llama } from './worker/session.ts';

/** With the status and the worth of another try that a caller goes by. */
const codes = [
  { code: 2001, statusCode: 400, isRetryable: false },
  { code: 2003, statusCode: 429, isRetryable: true },
  { code: 2005, statusCode: 400, isRetryable: true },
  { code: 2009, statusCode: 401, isRetryable: false },
  { code: 2016, statusCode: 424, isRetryable: false },
  { code: 2041, statusCode: 429, isRetryable: false },
  { code: 3007, statusCode: 408, isRetryable: true },
  { code: 3036, statusCode: 429, isRetryable: false },
  { code: 3040, statusCode: 429, isRetryable: true },
  { code: 4006, statusCode: 429, isRetryable: false },
  { code: 5006, statusCode: 400, isRetryable: false },
  { code: 5007, statusCode: 400, isRetryable: false },
  { code: 10000, statusCode: 401, isRetryable: false },
];

/** The error that the same failure is over HTTP, in this process. */
async function overHttp(code: number): Promise<Report> {
  const gateway = createLocalGateway();
  gateway.reply(failure(code));
  const call = createWorkersAI(gateway.settings)(llama).doGenerate(hi);
  return withoutIds(await call.then(() => new Error('It did not fail.'), report));
}

/** Workers AI puts the request's id into some of its messages; an error that the binding throws has no log id. */
function withoutIds({ message, logId: _own, ...rest }: Report): Report {
  // A binding has no setting for the gateway's token, so the advice for 2009 differs.
  return { ...rest, message: message.replace(/ The gateway requires.*| \([0-9a-f-]{36}\)|\./g, '') };
}

test.each(codes)(
  'error $code in a Worker is the APICallError that it is over HTTP',
  async ({ code, statusCode, isRetryable }) => {
    const { gateway, ask } = await openWorker();
    const expected = await overHttp(code);
    expect(expected).toMatchObject({ name: 'AI_APICallError', code, statusCode, isRetryable });
    for (const sdk of ['ai4', 'ai7'] as const) {
      for (const way of ['binding', 'throwing binding'] as const) {
        for (const command of ['text', 'stream'] as const) {
          gateway.reply(failure(code));
          const error = await ask(command, { prompt: 'Hi' }, { sdk, way }).then(() => undefined, report);
          expect(error && withoutIds(error), `${sdk}, ${way}, ${command}`).toEqual(expected);
          if (way === 'binding') expect(error?.logId).toBe(gateway.requests.at(-1)?.logId);
        }
      }
    }
    expect(gateway.requests).toHaveLength(8);
  },
);

describe('what nobody scripted', () => {
  test('a gateway that does not exist is 2001', async () => {
    const { gateway, ask } = await openWorker({ gateways: ['mine'] });
    const call = ask('text', { prompt: 'Hi' }, { settings: { gateway: 'other' } });
    await expect(call).rejects.toMatchObject({ code: 2001, statusCode: 400 });
    expect(gateway.logs).toEqual([]);
  });

  test('a model that does not exist is 5007', async () => {
    const { ask } = await openWorker({ models: ['@cf/zai-org/glm-4.7-flash'] });
    await expect(ask('text', { prompt: 'Hi' })).rejects.toMatchObject({ code: 5007, statusCode: 400 });
  });

  test('one request more than the rate limit is 2003', async () => {
    const { ask } = await openWorker({ rateLimit: { requests: 1, seconds: 60, technique: 'sliding' } });
    await ask('text', { prompt: 'Hi' });
    await expect(ask('text', { prompt: 'Hi' })).rejects.toMatchObject({ code: 2003, isRetryable: true });
  });

  test('inputs that the model does not take are 5006', async () => {
    const { ask } = await openWorker();
    const call = ask('run', { model: '@cf/huggingface/distilbert-sst-2-int8', inputs: { prompt: 'Hi' } });
    await expect(call).rejects.toMatchObject({ name: 'AI_APICallError', code: 5006, statusCode: 400 });
  });

  test.each(['binding', 'throwing binding'] as const)(
    'a connection that breaks before the answer is worth another try (%s)',
    async way => {
      const { gateway, ask } = await openWorker();
      gateway.reply(reset());
      const error = await ask('text', { prompt: 'Hi' }, { way }).catch(report);
      expect(error).toEqual({
        name: 'AI_APICallError',
        message: 'Cannot reach Workers AI at workers-binding.ai: Network connection lost.',
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
      message: expect.stringContaining('Cannot reach Workers AI at workers-binding.ai'),
    });
  });

  test('nobody at the other end is worth another try', async () => {
    const { server, ask } = await openWorker();
    await server.close();
    const error = await ask('text', { prompt: 'Hi' }).catch(report);
    expect(error).toMatchObject({ name: 'AI_APICallError', isRetryable: true });
  });

  test('a log that is not there is a 404', async () => {
    const { gateway, ask } = await openWorker();
    const call = ask('readLog', { logId: '01JADMCQQQBWH3NXZ5GCRN98DP' });
    await expect(call).rejects.toMatchObject({ name: 'AI_APICallError', statusCode: 404, code: 7002 });
    expect(gateway.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /ai-gateway/gateways/local-gateway/logs/01JADMCQQQBWH3NXZ5GCRN98DP',
    ]);
  });
});
