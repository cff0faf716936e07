import { describe, expect, test } from 'vitest';
import { errorFrame, failure, text } from 'workers-ai-gateway/testing';
import { openWorker } from './open.ts';
import { llama } from './worker/session.ts';

const glm = '@cf/zai-org/glm-4.7-flash';
const authorization = 'Bearer local-token';

describe.each(['ai4', 'ai7'] as const)("a fallback over workerd's own env.AI (%s)", sdk => {
  const prompt = 'Hi';

  test('in the gateway, whole and streamed, is one universal request', async () => {
    const { gateway, ask } = await openWorker();
    const settings = { gateway: 'gw', headers: { authorization } };
    const options = { fallbacks: [{ model: glm, maxTokens: 5 }] };
    gateway.reply(failure(3040));
    gateway.reply(text('Hello'));
    gateway.reply(failure(3040));
    gateway.reply(text('Hel', 'lo'));
    const answered = { model: glm, step: 1 };
    expect(await ask('text', { prompt, options }, { sdk, settings })).toMatchObject({
      text: 'Hello',
      metadata: answered,
    });
    const { texts, last } = await ask('stream', { prompt, options }, { sdk, settings });
    expect(texts.join('')).toBe('Hello');
    expect(last).toMatchObject({ metadata: answered });
    expect(gateway.requests.map(({ path }) => path)).toEqual(Array(2).fill('/ai-gateway/universal/run/gw'));
    expect(gateway.requests[0]?.body).toMatchObject([
      { provider: 'workers-ai', endpoint: llama, headers: { authorization } },
      { provider: 'workers-ai', endpoint: glm, headers: { authorization }, query: { max_tokens: 5 } },
    ]);
  });

  test('in the gateway ends in the error of the last', async () => {
    const { gateway, ask } = await openWorker();
    gateway.reply(failure(3040));
    gateway.reply(failure(3046));
    const settings = { gateway: 'gw', headers: { authorization } };
    await expect(
      ask('text', { prompt, options: { fallbacks: [glm] } }, { sdk, settings }),
    ).rejects.toMatchObject({ name: 'AI_APICallError', code: 3046, isRetryable: true });
  });

  test('in the client, whole and streamed', async () => {
    const { gateway, ask } = await openWorker();
    gateway.reply(failure(3040));
    gateway.reply(text('Hello'));
    gateway.reply(errorFrame(3040));
    gateway.reply(text('Hel', 'lo'));
    const members = [llama, glm];
    const fallback = [{ modelId: llama, code: 3040 }];
    expect(await ask('text', { prompt, members }, { sdk })).toMatchObject({
      text: 'Hello',
      metadata: { fallback },
    });
    const { texts, last } = await ask('stream', { prompt, members }, { sdk });
    expect(texts.join('')).toBe('Hello');
    expect(last).toMatchObject({ metadata: { fallback } });
  });
});
