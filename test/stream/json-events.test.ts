import { expect, test } from 'vitest';
import { createJsonEvents, type JsonEvent } from '../../src/stream/json-events.ts';

const event = (value: unknown, name?: string): JsonEvent => ({ type: 'json', value, name, isWhole: false });
const whole = (value: unknown): JsonEvent => ({ type: 'json', value, name: undefined, isWhole: true });
const unreadable = (text: string, { isWhole = false, name }: { isWhole?: boolean; name?: string } = {}) => ({
  type: 'unreadable',
  text,
  name,
  isWhole,
});
const done: JsonEvent = { type: 'done' };

function read(...chunks: readonly (string | Uint8Array)[]): JsonEvent[] {
  const events = createJsonEvents();
  return [...chunks.flatMap(events.push), ...events.end()];
}

test.each([
  [
    'events whose data is JSON',
    'data: {"response":"Hi"}\n\ndata: [DONE]\n\n',
    [event({ response: 'Hi' }), done],
  ],
  ['no space behind the colon', 'data:{"a":1}\n\ndata:[DONE]\n\n', [event({ a: 1 }), done]],
  ['CR LF line ends', 'data: {"a":1}\r\n\r\ndata: [DONE]\r\n\r\n', [event({ a: 1 }), done]],
  ['CR line ends', 'data: {"a":1}\r\rdata: [DONE]\r\r', [event({ a: 1 }), done]],
  ['blanks behind [DONE]', 'data: [DONE] \n\n', [done]],
  ['data over several lines', 'data: {"a":\ndata: 1}\n\n', [event({ a: 1 })]],
  ['comments and blank lines', '\n\n: keep-alive\n\ndata: {"a":1}\n\n', [event({ a: 1 })]],
  ['the name of an event', 'event: error\ndata: {"a":1}\n\n', [event({ a: 1 }, 'error')]],
  ['ids and retry times', 'id: 7\nretry: 10\ndata: {"a":1}\n\n', [event({ a: 1 })]],
  [
    'a last event without its blank line',
    'data: {"a":1}\n\ndata: {"b":2}',
    [event({ a: 1 }), event({ b: 2 })],
  ],
  ['[DONE] without its blank line', 'data: {"a":1}\n\ndata: [DONE]', [event({ a: 1 }), done]],
  ['null, numbers and texts', 'data: null\n\ndata: 5\n\ndata: "x"\n\n', [event(null), event(5), event('x')]],
  ['one JSON value', '{"response":"Hi"}', [whole({ response: 'Hi' }), done]],
  ['one JSON value behind blank lines', '\n\n  [1]\n', [whole([1]), done]],
  ['true, which begins like an event', 'true', [whole(true), done]],
  ['comments alone', ': keep-alive\n\n: keep-alive\n\n', []],
  ['events behind a line of something else', 'abc\ndata: {"a":1}\n\n', [event({ a: 1 })]],
  [
    'events behind a line that begins like JSON',
    '<!-- x -->\n\ndata: {"a":1}\n\ndata: [DONE]\n\n',
    [event({ a: 1 }), done],
  ],
  ['an empty body', '', [unreadable('', { isWhole: true }), done]],
  ['a blank body', ' \n\n', [unreadable('', { isWhole: true }), done]],
])('reads %s', (_name, body, expected) => {
  expect(read(body)).toEqual(expected);
});

test('an event that is no JSON is told of, and reading goes on (cloudflare/ai#396)', () => {
  expect(read('data: {"a":1}\n\ndata: {"b":\n\ndata: {"c":3}\n\n')).toEqual([
    event({ a: 1 }),
    unreadable('{"b":'),
    event({ c: 3 }),
  ]);
});

test.each(['<html>502</html>', '{"response":', '42abc'])('the body %s is told of as a whole', body => {
  expect(read(body)).toEqual([unreadable(body, { isWhole: true }), done]);
});

test.each(['error code: 1015', 'upstream connect error'])(
  'the text %s, which is neither events nor JSON, is told of as a whole',
  body => {
    expect(read(body)).toEqual([unreadable(body, { isWhole: true }), done]);
  },
);

test('decodes one byte at a time, inside characters too', () => {
  const bytes = new TextEncoder().encode('data: {"response":"naïve 🙂"}\r\n\r\ndata: [DONE]\r\n\r\n');
  expect(read(...Array.from(bytes, byte => Uint8Array.of(byte)))).toEqual([
    event({ response: 'naïve 🙂' }),
    done,
  ]);
});

test.each([501, 100_000])('JSON of %i levels is not read: nothing could write it down', depth => {
  const deep = '['.repeat(depth) + ']'.repeat(depth);
  expect(read(`data: ${deep}\n\ndata: {"a":1}\n\n`)).toEqual([unreadable(deep), event({ a: 1 })]);
  expect(read(deep)).toEqual([unreadable(deep, { isWhole: true }), done]);
});

test('JSON of 500 levels is read, however long', () => {
  const deep = '['.repeat(500) + ' '.repeat(5000) + ']'.repeat(500);
  expect(read(`data: ${deep}\n\n`)).toEqual([event(JSON.parse(deep))]);
});

test('long JSON with a null in it is read', () => {
  const value = { response: 'x'.repeat(2000), usage: null };
  expect(read(JSON.stringify(value))).toEqual([whole(value), done]);
});

test('gives an event as soon as its blank line is there', () => {
  const events = createJsonEvents();
  expect(events.push('data: {"a":1}\n')).toEqual([]);
  expect(events.push('\ndata: {"b"')).toEqual([event({ a: 1 })]);
  expect(events.push(':2}\n\n')).toEqual([event({ b: 2 })]);
});

test('a byte order mark is no part of the body', () => {
  const mark = Uint8Array.of(0xef, 0xbb, 0xbf);
  expect(read(mark, new TextEncoder().encode('data: {"a":1}\n\n'))).toEqual([event({ a: 1 })]);
  expect(read(mark, new TextEncoder().encode('{"a":1}'))).toEqual([whole({ a: 1 }), done]);
});

test('bytes that are no UTF-8 become replacement characters', () => {
  expect(
    read(new TextEncoder().encode('data: "'), Uint8Array.of(0xff), new TextEncoder().encode('"\n\n')),
  ).toEqual([event('�')]);
});

test('reads an event of four megabytes in pieces of a kilobyte in linear time', () => {
  const text = 'x'.repeat(4_000_000);
  const body = `data: ${JSON.stringify({ response: text })}\n\n`;
  const chunks = Array.from({ length: Math.ceil(body.length / 1000) }, (_, i) =>
    body.slice(i * 1000, i * 1000 + 1000),
  );
  const start = process.cpuUsage();
  const events = read(...chunks);
  const { user } = process.cpuUsage(start);
  expect(events).toEqual([event({ response: text })]);
  expect(user).toBeLessThan(2_000_000);
});

test('reads blank lines before the first event in linear time', () => {
  const blank = '\n'.repeat(1000);
  const start = process.cpuUsage();
  const events = read(...Array.from({ length: 20_000 }, () => blank), 'data: {"response":"a"}\n\n');
  const { user } = process.cpuUsage(start);
  expect(events).toEqual([event({ response: 'a' })]);
  expect(user).toBeLessThan(5_000_000);
});

test('blanks before a long JSON body, in a chunk of their own', () => {
  const value = { response: 'x'.repeat(2000) };
  expect(read('\n ', JSON.stringify(value))).toEqual([whole(value), done]);
});

test('a text with a colon is no field of an event', () => {
  expect(read('Error: no upstream')).toEqual([unreadable('Error: no upstream', { isWhole: true }), done]);
});

test('of a text that is no event stream its first thousand characters are told', () => {
  expect(read('x'.repeat(600), 'y'.repeat(600), 'z'.repeat(600))).toEqual([
    unreadable(`${'x'.repeat(600)}${'y'.repeat(400)}`, { isWhole: true }),
    done,
  ]);
});

test.each([
  { name: 'events that hold nothing', body: 'data: \n\ndata\n\nevent: ping\ndata:\n\n', expected: [] },
  {
    name: 'events with one line end between them',
    body: 'data: {"a":1}\ndata: {"b":2}\n\n',
    expected: [event({ a: 1 }), event({ b: 2 })],
  },
  {
    name: 'events with nothing between them',
    body: 'data: {"a":"}{"}data: {"b":2}\n\n',
    expected: [event({ a: '}{' }), event({ b: 2 })],
  },
  {
    name: 'such events without blanks',
    body: 'data:{"a":1}data:{"b":2}\n\n',
    expected: [event({ a: 1 }), event({ b: 2 })],
  },
  {
    name: 'an event that begins with something else as one',
    body: 'data: {oops} {"a":1}\n\n',
    expected: [unreadable('{oops} {"a":1}')],
  },
  {
    name: 'such events, the last of them cut',
    body: 'data: {"a":1}\ndata: {"b"',
    expected: [event({ a: 1 }), unreadable('{"b"')],
  },
  {
    name: '[DONE] one line behind the last event',
    body: 'data: {"a":1}\ndata: [DONE]\n\n',
    expected: [event({ a: 1 }), done],
  },
  {
    name: '[DONE] right behind the last event',
    body: 'data: {"a":1}[DONE]\n\n',
    expected: [event({ a: 1 }), done],
  },
  {
    name: 'newline-delimited JSON',
    body: '{"a":1}\n{"b":"}\\n"}\n',
    expected: [event({ a: 1 }), event({ b: '}\n' }), done],
  },
  {
    name: 'newline-delimited JSON that is cut as one unreadable body',
    body: '{"a":1}\n{"b":',
    expected: [unreadable('{"a":1}\n{"b":', { isWhole: true }), done],
  },
])('reads $name', ({ body, expected }) => {
  expect(read(body)).toEqual(expected);
});
