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
  {
    name: 'events whose data is JSON',
    body: 'data: {"response":"Hi"}\n\ndata: [DONE]\n\n',
    expected: [event({ response: 'Hi' }), done],
  },
  {
    name: 'no space behind the colon',
    body: 'data:{"a":1}\n\ndata:[DONE]\n\n',
    expected: [event({ a: 1 }), done],
  },
  {
    name: 'CR LF line ends',
    body: 'data: {"a":1}\r\n\r\ndata: [DONE]\r\n\r\n',
    expected: [event({ a: 1 }), done],
  },
  { name: 'CR line ends', body: 'data: {"a":1}\r\rdata: [DONE]\r\r', expected: [event({ a: 1 }), done] },
  { name: 'blanks behind [DONE]', body: 'data: [DONE] \n\n', expected: [done] },
  { name: 'data over several lines', body: 'data: {"a":\ndata: 1}\n\n', expected: [event({ a: 1 })] },
  {
    name: 'comments and blank lines',
    body: '\n\n: keep-alive\n\ndata: {"a":1}\n\n',
    expected: [event({ a: 1 })],
  },
  {
    name: 'the name of an event',
    body: 'event: error\ndata: {"a":1}\n\n',
    expected: [event({ a: 1 }, 'error')],
  },
  { name: 'ids and retry times', body: 'id: 7\nretry: 10\ndata: {"a":1}\n\n', expected: [event({ a: 1 })] },
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
    name: 'a last event without its blank line',
    body: 'data: {"a":1}\n\ndata: {"b":2}',
    expected: [event({ a: 1 }), event({ b: 2 })],
  },
  {
    name: '[DONE] without its blank line',
    body: 'data: {"a":1}\n\ndata: [DONE]',
    expected: [event({ a: 1 }), done],
  },
  {
    name: 'null, numbers and texts',
    body: 'data: null\n\ndata: 5\n\ndata: "x"\n\n',
    expected: [event(null), event(5), event('x')],
  },
  { name: 'one JSON value', body: '{"response":"Hi"}', expected: [whole({ response: 'Hi' }), done] },
  { name: 'one JSON value behind blank lines', body: '\n\n  [1]\n', expected: [whole([1]), done] },
  { name: 'true, which begins like an event', body: 'true', expected: [whole(true), done] },
  { name: 'comments alone', body: ': keep-alive\n\n: keep-alive\n\n', expected: [] },
  {
    name: 'events behind a line of something else',
    body: 'abc\ndata: {"a":1}\n\n',
    expected: [event({ a: 1 })],
  },
  {
    name: 'events behind a line that begins like JSON',
    body: '<!-- x -->\n\ndata: {"a":1}\n\ndata: [DONE]\n\n',
    expected: [event({ a: 1 }), done],
  },
  { name: 'an empty body', body: '', expected: [unreadable('', { isWhole: true }), done] },
  { name: 'a blank body', body: ' \n\n', expected: [unreadable('', { isWhole: true }), done] },
])('reads $name', ({ body, expected }) => {
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
  const start = performance.now();
  const events = read(...chunks);
  const duration = performance.now() - start;
  expect(events).toEqual([event({ response: text })]);
  expect(duration).toBeLessThan(2000);
});

test('reads blank lines before the first event in linear time', () => {
  const blank = '\n'.repeat(1000);
  const start = performance.now();
  const events = read(...Array.from({ length: 20_000 }, () => blank), 'data: {"response":"a"}\n\n');
  const duration = performance.now() - start;
  expect(events).toEqual([event({ response: 'a' })]);
  expect(duration).toBeLessThan(5000);
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
