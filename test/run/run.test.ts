import { describe, expect, test } from 'vitest';
import { createWorkersAI, readMetadata, type WorkersAISettings } from 'workers-ai-gateway';
import { json, rejection, settings, stubFetch } from '../transport/stub-fetch.ts';

const distilbert = '@cf/huggingface/distilbert-sst-2-int8';
const labels = [
  { label: 'NEGATIVE', score: 0.01 },
  { label: 'POSITIVE', score: 0.99 },
];
const envelope = (result: unknown) => ({ result, success: true, errors: [], messages: [] });

const create = (answer: Response | Error, extra: WorkersAISettings = {}) => {
  const { fetch, sent } = stubFetch(answer);
  return { sent, run: createWorkersAI({ ...settings, fetch, ...extra }).run };
};

test('sends the page’s request and unwraps the answer', async () => {
  const { run, sent } = create(json(envelope(labels)));
  expect(await run(distilbert, { text: 'Cloudflare docs are amazing!' })).toEqual(labels);
  expect(sent).toMatchObject([
    {
      url: `https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/${distilbert}`,
      init: { method: 'POST' },
      headers: { authorization: 'Bearer secret-key', 'content-type': 'application/json' },
      body: { text: 'Cloudflare docs are amazing!' },
    },
  ]);
});

test.each([
  { name: 'a bare answer', answer: () => json({ summary: 'Short.' }), expected: { summary: 'Short.' } },
  { name: 'an empty result', answer: () => json(envelope(null)), expected: null },
  {
    name: 'JSON with a charset',
    answer: () =>
      new Response(JSON.stringify(envelope(labels)), {
        headers: { 'content-type': 'application/json; charset=utf-8' },
      }),
    expected: labels,
  },
  {
    name: 'other kinds of JSON',
    answer: () => new Response('{"a":1}', { headers: { 'content-type': 'application/vnd.x+json' } }),
    expected: { a: 1 },
  },
])('run() returns the result of $name', async ({ answer, expected }) => {
  const { run } = create(answer());
  expect(await run('@cf/any/model', { text: 'x' })).toEqual(expected);
});

describe('a Response for what is no JSON', () => {
  test.each(['text/event-stream', 'image/png', 'audio/mpeg', 'application/x-ndjson', ''])(
    'a body of the type %j is handed on',
    async type => {
      const answer = new Response(Uint8Array.of(1, 2), {
        headers: { 'content-type': type, 'cf-aig-log-id': 'log' },
      });
      const { run } = create(answer);
      const response = await run<Response>('@cf/any/model', { prompt: 'x' });
      expect(response).toBe(answer);
      expect(readMetadata(response)).toEqual({ logId: 'log' });
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(1, 2));
    },
  );

  test('returnRawResponse returns the Response, a failed one too', async () => {
    const answer = json({ errors: [{ code: 5007, message: 'No such model' }] }, { status: 400 });
    const { run } = create(answer);
    expect(await run('@cf/any/model', {}, { returnRawResponse: true })).toBe(answer);
    expect(answer.bodyUsed).toBe(false);
  });
});

describe('inputs', () => {
  const form = new FormData();
  form.set('prompt', 'a cat');
  const bytes = Uint8Array.of(1, 2, 3);

  test('a form, whose type fetch itself names', async () => {
    const { run, sent } = create(json(envelope({ image: 'AAAA' })));
    await run('@cf/any/model', form);
    expect(sent[0]?.init.body).toBe(form);
    expect(sent[0]?.headers).not.toHaveProperty('content-type');
  });

  test('a stream, which is sent while it is read', async () => {
    const { run, sent } = create(json(envelope({ text: 'Hi' })));
    const stream = new Blob([bytes]).stream();
    await run('@cf/any/model', stream, { headers: { 'content-type': 'audio/wav' } });
    expect(sent[0]?.init).toMatchObject({ body: stream, duplex: 'half' });
    expect(sent[0]?.headers['content-type']).toBe('audio/wav');
  });
});

test('gateway options, headers and the signal are those of the call', async () => {
  const { run, sent } = create(json(envelope(labels)), {
    gateway: { id: 'gw', cacheTtl: 60 },
    headers: { 'x-a': 'provider' },
  });
  const { signal } = new AbortController();
  await run(
    distilbert,
    { text: 'x' },
    { gateway: { id: 'other', skipCache: true }, headers: { 'x-a': 'call' }, abortSignal: signal },
  );
  expect(sent[0]?.url).toBe(`https://gateway.ai.cloudflare.com/v1/acc/other/workers-ai/${distilbert}`);
  expect(sent[0]?.headers).toMatchObject({
    'cf-aig-cache-ttl': '60',
    'cf-aig-skip-cache': 'true',
    'x-a': 'call',
  });
  expect(sent[0]?.init.signal).toBe(signal);
});

describe('failures', () => {
  test.each([
    [
      'a bad status',
      json(
        { success: false, errors: [{ code: 5007, message: 'No such model @cf/x/y or task' }] },
        { status: 400 },
      ),
      { statusCode: 400, data: { code: 5007 } },
    ],
    [
      'a failure in HTTP 200',
      json({ result: null, success: false, errors: [{ code: 3040, message: 'Capacity' }] }),
      { statusCode: 429, isRetryable: true },
    ],
    [
      'JSON that is cut',
      new Response('{"result":', { headers: { 'content-type': 'application/json' } }),
      {
        message: 'Workers AI did not answer with JSON: truncated JSON: {"result":',
        isRetryable: true,
      },
    ],
    ['no connection', new TypeError('fetch failed'), { isRetryable: true, statusCode: undefined }],
  ])('rejects %s', async (_name, answer, expected) => {
    const { run } = create(answer);
    expect(await rejection(run('@cf/any/model', { text: 'x' }))).toMatchObject({
      name: 'AI_APICallError',
      ...expected,
    });
  });

  test.each([
    { options: { skipCache: true }, message: 'Setting skipCache is unknown' },
    { options: { abortSignal: 5 }, message: 'Setting abortSignal must be an AbortSignal, not 5' },
    { options: { gateway: { cacheTtl: 'x' } }, message: 'Setting gateway.cacheTtl must be' },
    { options: { returnRawResponse: 'yes' }, message: 'Setting returnRawResponse must be true or false' },
  ])('wrong options reject: $options', async ({ options, message }) => {
    const { run, sent } = create(json(labels));
    // @ts-expect-error The options are wrong.
    expect(String(await rejection(run('@cf/any/model', { text: 'x' }, options)))).toContain(message);
    expect(sent).toEqual([]);
  });

  test.each(['', '../x', 'a b'])('the model id %j rejects', async id => {
    const { run, sent } = create(json(labels));
    expect(String(await rejection(run(id, { text: 'x' })))).toContain('Setting modelId ');
    expect(sent).toEqual([]);
  });
});

describe('what a call takes beside its inputs', () => {
  test('onResponse is told the answer before it is read', async () => {
    const { run } = create(json(envelope(labels)));
    const told: Response[] = [];
    expect(await run(distilbert, { text: 'x' }, { onResponse: response => told.push(response) })).toEqual(
      labels,
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.status).toBe(200);
  });

  test.each([
    [{ onResponse: 'log' }, 'Setting onResponse must be a function, not "log".'],
    [{ abortSignal: null }, 'Setting abortSignal must be an AbortSignal, not null.'],
    [{ abortSignal: 'now' }, 'Setting abortSignal must be an AbortSignal, not "now".'],
  ])('%o is refused', async (options, message) => {
    const { run, sent } = create(json(envelope(labels)));
    // @ts-expect-error The options are wrong.
    expect(await rejection(run(distilbert, { text: 'x' }, options))).toMatchObject({ message });
    expect(sent).toEqual([]);
  });

  test('an answer without a type is handed on', async () => {
    const answer = new Response(new TextEncoder().encode('{"a":1}'));
    const { run } = create(answer);
    expect(await run('@cf/any/model', { text: 'x' })).toBe(answer);
  });
});
