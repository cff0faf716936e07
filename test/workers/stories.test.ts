import { describe, expect, test } from 'vitest';
import { text, toolCall } from 'workers-ai-gateway/testing';
import { openWorker } from './open.ts';
import { bge, llama } from './worker/session.ts';

const logId = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe.each(['ai4', 'ai7'] as const)('%s in a Worker', sdk => {
  test('answers, through the gateway, and says what the gateway said', async () => {
    const { gateway, ask } = await openWorker();
    gateway.reply(text('Hel', 'lo'));
    expect(await ask('text', { prompt: 'Hi' }, { sdk })).toEqual({
      text: 'Hello',
      finishReason: 'stop',
      metadata: expect.objectContaining({ logId: gateway.logs[0]?.id, cacheStatus: 'MISS', step: 0 }),
    });
    expect(gateway.requests).toMatchObject([
      {
        url: 'http://workers-binding.ai/ai-gateway/run?version=3',
        headers: { 'cf-consn-model-id': llama },
        body: {
          inputs: { messages: [{ role: 'user', content: 'Hi' }] },
          options: { gateway: { id: 'local-gateway' } },
        },
      },
    ]);
  });

  test('streams, piece by piece', async () => {
    const { gateway, ask } = await openWorker({ chunkDelayMs: 50 });
    gateway.reply(text('One ', 'two ', 'three.'));
    const { texts, last } = await ask('stream', { prompt: 'Count' }, { sdk });
    expect(texts.join('')).toBe('One two three.');
    expect(texts.length).toBeGreaterThan(1);
    expect(last).toMatchObject({ type: 'finish', finishReason: 'stop', metadata: { logId } });
    expect(gateway.requests[0]?.body).toMatchObject({ inputs: { stream: true } });
  });

  test('streams that are cut at every byte read the same', async () => {
    const { gateway, ask } = await openWorker({ chunkBytes: 1 });
    gateway.reply(text('Grüße, ', '世界'));
    const { texts } = await ask('stream', { prompt: 'Hi' }, { sdk });
    expect(texts.join('')).toBe('Grüße, 世界');
  });

  test('runs a tool loop', async () => {
    const { gateway, ask } = await openWorker();
    gateway.reply(toolCall('weather', { city: 'Paris' }));
    gateway.reply(text('21 degrees.'));
    expect(await ask('loop', { prompt: 'How warm is Paris?' }, { sdk })).toMatchObject({
      text: '21 degrees.',
      finishReason: 'stop',
      results: [{ city: 'Paris', celsius: 21 }],
    });
    expect(gateway.requests[1]?.body).toMatchObject({
      inputs: {
        messages: [
          { role: 'user' },
          { role: 'assistant' },
          { role: 'tool', content: '{"city":"Paris","celsius":21}' },
        ],
      },
    });
  });

  test('makes an object', async () => {
    const { gateway, ask } = await openWorker();
    gateway.reply(text('{"city":"Paris",', '"celsius":21}'));
    expect(await ask('object', { prompt: 'How warm is Paris?' }, { sdk })).toEqual({
      city: 'Paris',
      celsius: 21,
    });
    expect(gateway.requests[0]?.body).toMatchObject({
      inputs: { response_format: { type: 'json_schema', json_schema: { properties: { city: {} } } } },
    });
  });

  test('embeds 250 values in three requests', async () => {
    const { gateway, ask } = await openWorker();
    const { sizes, tokens } = await ask('embed', { count: 250 }, { sdk });
    expect(sizes).toEqual(Array.from({ length: 250 }, () => 768));
    expect(tokens).toBeGreaterThan(0);
    expect(gateway.requests.map(({ model }) => model)).toEqual([bge, bge, bge]);
  });

  test('works over HTTP there too', async () => {
    const { gateway, server, ask } = await openWorker();
    const to = { sdk, way: 'http', settings: server.settings } as const;
    gateway.reply(text('whole'));
    gateway.reply(text('stre', 'amed'));
    expect(await ask('text', { prompt: 'Hi' }, to)).toMatchObject({ text: 'whole', metadata: { logId } });
    expect((await ask('stream', { prompt: 'Hi' }, to)).texts.join('')).toBe('streamed');
    expect(gateway.requests.map(({ path }) => path)).toEqual([
      `/v1/local-account/local-gateway/workers-ai/${llama}`,
      `/v1/local-account/local-gateway/workers-ai/${llama}`,
    ]);
  });
});

const routed = 'openai/gpt-5.5';
const routes = { 'dynamic/support': [routed], 'custom/fast': [routed], 'cloudflare/auto': [routed] };
const messages = [{ role: 'user', content: 'Hi' }];

/** What a Worker sends over its binding, for each form of id. */
const doors: readonly { readonly id: string; readonly answers: string; readonly sent: object }[] = [
  ...[routed, 'dynamic/support', 'custom/fast'].map(id => ({
    id,
    answers: routed,
    sent: {
      url: 'http://workers-binding.ai/ai-gateway/run?version=3',
      headers: { 'cf-consn-model-id': id },
      body: { inputs: { messages }, options: { gateway: { id: 'local-gateway' } } },
    },
  })),
  ...['anthropic/claude-opus-5', 'cloudflare/auto'].map(id => ({
    id,
    answers: id === 'cloudflare/auto' ? routed : id,
    sent: {
      url: 'http://workers-binding.ai/ai-gateway/universal/run/local-gateway',
      body: [{ provider: 'compat', endpoint: 'chat/completions', query: { model: id, messages } }],
    },
  })),
];

describe.each(['ai4', 'ai7'] as const)('models of other vendors in a Worker (%s)', sdk => {
  test.each(doors)('$id', async ({ id, answers, sent }) => {
    const { gateway, ask } = await openWorker({ routes });
    gateway.reply(text('whole'));
    gateway.reply(text('stre', 'amed'));
    const answer = await ask('text', { prompt: 'Hi', model: id }, { sdk });
    expect(answer).toMatchObject({ text: 'whole', metadata: { model: answers, logId } });
    const { texts } = await ask('stream', { prompt: 'Hi', model: id }, { sdk });
    expect(texts.join('')).toBe('streamed');
    expect(gateway.requests).toMatchObject([sent, sent]);
  });
});

describe('run() in a Worker', () => {
  test('gives bytes as a Response', async () => {
    const { gateway, ask } = await openWorker();
    const answer = await ask('run', { model: '@cf/deepgram/aura-1', inputs: { text: 'Hello' } });
    expect(answer).toEqual({
      type: 'audio/mpeg',
      size: expect.toSatisfy((size: number) => size > 0),
      logId: gateway.logs[0]?.id,
    });
  });

  test('sends a form past the gateway, and refuses it through one', async () => {
    const { gateway, ask } = await openWorker();
    const model = '@cf/black-forest-labs/flux-2-dev';
    await expect(ask('sendForm', { model, gateway: 'local-gateway' })).rejects.toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      message: expect.stringContaining('does not take forms through a gateway. Pass gateway: false'),
    });
    expect(gateway.requests).toEqual([]);
    await ask('sendForm', { model, gateway: false });
    const [request, ...more] = gateway.requests;
    expect(more).toEqual([]);
    expect(new URL(request?.url ?? '').pathname).toBe('/run');
    expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; ?boundary=/);
    expect(new TextDecoder().decode(request?.bytes)).toContain('A red bicycle');
  });
});
