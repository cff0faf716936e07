import { describe, expect, test } from 'vitest';
import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import { createLocalGateway, failure, type LocalGateway } from 'workers-ai-gateway/testing';
import { llama, rejection, settings } from './stub-fetch.ts';

const distilbert = '@cf/huggingface/distilbert-sst-2-int8';
const whisper = '@cf/openai/whisper';
const sentiment = expect.arrayContaining([{ label: 'POSITIVE', score: expect.any(Number) }]);

/** Every way over HTTP, and the path that a model has there. */
const ways: readonly { way: string; extra: WorkersAISettings; path: (model: string) => string }[] = [
  { way: 'the gateway', extra: {}, path: model => `/v1/acc/gw/workers-ai/${model}` },
  { way: 'the API', extra: { route: 'api' }, path: model => `/client/v4/accounts/acc/ai/run/${model}` },
  {
    way: 'the API, past the gateway',
    extra: { gateway: false },
    path: model => `/client/v4/accounts/acc/ai/run/${model}`,
  },
  {
    way: 'the gateway, in a provider of the openai format',
    extra: { format: 'openai' },
    path: model => `/v1/acc/gw/workers-ai/${model}`,
  },
];

const open = (gateway: LocalGateway, extra: WorkersAISettings) =>
  createWorkersAI({ ...settings, fetch: gateway.fetch, ...extra });

describe.each(ways)('run() over $way', ({ extra, path }) => {
  test('sends JSON and gives the result without its envelope', async () => {
    const gateway = createLocalGateway();
    expect(await open(gateway, extra).run(distilbert, { text: 'Splendid!' })).toEqual(sentiment);
    expect(gateway.requests).toMatchObject([
      {
        path: path(distilbert),
        headers: { 'content-type': 'application/json' },
        text: '{"text":"Splendid!"}',
      },
    ]);
  });

  test.each([
    ['bytes', () => new Uint8Array([1, 2, 3]), 'application/octet-stream'],
    [
      'a view of some bytes',
      () => new Uint8Array([0, 1, 2, 3, 4]).subarray(1, 4),
      'application/octet-stream',
    ],
    ['an ArrayBuffer', () => new Uint8Array([1, 2, 3]).buffer, 'application/octet-stream'],
    ['a Blob', () => new Blob([new Uint8Array([1, 2, 3])], { type: 'audio/wav' }), 'audio/wav'],
    ['a Blob without a type', () => new Blob([new Uint8Array([1, 2, 3])]), 'application/octet-stream'],
    ['a stream', () => new Blob([new Uint8Array([1, 2, 3])]).stream(), 'application/octet-stream'],
  ])('sends %s as the body', async (_what, inputs, type) => {
    const gateway = createLocalGateway();
    await open(gateway, extra).run(whisper, inputs());
    const [request, ...more] = gateway.requests;
    expect(more).toEqual([]);
    expect(request?.path).toBe(path(whisper));
    expect(request?.headers['content-type']).toBe(type);
    expect([...(request?.bytes ?? [])]).toEqual([1, 2, 3]);
  });

  test('sends a form with a boundary of its own', async () => {
    const gateway = createLocalGateway({ disputes: { multipartThroughGateway: 'accepted' } });
    const form = new FormData();
    form.set('prompt', 'A red bicycle');
    const model: string = '@cf/black-forest-labs/flux-2-dev';
    await open(gateway, extra).run(model, form);
    expect(gateway.requests[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(new TextDecoder().decode(gateway.requests[0]?.bytes)).toContain('A red bicycle');
  });

  test('gives a Response for a stream, and for bytes', async () => {
    const gateway = createLocalGateway();
    const workersai = open(gateway, extra);
    const stream = await workersai.run(llama, { prompt: 'Hi', stream: true });
    if (!(stream instanceof Response)) throw new Error('It is no Response.');
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect(await stream.text()).toMatch(/^data: \{.*data: \[DONE\]\n\n$/s);
    const speech = await workersai.run('@cf/deepgram/aura-1', { text: 'Hello' });
    if (!(speech instanceof Response)) throw new Error('It is no Response.');
    expect(speech.headers.get('content-type')).toBe('audio/mpeg');
    expect((await speech.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });

  test('rejects for a failure, unless it was asked for the Response', async () => {
    const gateway = createLocalGateway();
    const workersai = open(gateway, extra);
    gateway.reply(failure(3040));
    gateway.reply(failure(3040));
    expect(await rejection(workersai.run(llama, { prompt: 'Hi' }))).toMatchObject({
      name: 'AI_APICallError',
      statusCode: 429,
      data: { code: 3040 },
    });
    const response = await workersai.run(llama, { prompt: 'Hi' }, { returnRawResponse: true });
    if (!(response instanceof Response)) throw new Error('It is no Response.');
    expect(response.status).toBe(429);
    expect(await response.text()).toContain('3040');
  });
});

describe('the Response that was asked for', () => {
  test('is as it came, envelope, log id and cache status included', async () => {
    const gateway = createLocalGateway();
    const workersai = open(gateway, { gateway: { id: 'gw', cacheTtl: 60 } });
    const raw = () => workersai.run(distilbert, { text: 'Splendid!' }, { returnRawResponse: true });
    const [first, second] = [await raw(), await raw()];
    expect(await first.json()).toEqual({ result: sentiment, success: true, errors: [], messages: [] });
    expect(first.headers.get('cf-aig-log-id')).toBe(gateway.logs[0]?.id);
    expect([first, second].map(({ headers }) => headers.get('cf-aig-cache-status'))).toEqual(['MISS', 'HIT']);
  });
});

describe('options of run()', () => {
  test('an abort ends the request, whether the Response was asked for or not', async () => {
    for (const returnRawResponse of [false, true]) {
      const gateway = createLocalGateway({ delayMs: 600_000 });
      const controller = new AbortController();
      const options = { abortSignal: controller.signal, returnRawResponse };
      const call = rejection(open(gateway, {}).run(llama, { prompt: 'Hi' }, options));
      await expect.poll(() => gateway.requests.length).toBe(1);
      controller.abort('my reason');
      expect(await call).toBe('my reason');
      expect(gateway.requests[0]?.aborted).toBe(true);
    }
  });

  test('who gave up before sends nothing', async () => {
    const gateway = createLocalGateway();
    for (const returnRawResponse of [false, true]) {
      const options = { abortSignal: AbortSignal.abort('my reason'), returnRawResponse };
      expect(await rejection(open(gateway, {}).run(llama, { prompt: 'Hi' }, options))).toBe('my reason');
    }
    expect(gateway.requests).toEqual([]);
  });
});
