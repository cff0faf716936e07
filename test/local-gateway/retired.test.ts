import { describe, expect, test } from 'vitest';
import { createLocalGateway, failure, type LocalGatewayOptions } from 'workers-ai-gateway/testing';
import { post, user } from './post.ts';

const llama = '@cf/meta/llama-3.1-8b-instruct';
const message = '5028: This model was deprecated on 2026-05-30';

const on = (day: string, options: LocalGatewayOptions = {}) =>
  createLocalGateway({ now: () => Date.parse(day), ...options });

interface Asked {
  model?: string;
  body?: object;
  to?: string;
}

const ask = async (
  gateway: ReturnType<typeof on>,
  { model = llama, body = user('Hi'), to = 'workers-ai/' }: Asked = {},
) => post(gateway, to.endsWith('/') ? body : { model, ...body }, { to: to.endsWith('/') ? to + model : to });

test.each([
  ['2026-05-29T23:59:59Z', 200],
  ['2026-05-30T00:00:00Z', 410],
  ['2026-11-17T00:00:00Z', 410],
])('on %s a model retired on 2026-05-30 answers %i', async (time, status) => {
  expect((await ask(on(time))).status).toBe(status);
});

describe('the refusal', () => {
  test.each<[string, string, LocalGatewayOptions, object]>([
    [
      'native',
      'workers-ai/',
      {},
      { success: false, errors: [{ code: 5028, message: expect.stringContaining(message) }] },
    ],
    [
      'OpenAI',
      'workers-ai/v1/chat/completions',
      {},
      { errors: [{ code: 5028, message: expect.stringContaining(message) }] },
    ],
    [
      'OpenAI, in its own shape',
      'workers-ai/v1/chat/completions',
      { disputes: { openaiErrors: 'openai' } },
      { error: { code: 5028, message } },
    ],
  ])('on the path: %s', async (_name, to, options, expected) => {
    const response = await ask(on('2026-06-01', options), { to });
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject(expected);
  });

  test('under /compat', async () => {
    const gateway = on('2026-06-01');
    const response = await ask(gateway, { model: `workers-ai/${llama}`, to: 'compat/chat/completions' });
    expect([response.status, await response.json()]).toEqual([
      410,
      expect.objectContaining({ internalCode: 5028, message: expect.stringContaining(message) }),
    ]);
  });

  test('over the binding, which numbers it', async () => {
    const { binding } = on('2026-06-01');
    await expect(binding.run(llama, { prompt: 'Hi' })).rejects.toMatchObject({ name: 'AiError', message });
  });

  test('comes before any check of the inputs, streamed or queued, and uses no script up', async () => {
    const gateway = on('2026-06-01');
    gateway.reply(failure(3040));
    for (const body of [{}, { prompt: 7 }, { ...user('Hi'), stream: true }, { requests: [user('Hi')] }]) {
      expect((await ask(gateway, { body })).status).toBe(410);
    }
    expect((await ask(gateway, { model: '@cf/meta/llama-3.2-3b-instruct' })).status).toBe(429);
  });
});

test('a model that another answers for is served', async () => {
  expect((await ask(on('2026-06-01'), { model: '@cf/moonshotai/kimi-k2.5' })).status).toBe(200);
});

test("retired: 'served' serves them all", async () => {
  expect((await ask(on('2026-06-01', { retired: 'served' }))).status).toBe(200);
});
