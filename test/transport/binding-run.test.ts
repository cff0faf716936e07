import { describe, expect, test } from 'vitest';
import { createWorkersAI, type RunInputs } from 'workers-ai-gateway';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { stubBinding } from './stub-binding.ts';
import { rejection } from './stub-fetch.ts';

const distilbert = '@cf/huggingface/distilbert-sst-2-int8';
const model: string = '@cf/some/model';
const bytes = () => new Uint8Array([1, 2, 3]);

test('classifies as the page does, through the stand-in', async () => {
  const gateway = createLocalGateway();
  const workersai = createWorkersAI({ binding: gateway.binding, gateway: { id: 'gw', cacheTtl: 3360 } });
  expect(await workersai.run(distilbert, { text: 'Cloudflare docs are amazing!' })).toEqual(
    expect.arrayContaining([{ label: 'POSITIVE', score: expect.any(Number) }]),
  );
  expect(gateway.requests).toMatchObject([
    {
      url: 'https://workers-binding.ai/ai-gateway/run?version=3',
      body: {
        inputs: { text: 'Cloudflare docs are amazing!' },
        options: { gateway: { id: 'gw', cacheTtl: 3360 } },
      },
    },
  ]);
});

test('the raw Response has the log id and the cache status', async () => {
  const gateway = createLocalGateway();
  const workersai = createWorkersAI({ binding: gateway.binding, gateway: 'gw' });
  const response = await workersai.run(distilbert, { text: 'Splendid!' }, { returnRawResponse: true });
  expect(response.headers.get('cf-aig-log-id')).toBe(gateway.logs[0]?.id);
  expect(response.headers.get('cf-aig-cache-status')).toBe('MISS');
});

test('options of the call win over the provider’s, key by key', async () => {
  const binding = stubBinding({});
  const workersai = createWorkersAI({ binding, gateway: { id: 'gw', cacheTtl: 60, cacheKey: 'a' } });
  const { signal } = new AbortController();
  const gateway = { cacheKey: 'b', zdr: true };
  await workersai.run(model, { text: 'a' }, { gateway, headers: { 'X-A': '1' }, abortSignal: signal });
  expect(binding.calls).toMatchObject([
    {
      inputs: { text: 'a' },
      options: {
        gateway: { id: 'gw', cacheTtl: 60, cacheKey: 'b' },
        extraHeaders: { 'x-a': '1', 'cf-aig-zdr': 'true' },
        signal,
      },
    },
  ]);
});

test('the caller’s inputs are not touched', async () => {
  const inputs = Object.freeze({ text: 'a' });
  const binding = stubBinding({});
  await createWorkersAI({ binding, gateway: 'gw' }).run(model, inputs);
  expect(binding.calls[0]?.inputs).toEqual(inputs);
});

describe('through a gateway', () => {
  const streamed: readonly { what: string; inputs: () => RunInputs<string> }[] = [
    { what: 'a stream', inputs: () => ({ audio: new Blob([bytes()]).stream() }) },
    {
      what: 'a stream with its type',
      inputs: () => ({ audio: { body: new Blob([bytes()]).stream(), contentType: 'audio/wav' } }),
    },
    {
      what: 'a stream that lacks its type',
      inputs: () => ({ audio: { body: new Blob([bytes()]).stream() } }),
    },
    { what: 'a form among the inputs', inputs: () => ({ multipart: new FormData() }) },
    {
      what: 'a form with its type',
      inputs: () => ({ multipart: { body: new FormData(), contentType: 'multipart/form-data' } }),
    },
  ];

  test.each(streamed)('$what is refused before the call', async ({ inputs }) => {
    const binding = stubBinding();
    const error = await rejection(createWorkersAI({ binding, gateway: 'gw' }).run(model, inputs()));
    expect(error).toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      functionality: 'streams through a gateway',
      message:
        'The Workers binding does not take streams through a gateway. Pass gateway: false to send them directly.',
    });
    expect(binding.calls).toEqual([]);
  });

  test('a form as the inputs is refused before the call', async () => {
    const binding = stubBinding();
    const workersai = createWorkersAI({ binding, gateway: 'gw' });
    expect(await rejection(workersai.run(model, new FormData()))).toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      message:
        'The Workers binding does not take forms through a gateway. Pass gateway: false to send them directly.',
    });
    expect(binding.calls).toEqual([]);
  });

  test('numbers, lists and objects that have a body are no streams', async () => {
    const binding = stubBinding({});
    const inputs = { audio: [1, 2, 3], document: { body: 'text', contentType: 'text/plain' }, top: null };
    await createWorkersAI({ binding, gateway: 'gw' }).run(model, inputs);
    expect(binding.calls[0]?.inputs).toEqual(inputs);
  });
});

test.each([
  { what: 'a form', inputs: () => new FormData() },
  { what: 'a stream', inputs: () => ({ audio: new Blob(['a']).stream() }) },
])('$what goes to Workers AI directly where nobody named a gateway', async ({ inputs }) => {
  const binding = stubBinding({});
  await createWorkersAI({ binding }).run(model, inputs());
  expect(binding.calls[0]?.options).not.toHaveProperty('gateway');
});

describe('past the gateway', () => {
  test('a form becomes a multipart body, which the binding sends', async () => {
    const gateway = createLocalGateway();
    const form = new FormData();
    form.set('prompt', 'A red bicycle');
    const workersai = createWorkersAI({ binding: gateway.binding, gateway: false });
    await workersai.run('@cf/black-forest-labs/flux-2-dev' as string, form);
    const [request, ...more] = gateway.requests;
    expect(more).toEqual([]);
    expect(new URL(request?.url ?? '').pathname).toBe('/run');
    const sent = new Response(request?.bytes.slice(), {
      headers: { 'content-type': request?.headers['content-type'] ?? '' },
    });
    expect([...(await sent.formData())]).toEqual([['prompt', 'A red bicycle']]);
  });

  test('a stream among the inputs goes on as it is', async () => {
    const binding = stubBinding({});
    const audio = { body: new Blob([bytes()]).stream(), contentType: 'audio/wav' };
    await createWorkersAI({ binding, gateway: false }).run(model, { audio, language: 'en' });
    expect(binding.calls[0]?.inputs).toEqual({ audio, language: 'en' });
    expect(Object(binding.calls[0]?.inputs.audio).body).toBe(audio.body);
  });
});

const whole: readonly { what: string; inputs: () => RunInputs<string> }[] = [
  { what: 'bytes', inputs: bytes },
  { what: 'an ArrayBuffer', inputs: () => bytes().buffer },
  { what: 'a Blob', inputs: () => new Blob([bytes()]) },
  { what: 'a stream', inputs: () => new Blob([bytes()]).stream() },
];

describe.each(whole)('$what as the whole input', ({ inputs }) => {
  test.each(['gw', false] as const)('is refused before the call (gateway %s)', async gateway => {
    const binding = stubBinding();
    expect(await rejection(createWorkersAI({ binding, gateway }).run(model, inputs()))).toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      message:
        'The Workers binding does not take bytes as the whole input. Pass them as a named input, such as { audio: [...bytes] }, or use accountId and apiKey.',
    });
    expect(binding.calls).toEqual([]);
  });
});
