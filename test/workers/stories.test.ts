import { describe, expect, test } from 'vitest';
import { failure, text, toolCall } from 'workers-ai-gateway/testing';
import { openWorker } from './open.ts';
import { bge, llama } from './worker/session.ts';

const logId = expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/);

/** Every option that the binding has a name for. */
const named = {
  id: 'local-gateway',
  skipCache: true,
  cacheTtl: 0,
  cacheKey: 'key',
  metadata: { user: 'u-17', isTrial: false },
  collectLog: true,
  eventId: 'event-1',
  requestTimeoutMs: 5000,
  retries: { maxAttempts: 2, retryDelayMs: 0, backoff: 'linear' },
} as const;

/** And those that it has none for. */
const headerOnly = {
  collectLogPayload: false,
  customCost: { total_cost: 0.01 },
  byokAlias: 'alias',
  zdr: true,
} as const;

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

  test('sends every option of the gateway', async () => {
    const { gateway, ask } = await openWorker();
    await ask('text', { prompt: 'Hi' }, { sdk, settings: { gateway: { ...named, ...headerOnly } } });
    expect(gateway.requests[0]?.body).toMatchObject({ options: { gateway: named, returnRawResponse: true } });
    expect(gateway.requests[0]?.headers).toMatchObject({
      'cf-aig-collect-log-payload': 'false',
      'cf-aig-custom-cost': '{"total_cost":0.01}',
      'cf-aig-byok-alias': 'alias',
      'cf-aig-zdr': 'true',
    });
    expect(gateway.logs).toMatchObject([{ event_id: 'event-1' }]);
  });

  test('sends a thumbs-up to the log of an answer', async () => {
    const { gateway, ask } = await openWorker();
    const log = await ask('thumbsUp', { prompt: 'Hi' }, { sdk });
    expect(log).toMatchObject({ id: gateway.requests[0]?.logId, feedback: 1, score: 90 });
    expect(gateway.requests.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'GET']);
    expect(gateway.logs).toMatchObject([{ feedback: 1, score: 90, metadata: { reviewed: true } }]);
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

describe('what gateway options do', () => {
  test('the second answer is a hit until it is skipped', async () => {
    const { ask } = await openWorker();
    const status = async (gateway: { skipCache?: boolean }) => {
      const answer = await ask('text', {
        prompt: 'Hi',
        options: { gateway: { cacheTtl: 3360, ...gateway } },
      });
      return answer.metadata.cacheStatus;
    };
    expect([await status({}), await status({}), await status({ skipCache: true })]).toEqual([
      'MISS',
      'HIT',
      'MISS',
    ]);
  });

  test('the gateway tries again, and says which attempt answered', async () => {
    const { gateway, ask } = await openWorker();
    gateway.reply(failure(3040));
    gateway.reply(text('At last.'));
    const options = { gateway: { retries: { maxAttempts: 2, retryDelayMs: 0 } } };
    expect(await ask('text', { prompt: 'Hi', options })).toMatchObject({ text: 'At last.' });
    expect(gateway.requests).toHaveLength(1);
  });
});

describe('run() in a Worker', () => {
  test('classifies a text, as the page does', async () => {
    const { gateway, ask } = await openWorker();
    const model = '@cf/huggingface/distilbert-sst-2-int8';
    expect(await ask('run', { model, inputs: { text: 'Cloudflare docs are amazing!' } })).toEqual(
      expect.arrayContaining([{ label: 'POSITIVE', score: expect.any(Number) }]),
    );
    expect(gateway.requests[0]?.body).toMatchObject({ inputs: { text: 'Cloudflare docs are amazing!' } });
  });

  test('gives bytes as a Response', async () => {
    const { gateway, ask } = await openWorker();
    const answer = await ask('run', { model: '@cf/deepgram/aura-1', inputs: { text: 'Hello' } });
    expect(answer).toEqual({
      type: 'audio/mpeg',
      size: expect.toSatisfy((size: number) => size > 0),
      logId: gateway.logs[0]?.id,
    });
  });

  test('gives a failed Response raw', async () => {
    const { gateway, ask } = await openWorker();
    gateway.reply(failure(3040));
    const answer = await ask('readRaw', { model: llama, inputs: { prompt: 'Hi' } });
    expect(answer).toMatchObject({ status: 429, body: { internalCode: 3040 } });
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

  test('passes the gateway by where it is told to', async () => {
    const { gateway, ask } = await openWorker();
    const answer = await ask('text', { prompt: 'Hi', options: { gateway: false } });
    expect(answer.text).toBe('Hello! How can I help you today?');
    expect(gateway.requests[0]?.url).toBe('http://workers-binding.ai/run?version=3');
    expect(gateway.logs).toEqual([]);
  });
});
