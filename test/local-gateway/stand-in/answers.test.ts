import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readChatRequest } from '../../../src/local-gateway/kinds/chat/request.ts';
import { modelFacts } from '../../../src/local-gateway/model/facts.ts';
import { answerText } from '../../../src/local-gateway/stand-in/answer-text.ts';
import { standInReply } from '../../../src/local-gateway/stand-in/chat-reply.ts';
import { describeImage } from '../../../src/local-gateway/stand-in/describe-image.ts';
import { judge } from '../../../src/local-gateway/stand-in/llama-guard.ts';
import { drawPng } from '../../../src/local-gateway/stand-in/png.ts';
import { dimensionsOf, embedText, similarity } from '../../../src/local-gateway/stand-in/text-vector.ts';
import { chooseCalls, factsIn, toolResults } from '../../../src/local-gateway/stand-in/tool-choice.ts';

const ask = (text: string, more: object = {}) => readChatRequest('m', { prompt: text, ...more });
const chat = (...messages: object[]) => readChatRequest('m', { messages });

test.each([
  ['Count to 5', '1 2 3 4 5'],
  ['In 5 words about tea', 'Much can be said about.'],
  ['What is 2 + 3?', '2 + 3 = 5'],
  ['7 - 2.5', '7 - 2.5 = 4.5'],
  ['1 + 2 + 3', /^You asked/],
  ['', 'There is no question to answer.'],
  ['Describe AI Gateway', /^AI Gateway is a proxy/],
  ['Why should I use Cloudflare?', /^Because Cloudflare/],
  ['  hey you', /^Hello!/],
  ['Green tea', 'You asked: “Green tea” This is the local stand-in model’s answer about Green tea.'],
  [`x ${'y'.repeat(500)}`, /^You asked: “x y{398}…” /],
])('asked %j it says %s', (asked, said) => {
  if (typeof said === 'string') expect(answerText(ask(asked))).toBe(said);
  else expect(answerText(ask(asked))).toMatch(said);
});

test('results are those since the last question, named as well as may be', () => {
  const request = chat(
    { role: 'tool', name: 'old', content: '0' },
    { role: 'user', content: 'Now' },
    { role: 'assistant', tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: 'c', content: '{"a":1,"b":1}' },
    { role: 'tool', tool_call_id: 'other', content: '{"b":2}' },
    { role: 'tool', name: 'named', content: 'text' },
  );
  const results = toolResults(request.messages);
  expect(results).toEqual([
    { name: 'f', text: '{"a":1,"b":1}', value: { a: 1, b: 1 } },
    { name: 'the tool', text: '{"b":2}', value: { b: 2 } },
    { name: 'named', text: 'text', value: undefined },
  ]);
  expect(factsIn(results)).toEqual({ a: 1, b: 2 });
});

const tool = (name: string, ...properties: string[]) => ({
  type: 'function',
  function: {
    name,
    parameters: { properties: Object.fromEntries(properties.map(key => [key, { type: 'string' }])) },
  },
});
const tools = [tool('getWeather', 'city'), tool('search'), tool('add_numbers')];

test.each<[string, object, string[]]>([
  ['the weather in Oslo', {}, ['getWeather']],
  ['Call getWeather', {}, ['getWeather']],
  ['Get me something', {}, []],
  // A name that is a verb and nothing else is meant by that verb.
  ['Search for it', {}, ['search']],
  ['Add the numbers', {}, ['add_numbers']],
  ['weather, and search', {}, ['search']],
  ['weathers and numbering', { parallel_tool_calls: false }, ['getWeather']],
  ['weather', { tool_choice: 'none' }, []],
  ['nothing', { tool_choice: 'required' }, ['getWeather']],
  ['weather', { tool_choice: { function: { name: 'search' } } }, ['search']],
  ['weather', { tool_choice: { function: { name: 'unknown' } } }, []],
])('asked %j with %j it calls %j', (asked, more, names) => {
  const calls = chooseCalls(ask(asked, { tools, ...more }));
  expect(calls.map(call => ('name' in call ? call.name : call))).toEqual(names);
});

test('without tools none is called, and after a result none but a required one', () => {
  expect(chooseCalls(ask('weather', { tool_choice: 'required' }))).toEqual([]);
  const messages = [
    { role: 'user', content: 'weather' },
    { role: 'tool', name: 'getWeather', content: '1' },
  ];
  expect(chooseCalls(readChatRequest('m', { messages, tools }))).toEqual([]);
  expect(chooseCalls(readChatRequest('m', { messages, tools, tool_choice: 'required' }))).toHaveLength(1);
});

test('a call’s arguments come from the question', () => {
  expect(chooseCalls(ask('The weather in Oslo', { tools }))).toMatchObject([{ arguments: { city: 'Oslo' } }]);
});

const facts = (id: string, options: object = {}) => modelFacts(id, { shape: {}, ...options });
const glm = facts('@cf/zai-org/glm-4.7-flash');
const llama = facts('@cf/meta/llama-3.1-8b-instruct-fp8-fast');

test.each<[string, object, Parameters<typeof standInReply>[1], object[]]>([
  ['cut', { max_tokens: 2 }, { facts: llama, shape: 'native' }, [{ type: 'text', chunks: ['Hello', '!'] }]],
  [
    'to the earliest stop',
    { stop: ['you', ' help', 'none'] },
    { facts: llama, shape: 'openai' },
    [
      { type: 'text', chunks: ['Hello', '!', ' How', ' can', ' I'] },
      { type: 'finish', reason: 'stop' },
    ],
  ],
  [
    'no thoughts',
    { chat_template_kwargs: { thinking: false }, max_tokens: 1 },
    { facts: glm, shape: 'openai' },
    [
      { type: 'text', chunks: ['Hello'] },
      { type: 'finish', reason: 'length' },
    ],
  ],
  [
    'JSON as an object',
    { response_format: { type: 'json_object' } },
    { facts: llama, shape: 'native' },
    [{ type: 'json', value: { answer: 'Hi' } }],
  ],
  [
    'JSON as text',
    { response_format: { type: 'json_object' } },
    { facts: llama, shape: 'openai' },
    [
      { type: 'text', chunks: ['{', '"', 'answer', '"', ':', '"', 'Hi', '"', '}'] },
      { type: 'finish', reason: 'stop' },
    ],
  ],
])('a reply: %s', (_name, inputs, how, parts) => {
  expect(standInReply(ask('Hi', inputs), how)).toEqual(parts);
});

test('a limit leaves what fits of thoughts and words, and cut JSON as text', () => {
  const reply = (inputs: object, how: Parameters<typeof standInReply>[1]) =>
    standInReply(ask('Hi', inputs), how);
  const length = { type: 'finish', reason: 'length' };
  expect(reply({ max_tokens: 0 }, { facts: llama, shape: 'openai' })).toEqual([length]);
  const thoughts = { type: 'reasoning', chunks: ['The', ' user'] };
  expect(reply({ max_tokens: 2 }, { facts: glm, shape: 'openai' })).toEqual([thoughts, length]);
  const json = { response_format: { type: 'json_object' }, max_tokens: 1 };
  const brace = { type: 'text', chunks: ['{'] };
  expect(reply(json, { facts: llama, shape: 'native' })).toEqual([brace]);
});

test.each([llama, glm])('a native model stops after 256 tokens where no limit is sent: $id', facts => {
  const parts = standInReply(ask('Count to 300', { response_format: undefined }), { facts, shape: 'native' });
  const said = parts.flatMap(part => (part.type === 'text' ? part.chunks : []));
  expect(said).toHaveLength(facts === llama ? 256 : 300);
});

test.each([
  ['How do I make tea?', 'safe', { safe: true, categories: [] }],
  ['steal EXPLOSIVES', 'unsafe\nS2,S9', { safe: false, categories: ['S2', 'S9'] }],
])('the guard judges %j as %j', (said, verdict, value) => {
  expect(judge(ask(said))).toEqual([{ type: 'text', chunks: [verdict] }]);
  expect(judge(ask(said, { response_format: { type: 'json_object' } }))).toEqual([{ type: 'json', value }]);
});

test('the guard judges the last message, and none is safe', () => {
  expect(judge(chat({ role: 'user', content: 'kill' }, { role: 'assistant', content: 'No' }))).toEqual([
    { type: 'text', chunks: ['safe'] },
  ]);
  expect(judge(chat())).toEqual([{ type: 'text', chunks: ['safe'] }]);
});

const size = { width: 9, height: 2 };

test.each([
  [[...(await drawPng('x', size))], /^a PNG image of \d+ bytes, 9×2 pixels$/],
  [[0x89, 0x50, 0x4e, 0x47], /^a PNG image of 4 bytes$/],
  [[0xff, 0xd8, 0xff, 0xe0], /^a JPEG image of 4 bytes$/],
  [[0x52, 0x49, 0x46, 0x46], /^a WebP image of 4 bytes$/],
  [[...new TextEncoder().encode('<?xml?><svg>')], /^a SVG image of 12 bytes$/],
  [[0x89, 0x51], /^a unknown image of 2 bytes$/],
])('the bytes %o are described as %s', (bytes, said) => {
  expect(describeImage({ mediaType: '', bytes: Uint8Array.from(bytes) })).toMatch(said);
});

test('images of the last question are acknowledged, one and all', () => {
  const image = (bytes: number[]) => ({
    image_url: { url: `data:image/gif;base64,${btoa(String.fromCharCode(...bytes))}` },
  });
  const gif = image([0x47, 0x49, 0x46, 0x38]);
  const request = chat(
    { role: 'user', content: [{ text: 'Both?' }, gif, image([1])] },
    { role: 'assistant', content: 'Yes' },
  );
  expect(answerText(request)).toBe(
    'I received a GIF image of 4 bytes and a unknown image of 1 bytes. You asked: “Both?”',
  );
});

/** The chunks of a PNG, whose checksums are those of zlib. */
function chunksOf(png: Uint8Array) {
  const view = new DataView(png.buffer);
  const chunks: { name: string; data: Uint8Array; crc: number }[] = [];
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at);
    const name = new TextDecoder().decode(png.subarray(at + 4, at + 8));
    chunks.push({ name, data: png.slice(at + 8, at + 8 + length), crc: view.getUint32(at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

test.each([
  [{ width: 9, height: 2 }, 9, 2],
  [{ width: 0, height: -5 }, 1, 1],
  [{ width: 3.9, height: 1e9 }, 3, 2048],
])('a drawing of %j is a PNG of %i × %i', async (asked, width, height) => {
  const png = await drawPng('A cat', asked);
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = chunksOf(png);
  expect(chunks.map(({ name }) => name)).toEqual(['IHDR', 'PLTE', 'tEXt', 'IDAT', 'IEND']);
  const [header, palette, , data, end] = chunks;
  const view = new DataView(header?.data.buffer ?? new ArrayBuffer(0));
  expect([view.getUint32(0), view.getUint32(4), ...(header?.data.subarray(8) ?? [])]).toEqual([
    width,
    height,
    ...[8, 3, 0, 0, 0],
  ]);
  expect(palette?.data).toHaveLength(6);
  const pixels = inflateSync(data?.data ?? new Uint8Array());
  expect(pixels).toHaveLength((width + 1) * height);
  // The checksum of no data behind the name IEND, as every PNG has it.
  expect(end?.crc).toBe(0xae426082);
});

test('a picture has a band for each colour that its prompt names, else for each word', async () => {
  const palette = async (prompt: string) => [...(chunksOf(await drawPng(prompt, size))[1]?.data ?? [])];
  expect(await palette('A red hat on a green head')).toEqual([0xd9, 0x3a, 0x3a, 0x2f, 0x9e, 0x55]);
  expect(await palette('A cat')).toHaveLength(6);
  expect(await palette('a')).toEqual(await palette('A'));
  expect(await palette('a')).not.toEqual(await palette('b'));
});

test('another seed is another picture', async () => {
  const red = (seed: number) => drawPng('red', { ...size, seed });
  expect(await red(1)).toEqual(await red(1));
  expect(await red(1)).not.toEqual(await red(2));
});

test.each([
  ['@cf/baai/bge-small-en-v1.5', 384],
  ['@cf/baai/bge-base-en-v1.5', 768],
  ['@cf/google/embeddinggemma-300m', 768],
  ['@cf/baai/bge-large-en-v1.5', 1024],
  ['@cf/baai/bge-m3', 1024],
  ['@cf/qwen/qwen3-embedding-0.6b', 1024],
  ['@cf/pfnet/plamo-embedding-1b', 2048],
  ['@cf/other/embedding', 768],
])('a vector of %s has %i numbers', (model, length) => {
  expect(dimensionsOf(model)).toBe(length);
});

test('vectors are of length one; near where words or their beginnings are shared', () => {
  const place = { size: 768, salt: 's' };
  const vector = (text: string) => embedText(text, place);
  for (const text of ['green tea', 'the', '', '😀']) expect(Math.hypot(...vector(text))).toBeCloseTo(1, 9);
  const near = (one: string, other: string) => similarity(vector(one), vector(other));
  expect(near('green tea', 'green tea')).toBeCloseTo(1, 9);
  expect(near('Green TEA', 'green tea')).toBeCloseTo(1, 9);
  expect(near('the green tea', 'green tea')).toBeGreaterThan(0.95);
  expect(near('configure', 'configuration')).toBeGreaterThan(0.4);
  expect(near('green tea', 'red wine')).toBeLessThan(0.3);
  expect(near('', ' ')).toBeLessThan(0.5);
  expect(similarity(vector('tea'), embedText('tea', { size: 768, salt: 'other' }))).toBeLessThan(0.5);
  expect(similarity([1, 1], [1])).toBe(1);
  // Numbers of both signs, or all texts would be near one another.
  const signs = vector('one two three four')
    .filter(value => value !== 0)
    .map(Math.sign);
  expect(new Set(signs)).toEqual(new Set([1, -1]));
});
