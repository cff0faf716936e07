import { expect, test } from 'vitest';
import { createBinding } from '../../../src/local-gateway/binding/binding.ts';

interface Sent {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** A binding whose calls are kept and answered with `answer`. */
function recorded(answer: () => Response = () => Response.json({ result: {} })) {
  const sent: Sent[] = [];
  const binding = createBinding(async (input, init) => {
    const request = new Request(input, init);
    const { method, url, headers } = request;
    sent.push({ method, url, headers: Object.fromEntries(headers), body: await request.text() });
    return answer();
  });
  return { binding, sent };
}

const model = '@cf/x/y';
const stream = () => new Response('audio').body;

test.each<[string, object, object, object]>([
  [
    'nothing but inputs',
    { prompt: 'Hi' },
    {},
    { url: 'https://workers-binding.ai/run?version=3', body: '{"inputs":{"prompt":"Hi"},"options":{}}' },
  ],
  [
    'a prefix stands before the model',
    {},
    { prefix: 'p' },
    { headers: { 'cf-consn-model-id': 'p:@cf/x/y' }, body: '{"inputs":{},"options":{}}' },
  ],
  [
    'old session options are not sent',
    {},
    { sessionOptions: { a: 1 }, tags: ['t'] },
    { body: '{"inputs":{},"options":{"tags":["t"]}}' },
  ],
  [
    'headers of the caller do not win over those of the binding',
    {},
    { extraHeaders: { 'content-type': 'a/b', 'cf-consn-model-id': 'other', 'x-a': '1' } },
    { headers: { 'content-type': 'application/json', 'cf-consn-model-id': '@cf/x/y', 'x-a': '1' } },
  ],
  [
    'a gateway without an id is none',
    {},
    { gateway: { id: '' } },
    { url: 'https://workers-binding.ai/run?version=3' },
  ],
  [
    'a value that is no stream is an input like others',
    { image: { body: 'text' }, none: null, list: [1] },
    {},
    { body: '{"inputs":{"image":{"body":"text"},"none":null,"list":[1]},"options":{}}' },
  ],
])('a run: %s', async (_name, inputs, options, expected) => {
  const { binding, sent } = recorded();
  await binding.run(model, inputs, options);
  expect(sent).toMatchObject([{ method: 'POST', ...expected }]);
});

test('a stream: its type, and everything else in the query', async () => {
  const { binding, sent } = recorded();
  const inputs = { audio: { body: stream(), contentType: 'audio/wav' }, language: 'pt', n: 2 };
  const options = { queueRequest: true, tags: ['t'], returnRawResponse: undefined, extraHeaders: { a: 'b' } };
  // A caller in JavaScript may pass undefined, though the declaration does not know it.
  await binding.run(model, inputs, options as object);
  const url = new URL(sent[0]?.url ?? '');
  expect(url.pathname).toBe('/run');
  expect([...url.searchParams]).toEqual([
    ['version', '3'],
    ['userInputs', '{"language":"pt","n":2}'],
    ['queueRequest', 'true'],
    ['tags', '["t"]'],
  ]);
  expect(sent[0]).toMatchObject({
    method: 'POST',
    body: 'audio',
    headers: { 'content-type': 'audio/wav', a: 'b' },
  });
});

test.each([
  ['it is bare', { audio: stream() }],
  ['its type is no text', { audio: { body: stream(), contentType: 3 } }],
  ['it is form data, which has no type of its own', { form: new FormData() }],
])('a run with a stream is refused where %s', async (_name, inputs) => {
  const { binding, sent } = recorded();
  await expect(binding.run(model, inputs)).rejects.toMatchObject({
    name: 'AiInternalError',
    message: 'Content-Type is required with ReadableStream inputs',
  });
  expect(sent).toEqual([]);
});

test('the signal of a run stops the request, with a stream and without', async () => {
  const signals: AbortSignal[] = [];
  const binding = createBinding(async input => {
    signals.push(new Request(input).signal);
    return Response.json({});
  });
  const controller = new AbortController();
  const { signal } = controller;
  await binding.run(model, {}, { signal });
  await binding.run(model, { audio: { body: stream(), contentType: 'a/b' } }, { signal });
  controller.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test.each<[object, Record<string, string>]>([
  [{}, {}],
  [{ skipCache: true }, { 'cf-aig-skip-cache': 'true' }],
  [{ cacheTtl: 60 }, { 'cf-aig-cache-ttl': '60' }],
  [{ cacheTtl: 0 }, {}],
  [{ cacheKey: 'k' }, { 'cf-aig-cache-key': 'k' }],
  [{ cacheKey: '' }, {}],
  [{ metadata: { a: 1, b: null } }, { 'cf-aig-metadata': '{"a":1,"b":null}' }],
  [{ collectLog: false }, { 'cf-aig-collect-log': 'false' }],
  [{ eventId: 'e' }, { 'cf-aig-event-id': 'e' }],
  [{ requestTimeoutMs: 100 }, { 'cf-aig-request-timeout': '100' }],
  [
    { retries: { maxAttempts: 2, retryDelayMs: 10, backoff: 'linear' } },
    { 'cf-aig-max-attempts': '2', 'cf-aig-retry-delay': '10', 'cf-aig-backoff': 'linear' },
  ],
])('options of a gateway’s run %j are the headers %j', async (gateway, headers) => {
  const { binding, sent } = recorded();
  await binding.gateway('mine').run([], { gateway });
  expect(sent).toEqual([
    {
      method: 'POST',
      url: 'https://workers-binding.ai/ai-gateway/universal/run/mine',
      headers: { 'content-type': 'application/json', ...headers },
      body: '[]',
    },
  ]);
});

test('headers of entries become text, a single entry a list', async () => {
  const { binding, sent } = recorded();
  const headers = { a: 1, b: { c: [true] }, d: null, e: 'x' };
  const entry = { provider: 'p', endpoint: 'e', headers, query: 1 };
  await binding.gateway('mine').run(entry, { extraHeaders: { 'x-a': '1' } });
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual([
    { ...entry, headers: { a: '1', b: '{"c":[true]}', d: 'null', e: 'x' } },
  ]);
  expect(sent[0]?.headers).toMatchObject({ 'x-a': '1' });
  // A caller in JavaScript may leave the headers out, though the declaration asks for them.
  const bare: object = { provider: 'p', endpoint: 'e', query: 1 };
  await binding.gateway('mine').run(bare as typeof entry);
  expect(JSON.parse(sent[1]?.body ?? '')).toEqual([{ ...bare, headers: {} }]);
});

test('the signal of a gateway’s run', async () => {
  const signals: unknown[] = [];
  const binding = createBinding(async (_input, init) => {
    signals.push(init?.signal);
    return Response.json({});
  });
  const { signal } = new AbortController();
  await binding.gateway('mine').run([], { signal });
  await binding.gateway('mine').run([]);
  expect(signals).toEqual([signal, undefined]);
});

test('what a gateway is asked for', async () => {
  const { binding, sent } = recorded(() => Response.json({ result: { url: 'u', created_at: '2026-01-02' } }));
  const mine = binding.gateway('mine');
  expect(await mine.getUrl()).toBe('u');
  expect(await mine.getUrl('openai')).toBe('u');
  expect(await mine.getLog('l')).toEqual({ url: 'u', created_at: new Date('2026-01-02') });
  await mine.patchLog('l', { score: 1 });
  const root = 'https://workers-binding.ai/ai-gateway/gateways/mine';
  const none = { headers: {}, body: '' };
  expect(sent).toEqual([
    { method: 'GET', url: `${root}/url/universal`, ...none },
    { method: 'GET', url: `${root}/url/openai`, ...none },
    { method: 'GET', url: `${root}/logs/l`, ...none },
    {
      method: 'PATCH',
      url: `${root}/logs/l`,
      headers: { 'content-type': 'application/json' },
      body: '{"score":1}',
    },
  ]);
});

test.each([[{}], [[]], ['text'], [{ result: null }]])(
  'an answer %j holds no URL and no log',
  async answer => {
    const { binding } = recorded(() => Response.json(answer));
    expect(await binding.gateway('mine').getUrl()).toBe('');
    expect(await binding.gateway('mine').getLog('l')).toEqual({ created_at: new Date(Number.NaN) });
  },
);

test.each<[number, unknown, string, string]>([
  [404, { errors: [{ message: 'Gone' }] }, 'AiGatewayLogNotFound', 'Gone'],
  [404, { errors: [{}] }, 'AiGatewayLogNotFound', 'Log Not Found'],
  [500, { errors: [{ message: 'Broken' }] }, 'AiGatewayInternalError', 'Broken'],
  [404, { errors: [] }, 'AiGatewayInternalError', '{"errors":[]}'],
  [500, { errors: 'no list' }, 'AiGatewayInternalError', '{"errors":"no list"}'],
  [500, null, 'AiGatewayInternalError', 'null'],
])('a log that is refused with %i and %j', async (status, body, name, message) => {
  const { binding } = recorded(() => Response.json(body, { status }));
  const refused = { name, message };
  await expect(binding.gateway('mine').getLog('l')).rejects.toMatchObject(refused);
  await expect(binding.gateway('mine').patchLog('l', {})).rejects.toMatchObject(refused);
});

test('a URL that is refused without a word', async () => {
  const { binding } = recorded(() => Response.json({ errors: [{}] }, { status: 500 }));
  await expect(binding.gateway('mine').getUrl()).rejects.toMatchObject({
    name: 'AiGatewayInternalError',
    message: 'Internal Error',
  });
});

const upstreamError = 'InferenceUpstreamError';

test.each<[string, string, string, number | null]>([
  ['{"internalCode":1,"name":"N","description":"D"}', 'N', '1: D', 1],
  ['{"internalCode":1,"description":"D"}', upstreamError, '1: D', 1],
  ['{"internalCode":0,"description":"D"}', upstreamError, '{"internalCode":0,"description":"D"}', null],
  ['{"internalCode":"1","description":"D"}', upstreamError, '{"internalCode":"1","description":"D"}', null],
  ['{"errors":[{"code":5,"message":"M"}]}', upstreamError, '5: M', null],
  ['null', upstreamError, 'null', null],
  ['oops', upstreamError, 'oops', null],
])('a run that is refused with %s throws an %s', async (body, name, message, code) => {
  const { binding } = recorded(() => new Response(body, { status: 500 }));
  const error = await binding.run(model, {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(Object.keys(error as Error)).toEqual(['name']);
  expect(error).toMatchObject({ name, message });
  expect([binding.lastRequestHttpStatusCode, binding.lastRequestInternalStatusCode]).toEqual([500, code]);
});

test('what is known of the last run', async () => {
  const headers = { 'cf-ai-req-id': 'r', 'cf-aig-log-id': 'l' };
  const { binding } = recorded(() => Response.json({ a: 1 }, { headers }));
  expect(binding).toMatchObject({
    lastRequestId: null,
    aiGatewayLogId: null,
    lastRequestHttpStatusCode: null,
  });
  expect(await binding.run(model, {})).toEqual({ a: 1 });
  expect(binding).toMatchObject({
    lastRequestId: 'r',
    aiGatewayLogId: 'l',
    lastRequestHttpStatusCode: 200,
    lastRequestInternalStatusCode: null,
  });
});

test('an answer without a body is an error, and one to a WebSocket is handed on', async () => {
  const { binding } = recorded(() => new Response(null));
  await expect(binding.run(model, {})).rejects.toMatchObject({ name: 'InferenceUpstreamError', message: '' });
  expect(await binding.run(model, {}, { websocket: true })).toBeInstanceOf(Response);
});

test.each<[unknown, unknown[]]>([
  [{ result: [{ name: 'a' }, 'b', null] }, [{ name: 'a' }]],
  [{ result: { name: 'a' } }, [{ name: 'a' }]],
  [{}, []],
  [null, []],
])('models in %j', async (body, models) => {
  const { binding, sent } = recorded(() => Response.json(body));
  expect(await binding.models({ search: 'x', per_page: 3, hide_experimental: true })).toEqual(models);
  expect(sent[0]?.url).toBe(
    'https://workers-binding.ai/ai-api/models/search?search=x&per_page=3&hide_experimental=true',
  );
});

test('fetch is the fetch it was given', async () => {
  const { binding, sent } = recorded(() => new Response('x'));
  expect(await (await binding.fetch('https://a.test/', { method: 'PUT' })).text()).toBe('x');
  expect(sent).toMatchObject([{ method: 'PUT', url: 'https://a.test/' }]);
});
