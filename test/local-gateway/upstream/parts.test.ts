import { expect, test } from 'vitest';
import { eventData } from '../../../src/local-gateway/upstream/events.ts';
import { partsOfAnswer, partsOfEvents } from '../../../src/local-gateway/upstream/parts.ts';
import { passThrough } from '../../../src/local-gateway/upstream/pass-through.ts';

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function streamOf(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
      }
      controller.close();
    },
  });
}

const umlaut = new TextEncoder().encode('ü');

test.each<[string, (string | Uint8Array)[], string[]]>([
  ['an event a chunk', ['data: a\n\n', 'data: b\n\n'], ['a', 'b']],
  ['several in one', ['data: a\n\ndata: b\n\n'], ['a', 'b']],
  ['cut within a line', ['da', 'ta: a', 'b\n', '\n'], ['ab']],
  ['cut within a character', ['data: ', umlaut.slice(0, 1), umlaut.slice(1), '\n\n'], ['ü']],
  ['CR LF, cut between them', ['data: a\r', '\n\r\ndata: b\r\n'], ['a', 'b']],
  ['no space', ['data:a\n'], ['a']],
  ['one space of two is data', ['data:  a\n'], [' a']],
  ['a last line without its end', ['data: a\n\ndata: b'], ['a', 'b']],
  ['other fields and comments', [': ping\nevent: x\nid: 1\nmydata: no\ndata: a\n\n'], ['a']],
  ['nothing behind [DONE]', ['data: a\n\ndata: [DONE]\n\ndata: b\n\n'], ['a']],
  ['an empty one', ['data: \n\n'], ['']],
  ['several lines of one event', ['data: {"a":\ndata: 1}\n\n'], ['{"a":\n1}']],
  [
    'two events without a blank line',
    ['data: {"a":1}\ndata: {"b":2}\ndata: [DONE]\n\n'],
    ['{"a":1}', '{"b":2}'],
  ],
  ['a line separator in a line', ['data: "\u2028"\n\ndata: b\n\n'], ['"\u2028"', 'b']],
  ['nothing', [], []],
])('event data: %s', async (_name, chunks, data) => {
  expect(await collect(eventData(streamOf(...chunks)))).toEqual(data);
});

test('the body is let go at [DONE], and when nobody reads on', async () => {
  for (const text of ['data: [DONE]\n\n', 'data: a\n\n']) {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: controller => controller.enqueue(new TextEncoder().encode(text)),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const _data of eventData(body)) break;
    expect(cancelled).toBe(true);
  }
});

test('a body that breaks is told', async () => {
  const body = new ReadableStream<Uint8Array>({ pull: controller => controller.error(new Error('broken')) });
  await expect(collect(eventData(body))).rejects.toThrow('broken');
});

const said = (message: object, more: object = {}) => ({ choices: [{ message, ...more }] });
const call = (name: unknown, args: unknown, id: unknown = 'c') => ({
  id,
  function: { name, arguments: args },
});
const toolCall = (name: string, args: unknown, id?: string) => ({
  type: 'tool-call',
  name,
  arguments: args,
  id,
});

test.each<[string, unknown, unknown[]]>([
  ['text', said({ content: 'Hi' }), [{ type: 'text', chunks: ['Hi'] }]],
  [
    'thoughts by one name',
    said({ content: 'Hi', reasoning_content: 'Hm' }),
    [
      { type: 'reasoning', chunks: ['Hm'] },
      { type: 'text', chunks: ['Hi'] },
    ],
  ],
  ['thoughts by another', said({ reasoning: 'Hm' }), [{ type: 'reasoning', chunks: ['Hm'] }]],
  [
    'the first name wins',
    said({ reasoning: 'Ho', reasoning_content: 'Hm' }),
    [{ type: 'reasoning', chunks: ['Hm'] }],
  ],
  ['empty ones are none', said({ content: '', reasoning_content: '' }), []],
  [
    'calls',
    said({ tool_calls: [call('f', '{"a":1}'), call('g', 'oops', null), call('h', undefined, 5)] }),
    [toolCall('f', { a: 1 }, 'c'), toolCall('g', 'oops'), toolCall('h', {})],
  ],
  ['a call without a name', said({ tool_calls: [call(undefined, '{}')] }), [toolCall('', {}, 'c')]],
  ['what is no call', said({ tool_calls: [null, { id: 'c' }, 'f'] }), []],
  [
    'usage, then the reason',
    { ...said({}, { finish_reason: 'stop' }), usage: { prompt_tokens: 1 } },
    [
      { type: 'usage', usage: { prompt_tokens: 1 } },
      { type: 'finish', reason: 'stop' },
    ],
  ],
  ['no choices', { choices: [] }, []],
  ['no object', null, []],
])('a whole answer: %s', async (_name, answer, parts) => {
  expect(await collect(partsOfAnswer(answer))).toEqual(parts);
});

const delta = (value: object, more: object = {}) => ({ choices: [{ delta: value, ...more }] });

test.each<[string, unknown[], unknown[]]>([
  [
    'text and thoughts as they come',
    [delta({ reasoning: 'Hm' }), delta({ content: 'H' }), delta({ content: 'i' }, { finish_reason: 'stop' })],
    [
      { type: 'reasoning', chunks: ['Hm'] },
      { type: 'text', chunks: ['H'] },
      { type: 'text', chunks: ['i'] },
      { type: 'finish', reason: 'stop' },
    ],
  ],
  [
    'without a reason it was cut',
    [delta({ content: 'H' })],
    [{ type: 'text', chunks: ['H'] }, { type: 'cut' }],
  ],
  ['nothing at all', [], [{ type: 'cut' }]],
  [
    'usage before the reason, whichever came first',
    [delta({}, { finish_reason: 'length' }), { choices: [], usage: { completion_tokens: 2 } }],
    [
      { type: 'usage', usage: { completion_tokens: 2 } },
      { type: 'finish', reason: 'length' },
    ],
  ],
  [
    'two calls, interleaved',
    [
      delta({ tool_calls: [{ index: 0, ...call('f', '{"a"', 'c0') }] }),
      delta({ tool_calls: [{ index: 1, ...call('g', '', 'c1') }] }),
      delta({ tool_calls: [{ index: 0, function: { arguments: ':1}' } }, null] }),
      delta(
        { tool_calls: [{ index: 1, function: { name: 'g', arguments: '{}' } }] },
        { finish_reason: 'tool_calls' },
      ),
    ],
    [toolCall('f', { a: 1 }, 'c0'), toolCall('gg', {}, 'c1'), { type: 'finish', reason: 'tool_calls' }],
  ],
  [
    'calls without an index are calls of their own',
    [delta({ tool_calls: [call('f', '{}', 'c0'), call('g', '{}', 'c1'), {}] }, { finish_reason: 'stop' })],
    [toolCall('f', {}, 'c0'), toolCall('g', {}, 'c1'), toolCall('', ''), { type: 'finish', reason: 'stop' }],
  ],
])('a stream: %s', async (_name, chunks, parts) => {
  const lines = chunks.map(chunk => `data: ${JSON.stringify(chunk)}\n\n`);
  expect(await collect(partsOfEvents(streamOf(...lines, 'data: \n\n', 'data: [DONE]\n\n')))).toEqual(parts);
});

test.each<[string, (string | Uint8Array)[], RegExp]>([
  [
    'an error',
    ['data: {"error":{"message":"Out of memory","code":500}}\n\n'],
    /^The upstream sent an error: Out of memory$/,
  ],
  ['an error in words', ['data: {"error":"Out of memory"}\n\n'], /: Out of memory$/],
  ['an error of another form', ['data: {"error":{"why":1}}\n\n'], /: \{"why":1\}$/],
  [
    'cut JSON',
    ['data: {"choices":[{"del'],
    /^The upstream sent an event that is not a JSON object: \{"choices"/,
  ],
])('within a stream: %s', async (_name, chunks, message) => {
  const sent = `data: ${JSON.stringify(delta({ content: 'Hi' }))}\n\n`;
  expect(await collect(partsOfEvents(streamOf(sent, ...chunks)))).toEqual([
    { type: 'text', chunks: ['Hi'] },
    {
      type: 'failure',
      failure: expect.objectContaining({ code: 2005, message: expect.stringMatching(message) }),
    },
  ]);
});

test('a stream that breaks off is a failure', async () => {
  const body = new ReadableStream<Uint8Array>({ pull: controller => controller.error(new Error('reset')) });
  const message = 'The upstream broke off: reset';
  expect(await collect(partsOfEvents(body))).toMatchObject([
    { type: 'failure', failure: { code: 2005, message } },
  ]);
});

test('an event costs what it is long, however it is cut', async () => {
  const cost = async (size: number) => {
    const event = new TextEncoder().encode(`data: "${'x'.repeat(size)}"\n\n`);
    const chunks = Array.from({ length: Math.ceil(event.length / 100) }, (_, index) =>
      event.slice(index * 100, index * 100 + 100),
    );
    const before = process.cpuUsage();
    expect(await collect(eventData(streamOf(...chunks)))).toHaveLength(1);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  await cost(100_000);
  const small = await cost(500_000);
  // Quadratic it would be 16 times, and seconds.
  expect((await cost(2_000_000)) / Math.max(small, 5_000)).toBeLessThan(10);
});

const usage = { prompt_tokens: 3, completion_tokens: 9 };

test.each<[string, string, BodyInit | null, object]>([
  ['JSON', 'application/json; charset=utf-8', JSON.stringify({ usage }), { tokensIn: 3, tokensOut: 9 }],
  ['JSON without usage', 'application/json', '{}', { tokensIn: undefined, tokensOut: undefined }],
  [
    'JSON with half of it',
    'application/json',
    '{"usage":{"prompt_tokens":3}}',
    { tokensIn: 3, tokensOut: undefined },
  ],
  ['no JSON', 'text/plain', 'oops', { tokensIn: undefined, tokensOut: undefined }],
  [
    'a type of a stream, and no body',
    'text/event-stream',
    null,
    { tokensIn: undefined, tokensOut: undefined },
  ],
])('passed through whole: %s', async (_name, type, body, meter) => {
  const answer = await passThrough(new Response(body, { headers: { 'content-type': type } }), 'r');
  expect(answer).toEqual({
    status: 200,
    headers: { 'content-type': type.replace('; charset=utf-8', ''), 'cf-ai-req-id': 'r' },
    body: body ?? '',
    meter,
  });
});

test('an answer without a type is JSON', async () => {
  const answer = await passThrough(new Response(new TextEncoder().encode('{}')), 'r');
  expect(answer.headers['content-type']).toBe('application/json');
});

test.each<[string, string[], object]>([
  [
    'usage in the last event, cut anywhere',
    [
      'data: {"usage":null}\n\ndata: {"usage":{"prompt_to',
      'kens":3,"completion_tokens":9}}\r\n\r\ndata: [DONE]\n\n',
    ],
    { tokensIn: 3, tokensOut: 9 },
  ],
  [
    'the last usage counts, key by key',
    [
      'data: {"usage":{"prompt_tokens":1,"completion_tokens":1}}\n\n',
      'data: {"usage":{"completion_tokens":2}}\n\n',
    ],
    { tokensIn: 1, tokensOut: 2 },
  ],
  ['none', ['data: {}\n\n'], { tokensIn: undefined, tokensOut: undefined }],
  [
    'behind a long text',
    [`data: {"x":"${'x'.repeat(30_000)}"}\n\n`, `data: ${JSON.stringify({ usage })}\n\n`],
    { tokensIn: 3, tokensOut: 9 },
  ],
  [
    'not in a comment',
    [`: {"usage":{"prompt_tokens":1}}\n\n`],
    { tokensIn: undefined, tokensOut: undefined },
  ],
])('passed through as it streams: %s', async (_name, chunks, meter) => {
  const headers = { 'content-type': 'text/event-stream; charset=utf-8' };
  const answer = await passThrough(new Response(streamOf(...chunks), { headers }), 'r');
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cf-ai-req-id': 'r' },
  });
  expect(await new Response(answer.body as ReadableStream).text()).toBe(chunks.join(''));
  expect(answer.meter).toEqual(meter);
});
