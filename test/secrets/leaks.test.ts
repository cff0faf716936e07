import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WorkersAISettings } from 'workers-ai-gateway';
import * as ai4 from 'workers-ai-gateway/ai4';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import { entries, operationsOf } from '../aborts/entries.ts';
import { json, rejection, sse, stubFetch } from '../transport/stub-fetch.ts';
import { leaksIn } from './renderings.ts';

const secrets = ['sk-api-key', 'sk-gateway-token', 'sk-header', 'sk-cookie'];
const settings: WorkersAISettings = {
  accountId: 'account',
  apiKey: 'sk-api-key',
  gateway: 'gateway',
  gatewayToken: 'sk-gateway-token',
  headers: { 'x-upstream-key': 'sk-header', cookie: 'session=sk-cookie' },
};
const fromFunctions: WorkersAISettings = {
  ...settings,
  apiKey: async () => 'sk-api-key',
  gatewayToken: () => 'sk-gateway-token',
};
const fromEnvironment: WorkersAISettings = {
  accountId: 'account',
  gateway: 'gateway',
  ...(settings.headers && { headers: settings.headers }),
};
const given: Readonly<Record<string, WorkersAISettings>> = {
  'as settings': settings,
  'by functions': fromFunctions,
  'in the environment': fromEnvironment,
};

beforeEach(() => {
  vi.stubEnv('CLOUDFLARE_API_TOKEN', 'sk-api-key');
  vi.stubEnv('CF_AIG_TOKEN', 'sk-gateway-token');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const chat = () => json({ result: { response: 'Hi' }, success: true });
const streamed = () => sse('data: {"response":"Hi"}\n\ndata: [DONE]\n\n');
const embedded = () => json({ result: { shape: [1, 1], data: [[1]] }, success: true });
const ranked = () => json({ result: { response: [{ id: 0, score: 3 }] }, success: true });
const decided = () => json({ result: { answers: { it: { noul: 1 } } }, success: true });
const drawn = () => json({ result: { image: 'iVBORw0KGgo=' }, success: true });
const spoken = () => json({ result: { audio: 'UklGRgAAAABXQVZF' }, success: true });
const heard = () => json({ result: { text: 'Hi' }, success: true });
const failed = (status: number, message = 'no') =>
  json({ success: false, errors: [{ code: 9999, message }] }, { status });

async function drain(stream: ReadableStream<unknown>): Promise<unknown[]> {
  const parts: unknown[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

const rows = Object.keys(entries).flatMap(entry => Object.keys(given).map(way => ({ entry, way })));

function open({ entry, way }: { entry: string; way: string }, ...answers: (Response | Error)[]) {
  const create = entries[entry];
  const { fetch, sent } = stubFetch(...answers);
  if (!create) throw new Error('There is no such entry.');
  return { model: create({ ...given[way], fetch }), sent };
}

describe.each(rows)('$entry, tokens given $way', row => {
  test('the tokens are sent, which makes what follows worth asking', async () => {
    const { model, sent } = open(row, chat());
    await model.generate();
    for (const secret of secrets) expect(JSON.stringify(sent[0]?.headers)).toContain(secret);
  });

  test.each([
    ['generate', chat],
    ['embed', embedded],
    ['run', chat],
    ['image', drawn],
    ['speech', spoken],
    ['transcribe', heard],
    ['rerank', ranked],
    ['decide', decided],
    ['getLog', () => json({ result: { id: 'log' }, success: true })],
  ] as const)('none is in what %s returns', async (what, answer) => {
    const { model } = open(row, answer());
    expect(leaksIn(await model[what]?.(), secrets)).toEqual([]);
  });

  test('none is in the parts of a stream', async () => {
    const { model } = open(row, streamed());
    expect(leaksIn(await drain(await model.stream()), secrets)).toEqual([]);
  });

  test.each([
    [
      'a connection that fails',
      () => new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }),
    ],
    ['a bad status', () => failed(401)],
    ['a busy service', () => failed(429)],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } }),
    ],
    ['a page', () => new Response('<html>', { status: 502 })],
    ['no JSON', () => new Response('{"resu', { headers: { 'content-type': 'application/json' } })],
    ['a failure with a good status', () => failed(200)],
    ['something else', () => json({ result: [] })],
  ] as const)('none is in the error for %s', async (_name, answer) => {
    for (const what of [...(operationsOf[row.entry] ?? []), 'getLog'] as const) {
      const { model } = open(row, answer());
      const outcome: unknown = await Promise.resolve(model[what]?.()).catch((error: unknown) => error);
      const found = outcome instanceof ReadableStream ? await drain(outcome) : outcome;
      expect(leaksIn(found, secrets)).toEqual([]);
    }
  });

  test.each([
    ['an error frame', 'data: {"errors":[{"code":3040,"message":"busy"}],"success":false}\n\n'],
    ['a stream that was cut', 'data: {"response":"Hi"}\n\n'],
    ['an unreadable event', 'data: {"resp\n\n'],
  ])('none is in the parts for %s', async (_name, body) => {
    const { model } = open(row, sse(body));
    const parts = await drain(await model.stream());
    expect(parts).toContainEqual(expect.objectContaining({ type: 'error' }));
    expect(leaksIn(parts, secrets)).toEqual([]);
    for (const part of parts)
      if (typeof part === 'object' && part && 'error' in part)
        expect(leaksIn(part.error, secrets)).toEqual([]);
  });

  test('none is in the error for a connection that real fetch cannot make', async () => {
    const create = entries[row.entry];
    const model = create?.({ ...given[row.way], baseURL: 'http://127.0.0.1:1/v1' });
    const error = await rejection(model?.generate() ?? Promise.resolve());
    expect(error).toMatchObject({ name: 'AI_APICallError', isRetryable: true });
    expect(leaksIn(error, secrets)).toEqual([]);
  });
});

describe.each([
  ['ai4', ai4.createWorkersAI],
  ['ai5', ai5.createWorkersAI],
  ['ai6', ai6.createWorkersAI],
  ['ai7', ai7.createWorkersAI],
])('what %s creates shows no token', (_entry, createWorkersAI) => {
  test.each(Object.keys(given))('none is in a provider or a model, tokens given %s', async way => {
    const { fetch } = stubFetch(chat());
    const options = { headers: { 'x-key': 'sk-header' } };
    const workersai = createWorkersAI({ ...given[way], fetch });
    const model = workersai('@cf/meta/llama-3.1-8b-instruct-fp8-fast', options);
    const embedding = workersai.embedding('@cf/baai/bge-base-en-v1.5', options);
    const { run, gateway } = workersai;
    for (const value of [workersai, model, embedding, run, gateway, { ...workersai }, { ...model }]) {
      expect(leaksIn(value, secrets)).toEqual([]);
    }
  });
});

describe('what the service echoes', () => {
  const said = 'Header «Authorization: Bearer sk-api-key» was refused';

  test('is passed on in the body of an error as it came, and without the token in its message', async () => {
    const { model } = open({ entry: 'ai7', way: 'as settings' }, failed(403, said));
    const error: unknown = await rejection(model.generate());
    expect(error).toMatchObject({
      message: expect.stringContaining('Authorization: Bearer …'),
      responseBody: expect.stringContaining(said),
    });
    expect(error instanceof Error && leaksIn(`${error.message}${error.stack}`, secrets)).toEqual([]);
  });
});

test('a binding’s own error has none of the headers that it was called with', async () => {
  const binding = {
    run: async () => {
      throw new TypeError('fetch failed');
    },
  };
  const workersai = ai7.createWorkersAI({
    binding,
    gateway: 'gateway',
    headers: { 'x-upstream-key': 'sk-header' },
  });
  const error = await rejection(
    workersai.run('@cf/x/y', { text: 'a' }, { headers: { cookie: 'sk-cookie' } }),
  );
  expect(error).toMatchObject({ name: 'AI_APICallError' });
  expect(leaksIn(error, secrets)).toEqual([]);
});
