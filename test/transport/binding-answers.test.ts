import { describe, expect, test } from 'vitest';
import { type AiBinding, createWorkersAI } from 'workers-ai-gateway';
import { collect, hi } from '../sdk/v1/call-options.ts';
import { encoded, stubBinding } from './stub-binding.ts';
import { json, llama, sse } from './stub-fetch.ts';

const events = 'data: {"response":"Hel"}\n\ndata: {"response":"lo"}\n\ndata: [DONE]\n\n';
const body = JSON.stringify({ response: 'Hello' });
const enveloped = { result: { response: 'Hello' }, success: true, errors: [], messages: [] };
const typed = (type: string) => new Response(body, { headers: { 'content-type': type } });

const openBinding = (binding: AiBinding) => createWorkersAI({ binding, gateway: 'gw' });

/** What a binding, or what stands in for one, may answer to a chat. */
const wholeAnswers: readonly { readonly what: string; readonly answer: () => unknown }[] = [
  { what: 'a Response', answer: () => json({ response: 'Hello' }) },
  { what: 'a Response with a charset', answer: () => typed('application/json; charset=utf-8') },
  { what: 'a Response of another type', answer: () => typed('text/plain') },
  { what: 'a Response without a type', answer: () => new Response(new TextEncoder().encode(body)) },
  { what: 'a Response with the envelope of the API', answer: () => json(enveloped) },
  { what: 'an object', answer: () => ({ response: 'Hello' }) },
  { what: 'an object with the envelope of the API', answer: () => enveloped },
  { what: 'an object as OpenAI has it', answer: () => ({ choices: [{ message: { content: 'Hello' } }] }) },
  { what: 'a stream of JSON', answer: () => encoded(body) },
  { what: 'bytes', answer: () => new TextEncoder().encode(body) },
  { what: 'an ArrayBuffer', answer: () => new TextEncoder().encode(body).buffer },
  { what: 'a Blob', answer: () => new Blob([body]) },
  { what: 'a string', answer: () => 'Hello' },
];

describe.each(wholeAnswers)('a binding that answers $what', ({ answer }) => {
  test('is a whole answer', async () => {
    const { text, finishReason } = await openBinding(stubBinding(answer()))(llama).doGenerate(hi);
    expect({ text, finishReason }).toEqual({ text: 'Hello', finishReason: 'stop' });
  });

  test('is the answer of a stream, too', async () => {
    const { stream } = await openBinding(stubBinding(answer()))(llama).doStream(hi);
    const parts = await collect(stream);
    expect(parts.filter(part => part.type === 'text-delta')).toEqual([
      { type: 'text-delta', textDelta: 'Hello' },
    ]);
    expect(parts.at(-1)).toMatchObject({ type: 'finish', finishReason: 'stop' });
  });
});

test('a Response of another realm is known by its shape', async () => {
  const { headers, status } = json({ response: 'Hello' });
  const foreign = { headers, status, ok: true, body: null, text: async () => body };
  expect(await openBinding(stubBinding(foreign))(llama).doGenerate(hi)).toMatchObject({ text: 'Hello' });
});

test.each([
  { headers: {}, status: 'done' },
  { headers: {}, text: 'a' },
  { status: 'done', text: 'a' },
])('an object that has no more than $headers, $status, $text of a Response is an answer', async part => {
  const answer = { response: 'Hello', ...part };
  expect(await openBinding(stubBinding(answer))(llama).doGenerate(hi)).toMatchObject({ text: 'Hello' });
});

describe.each([
  { what: 'a Response of events', answer: () => sse(events) },
  {
    what: 'events with a charset',
    answer: () => new Response(events, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }),
  },
  { what: 'events without a type', answer: () => new Response(new TextEncoder().encode(events)) },
  { what: 'a bare stream of events', answer: () => encoded(events) },
])('a binding that streams $what', ({ answer }) => {
  test('is streamed', async () => {
    const { stream } = await openBinding(stubBinding(answer()))(llama).doStream(hi);
    const parts = await collect(stream);
    const text = parts.map(part => (part.type === 'text-delta' ? part.textDelta : '')).join('');
    expect(text).toBe('Hello');
    expect(parts.at(-1)).toMatchObject({ type: 'finish', finishReason: 'stop' });
  });
});

describe('answers of run()', () => {
  const run = (answer: unknown) =>
    openBinding(stubBinding(answer)).run('@cf/some/model', { prompt: 'Hi' }) as Promise<unknown>;

  test.each([
    ['an object', { label: 'A' }, { label: 'A' }],
    ['a list', [{ label: 'A' }], [{ label: 'A' }]],
    ['a string', 'said', 'said'],
    ['a number', 7, 7],
    ['null', null, null],
    ['undefined', undefined, null],
    ['an envelope', { result: [1], success: true, errors: [], messages: [] }, [1]],
  ])('%s is passed on', async (_what, answer, expected) => {
    expect(await run(answer)).toEqual(expected);
  });

  test('JSON with a charset is parsed, unlike by the binding itself', async () => {
    expect(await run(typed('application/json; charset=utf-8'))).toEqual({ response: 'Hello' });
  });

  test.each([
    ['bytes', () => new Uint8Array([1, 2, 3])],
    ['an ArrayBuffer', () => new Uint8Array([1, 2, 3]).buffer],
    ['a Blob', () => new Blob([new Uint8Array([1, 2, 3])])],
    ['a stream', () => new Blob([new Uint8Array([1, 2, 3])]).stream()],
  ])('%s are a Response', async (_what, answer) => {
    const response = await run(answer());
    if (!(response instanceof Response)) throw new Error('It is no Response.');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3]);
  });

  test('a Response of bytes is passed on as it is', async () => {
    const response = new Response(new Uint8Array([1]), { headers: { 'content-type': 'audio/mpeg' } });
    expect(await run(response)).toBe(response);
  });

  test('raw, even a failed Response is', async () => {
    const response = json({ name: 'AiError', internalCode: 3040 }, { status: 429 });
    const workersai = openBinding(stubBinding(response));
    expect(await workersai.run('@cf/some/model', { prompt: 'Hi' }, { returnRawResponse: true })).toBe(
      response,
    );
  });
});

describe('answers that are none', () => {
  test.each([null, undefined, 7, { unknown: true }])('%j to a chat is an APICallError', async answer => {
    await expect(openBinding(stubBinding(answer))(llama).doGenerate(hi)).rejects.toMatchObject({
      name: 'AI_APICallError',
    });
  });

  test('an object without vectors to an embedding is an APICallError', async () => {
    const model = openBinding(stubBinding({ shape: [0] })).embedding('@cf/baai/bge-m3');
    await expect(model.doEmbed({ values: ['a'] })).rejects.toMatchObject({ name: 'AI_APICallError' });
  });

  test('an object that says success: false is a failure', async () => {
    const answer = { success: false, errors: [{ code: 3036, message: 'used up' }] };
    await expect(openBinding(stubBinding(answer))(llama).doGenerate(hi)).rejects.toMatchObject({
      name: 'AI_APICallError',
      statusCode: 429,
      isRetryable: false,
      data: { code: 3036 },
    });
  });
});

describe('bindings as people mock them', () => {
  test('may be plain functions that are not async', async () => {
    const binding = { run: (() => ({ response: 'Hello' })) as never };
    expect(await openBinding(binding)(llama).doGenerate(hi)).toMatchObject({ text: 'Hello' });
  });

  test('may answer by stream alone, as the older binding did', async () => {
    const binding: AiBinding = {
      run: async (_model, inputs) =>
        inputs.stream ? encoded(events) : { response: 'Hello', tool_calls: [] },
    };
    const model = openBinding(binding)(llama);
    expect(await model.doGenerate(hi)).toMatchObject({ text: 'Hello' });
    const parts = await collect((await model.doStream(hi)).stream);
    expect(parts.map(part => (part.type === 'text-delta' ? part.textDelta : '')).join('')).toBe('Hello');
  });

  test('may be classes whose method needs its object', async () => {
    class Mock {
      readonly #said = 'Hello';
      async run() {
        return { response: this.#said };
      }
    }
    expect(await openBinding(new Mock())(llama).doGenerate(hi)).toMatchObject({ text: 'Hello' });
  });

  test('may stream strings', async () => {
    const strings = new ReadableStream<string>({
      start(controller) {
        for (const event of events.split('\n\n')) controller.enqueue(`${event}\n\n`);
        controller.close();
      },
    });
    const { stream } = await openBinding(stubBinding(strings))(llama).doStream(hi);
    const parts = await collect(stream);
    expect(parts.map(part => (part.type === 'text-delta' ? part.textDelta : '')).join('')).toBe('Hello');
  });
});
