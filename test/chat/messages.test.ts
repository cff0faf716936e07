import { expect, test } from 'vitest';
import { buildMessages } from '../../src/chat/messages.ts';
import type { ChatMessage, UserPart } from '../../src/chat/types.ts';

const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
const png = 'iVBORw0KGgo=';
const image: UserPart = { type: 'file', mediaType: 'image/png', data: { base64: png } };
const imageURL = { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } };
const text = (value: string) => ({ type: 'text' as const, text: value });

const cases: readonly { name: string; messages: ChatMessage[]; expected: object[] }[] = [
  {
    name: 'a system text',
    messages: [{ role: 'system', text: 'Be brief.' }],
    expected: [{ role: 'system', content: 'Be brief.' }],
  },
  {
    name: 'leading system texts as one, since qwen3.8 takes no second (BerriAI/litellm#39282)',
    messages: [
      { role: 'system', text: 'A' },
      { role: 'system', text: '' },
      { role: 'system', text: 'B' },
      { role: 'user', content: [text('a')] },
    ],
    expected: [
      { role: 'system', content: 'A\n\nB' },
      { role: 'user', content: 'a' },
    ],
  },
  {
    name: 'later system texts where they are',
    messages: [
      { role: 'system', text: 'A' },
      { role: 'user', content: [text('a')] },
      { role: 'system', text: 'B' },
      { role: 'system', text: 'C' },
    ],
    expected: [
      { role: 'system', content: 'A' },
      { role: 'user', content: 'a' },
      { role: 'system', content: 'B' },
      { role: 'system', content: 'C' },
    ],
  },
  {
    name: 'text alone as one string (opencode.school#174, devoxx#1256)',
    messages: [{ role: 'user', content: [text('a'), text('b')] }],
    expected: [{ role: 'user', content: 'a\nb' }],
  },
  {
    name: 'text and images as parts in their order (cloudflare/ai#448)',
    messages: [{ role: 'user', content: [text('a'), image, text('b')] }],
    expected: [{ role: 'user', content: [text('a'), imageURL, text('b')] }],
  },
  {
    name: 'a user who says nothing',
    messages: [{ role: 'user', content: [] }],
    expected: [{ role: 'user', content: '' }],
  },
  {
    name: 'an assistant’s pieces of text as they came',
    messages: [{ role: 'assistant', content: [text('a'), text('b')] }],
    expected: [{ role: 'assistant', content: 'ab' }],
  },
  {
    name: 'reasoning in its own field, never in the content (cloudflare/ai#451)',
    messages: [{ role: 'assistant', content: [{ type: 'reasoning', text: 'Hm' }, text('Hi')] }],
    expected: [{ role: 'assistant', content: 'Hi', reasoning: 'Hm' }],
  },
  {
    name: 'a tool call: content is a string, never null (devoxx#1256), and holds no copy (cloudflare/ai#384)',
    messages: [
      {
        role: 'assistant',
        content: [{ type: 'tool-call', id: 'call_1', name: 'weather', input: { city: 'Rome' } }],
      },
    ],
    expected: [
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
        ],
      },
    ],
  },
  {
    name: 'arguments that are a text already, and none',
    messages: [
      {
        role: 'assistant',
        content: [
          { type: 'tool-call', id: '1', name: 'a', input: '{"x":1}' },
          { type: 'tool-call', id: '2', name: 'b', input: undefined },
        ],
      },
    ],
    expected: [
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { id: '1', type: 'function', function: { name: 'a', arguments: '{"x":1}' } },
          { id: '2', type: 'function', function: { name: 'b', arguments: '{}' } },
        ],
      },
    ],
  },
  {
    name: 'ids as the model gave them, in calls and results (cloudflare/ai#526)',
    messages: [
      {
        role: 'assistant',
        content: [{ type: 'tool-call', id: 'functions.a:0::cf-wai-tool-call::x', name: 'a', input: {} }],
      },
      {
        role: 'tool',
        results: [{ id: 'functions.a:0::cf-wai-tool-call::x', name: 'a', content: [text('1')] }],
      },
    ],
    expected: [
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'functions.a:0', type: 'function', function: { name: 'a', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'functions.a:0', name: 'a', content: '1' },
    ],
  },
  {
    name: 'a message for each result, with name and id',
    messages: [
      {
        role: 'tool',
        results: [
          { id: '1', name: 'a', content: [text('x'), text('y')] },
          { id: '2', name: 'b', content: [] },
        ],
      },
    ],
    expected: [
      { role: 'tool', tool_call_id: '1', name: 'a', content: 'x\ny' },
      { role: 'tool', tool_call_id: '2', name: 'b', content: '' },
    ],
  },
  {
    name: 'images of results behind the last of them',
    messages: [
      { role: 'tool', results: [{ id: '1', name: 'a', content: [text('Look.'), image] }] },
      { role: 'tool', results: [{ id: '2', name: 'b', content: [image] }] },
      { role: 'user', content: [text('Well?')] },
    ],
    expected: [
      { role: 'tool', tool_call_id: '1', name: 'a', content: 'Look.\n(Images follow.)' },
      { role: 'tool', tool_call_id: '2', name: 'b', content: '(Images follow.)' },
      {
        role: 'user',
        content: [
          text('Images that the tool a returned:'),
          imageURL,
          text('Images that the tool b returned:'),
          imageURL,
        ],
      },
      { role: 'user', content: 'Well?' },
    ],
  },
  {
    name: 'images of the last result',
    messages: [{ role: 'tool', results: [{ id: '1', name: 'a', content: [image] }] }],
    expected: [
      { role: 'tool', tool_call_id: '1', name: 'a', content: '(Images follow.)' },
      { role: 'user', content: [text('Images that the tool a returned:'), imageURL] },
    ],
  },
];

test.each(cases)('sends $name', ({ messages, expected }) => {
  expect(buildMessages(messages, { model: llama })).toStrictEqual(expected);
});

test.each([
  { content: [text('Hi')], expected: { role: 'assistant', content: 'Hi', reasoning_content: '' } },
  {
    content: [{ type: 'reasoning' as const, text: 'Hm' }],
    expected: { role: 'assistant', content: '', reasoning: 'Hm', reasoning_content: 'Hm' },
  },
])('Kimi gets its thoughts back, empty ones too (kimi-cli#2498)', ({ content, expected }) => {
  expect(buildMessages([{ role: 'assistant', content }], { model: '@cf/moonshotai/kimi-k2.6' })).toEqual([
    expected,
  ]);
});

test.each([
  { input: { x: 1 }, expected: '{"x":1}' },
  { input: '{ "x": 1 }', expected: '{ "x": 1 }' },
  { input: '', expected: '{}' },
  { input: ' null ', expected: '{}' },
  { input: null, expected: '{}' },
  { input: undefined, expected: '{}' },
  { input: '{"value": ', expected: '{"input":"{\\"value\\": "}' },
  { input: '{"p":"say "hi" now"}', expected: '{"input":"{\\"p\\":\\"say \\"hi\\" now\\"}"}' },
  { input: 'Rome', expected: '{"input":"Rome"}' },
  { input: '"x"', expected: '{"input":"\\"x\\""}' },
  { input: '[1]', expected: '{"input":"[1]"}' },
  { input: [1], expected: '{"input":"[1]"}' },
  { input: 5, expected: '{"input":"5"}' },
])('the arguments $input are sent as $expected', ({ input, expected }) => {
  const call = { type: 'tool-call' as const, id: '1', name: 'a', input };
  const [message] = buildMessages([{ role: 'assistant', content: [call] }], { model: llama });
  expect(message).toMatchObject({ tool_calls: [{ function: { arguments: expected } }] });
});
