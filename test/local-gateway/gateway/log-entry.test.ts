import { expect, test } from 'vitest';
import { openLog } from '../../../src/local-gateway/gateway/log-entry.ts';
import type { LocalGatewayOptions } from '../../../src/local-gateway/options.ts';
import type { ModelAnswer, RunCall } from '../../../src/local-gateway/run/call.ts';
import { createState } from '../../../src/local-gateway/state.ts';
import { run, seen } from './calls.ts';

const answer = (more: Partial<ModelAnswer> = {}): ModelAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"a":"ü"}',
  meter: { tokensIn: 1_000_000, tokensOut: 2_000_000 },
  ...more,
});

function open(call: Partial<RunCall> = {}, options: LocalGatewayOptions = {}) {
  let time = 1_767_225_600_000;
  const state = createState({ now: () => time, ...options });
  const log = openLog(run(call), { state, id: 'l' });
  time += 25;
  return { log, entries: state.logs.entries };
}

/** The entry of a call that got this answer. */
function entryOf(call: Partial<RunCall> = {}, given = answer(), cached = false) {
  const { log, entries } = open(call);
  expect(log.close(given, { cached })).toBe(given);
  return entries[0];
}

test('an entry holds the request, the answer, their sizes and what they cost', () => {
  const call = {
    seen: seen('{"prompt":"Hi"}', { 'content-type': 'application/json', 'user-agent': 'agent' }),
    controls: { metadata: { a: 1 }, eventId: 'e' },
    step: 2,
  };
  expect(entryOf(call)).toEqual({
    id: 'l',
    account: 'a',
    gateway: 'g',
    provider: 'workers-ai',
    model: '@cf/m/x',
    model_type: 'Text Generation',
    path: '@cf/m/x',
    duration: 25,
    request_type: 'json',
    request_content_type: 'application/json',
    status_code: 200,
    response_content_type: 'application/json',
    success: true,
    cached: false,
    tokens_in: 1_000_000,
    tokens_out: 2_000_000,
    metadata: { a: 1 },
    event_id: 'e',
    step: 2,
    cost: 0,
    custom_cost: false,
    request_size: 15,
    request_head: '{"prompt":"Hi"}',
    request_head_complete: true,
    response_size: 10,
    response_head: '{"a":"ü"}',
    response_head_complete: true,
    created_at: '2026-01-01T00:00:00.000Z',
    feedback: null,
    score: null,
    user_agent: 'agent',
  });
});

test('what is not said of a call is empty in its entry', () => {
  const given = answer({ headers: {}, meter: { tokensIn: undefined, tokensOut: undefined } });
  expect(entryOf({ gateway: undefined, seen: seen('') }, given)).toMatchObject({
    gateway: '',
    request_content_type: '',
    response_content_type: '',
    user_agent: '',
    metadata: null,
    event_id: 'l',
    tokens_in: 0,
    tokens_out: 0,
    request_head: '',
    request_head_complete: false,
    request_size: 0,
  });
});

const none = { meter: { tokensIn: undefined, tokensOut: undefined } };
// 0.293 dollars a million tokens read, 2.253 written.
const priced = { model: '@cf/meta/llama-3.3-70b-instruct-fp8-fast' };
const cost = (customCost: Record<string, number>) => ({ controls: { customCost } });
const heads = (request_head: string, response_head: string) => ({
  request_head,
  request_head_complete: false,
  response_head,
  response_head_complete: false,
});

test.each<[string, Partial<RunCall>, Partial<ModelAnswer>, object]>([
  ['a stream', { inputs: { stream: true } }, {}, { request_type: 'stream' }],
  ['no stream, though it says so in text', { inputs: { stream: 'true' } }, {}, { request_type: 'json' }],
  ['the last success', {}, { status: 399 }, { success: true }],
  ['the first failure', {}, { status: 400 }, { success: false, status_code: 400 }],
  [
    'bytes, whose head is not shown',
    {},
    { body: new Uint8Array([1, 2, 3]) },
    { response_size: 3, response_head: '', response_head_complete: true },
  ],
  ['an empty body', {}, { body: '' }, { response_size: 0, response_head: '', response_head_complete: false }],
  [
    'no bodies where the call asks for none',
    { controls: { collectLogPayload: false } },
    {},
    { ...heads('', ''), request_size: 15, response_size: 10 },
  ],
  [
    'bodies of 10,000 characters whole',
    { seen: seen('x'.repeat(10_000)) },
    { body: 'y'.repeat(10_000) },
    { request_head_complete: true, response_head: 'y'.repeat(10_000), response_head_complete: true },
  ],
  [
    'of longer ones the heads',
    { seen: seen('x'.repeat(10_001)) },
    { body: 'y'.repeat(10_001) },
    { ...heads('x'.repeat(10_000), 'y'.repeat(10_000)), request_size: 10_001, response_size: 10_001 },
  ],
  ['what a model costs', priced, {}, { custom_cost: false, cost: expect.closeTo(0.293 + 2 * 2.253, 6) }],
  ['no cost where tokens are unknown', priced, none, { cost: 0 }],
  ['a total of the caller', cost({ total_cost: 5, per_token_in: 1 }), {}, { custom_cost: true, cost: 5 }],
  [
    'a price of the caller',
    cost({ per_token_in: 1e-6, per_token_out: 2e-6 }),
    {},
    { custom_cost: true, cost: expect.closeTo(5, 6) },
  ],
  [
    'a price of the caller for unknown tokens',
    cost({ per_token_in: 1 }),
    none,
    { custom_cost: true, cost: 0 },
  ],
  ['an empty cost of the caller', cost({}), {}, { custom_cost: true, cost: 0 }],
])('an entry has %s', (_name, call, given, expected) => {
  expect(entryOf(call, answer(given))).toMatchObject(expected);
});

test('names are cut at 1000 characters, a hit costs nothing', () => {
  const long = 'x'.repeat(2000);
  const entry = entryOf({ model: long, gateway: long, endpoint: long, controls: { eventId: long } });
  for (const name of ['model', 'gateway', 'path', 'event_id'] as const)
    expect(entry?.[name]).toHaveLength(1000);
  const cached = entryOf(cost({ total_cost: 5 }), answer(), true);
  expect(cached).toMatchObject({ cached: true, cost: 0, custom_cost: true });
});

test('a clock that goes back gives no negative time', () => {
  let time = 1000;
  const state = createState({ now: () => time });
  const log = openLog(run(), { state, id: 'l' });
  time = 0;
  log.close(answer());
  expect(state.logs.entries[0]?.duration).toBe(0);
});

test('no log is kept where the call asks for none', () => {
  const { log, entries } = open({ controls: { collectLog: false } });
  const given = answer();
  expect(log.close(given)).toBe(given);
  expect(entries).toEqual([]);
});

const bytes = (text: string) => new TextEncoder().encode(text);

test('a stream is logged once, at its end', async () => {
  const { log, entries } = open();
  const [first, second] = [bytes('ü').slice(0, 1), bytes('ü').slice(1)];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(first);
      controller.enqueue(second);
      controller.close();
    },
  });
  const { body: watched } = log.close(answer({ body }));
  expect(entries).toEqual([]);
  expect(await new Response(watched as ReadableStream).text()).toBe('ü');
  expect(entries).toMatchObject([{ response_head: 'ü', response_size: 2, response_head_complete: true }]);
});

test('of a long stream its head is kept, and its size', async () => {
  const { log, entries } = open();
  let count = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (count++ < 5) controller.enqueue(bytes('x'.repeat(4000)));
      else controller.close();
    },
  });
  await new Response(log.close(answer({ body })).body as ReadableStream).text();
  expect(entries).toMatchObject([
    { response_head: 'x'.repeat(10_000), response_size: 20_000, response_head_complete: false },
  ]);
});

test('a stream that breaks is logged, and breaks', async () => {
  const { log, entries } = open();
  const body = new ReadableStream<Uint8Array>({ pull: controller => controller.error(new Error('broken')) });
  const watched = log.close(answer({ body })).body as ReadableStream;
  await expect(new Response(watched).text()).rejects.toThrow('broken');
  expect(entries).toMatchObject([{ response_size: 0 }]);
});

test('a stream that nobody reads on is logged, and its source told', async () => {
  const { log, entries } = open();
  const reasons: unknown[] = [];
  const body = new ReadableStream<Uint8Array>({
    pull: controller => controller.enqueue(bytes('x')),
    cancel: reason => void reasons.push(reason),
  });
  const reader = (log.close(answer({ body })).body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await reader.cancel('enough');
  expect(reasons).toEqual(['enough']);
  expect(entries).toMatchObject([{ response_size: 1, response_head: 'x' }]);
});
