import { describe, expect, test } from 'vitest';
import { createDeltaReader, hasContent } from '../../../src/chat/wire/delta.ts';

const call = { index: undefined, id: undefined, name: undefined, input: '', isWhole: false, isEnd: false };

test.each([
  ['native text', { response: 'Hi' }, { text: 'Hi' }],
  ['native text beside its padding', { response: 'Hi', p: 'abdefgh' }, { text: 'Hi' }],
  ['padding alone (cloudflare/ai#65)', { tool_calls: [], p: 'abdefgh' }, {}],
  ['padding and nothing else', { p: 'ab' }, {}],
  ['an empty text', { response: '' }, {}],
  ['no text', { response: null }, {}],
  ['a number as text', { response: 42 }, { text: '42' }],
  ['the number 0', { response: 0 }, { text: '0' }],
  ['a boolean as text', { response: false }, { text: 'false' }],
  ['an object as text (JSON mode)', { response: { a: [1] } }, { text: '{"a":[1]}' }],
  ['a list as text (JSON mode)', { response: [1, 2] }, { text: '[1,2]' }],
  ['an empty list as text (JSON mode)', { response: [] }, { text: '[]' }],
  [
    'a list of which only some are parts',
    { response: [{ type: 'text', text: 'Hi' }, 5] },
    { text: '[{"type":"text","text":"Hi"},5]' },
  ],
  [
    'a list of objects whose type is none',
    { response: [{ type: 1, text: 'Hi' }] },
    { text: '[{"type":1,"text":"Hi"}]' },
  ],
  [
    'a list of parts of which one is empty',
    {
      response: [
        { type: 'text', text: '' },
        { type: 'text', text: 'Hi' },
      ],
    },
    { text: 'Hi' },
  ],
  ['usage alone', { usage: { total_tokens: 1 } }, { usage: { total_tokens: 1 } }],
  [
    'the native envelope',
    { result: { response: 'Hi', usage: { total_tokens: 1 } }, success: true, errors: [], messages: [] },
    { text: 'Hi', usage: { total_tokens: 1 } },
  ],
  ['a bare text', 'Hi', { text: 'Hi' }],
  ['a native finish reason', { response: '', finish_reason: 'length' }, { finishReason: 'length' }],
  [
    'OpenAI’s chunk',
    {
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1751570976,
      model: '@cf/qwen/qwen3',
      choices: [
        { index: 0, delta: { content: 'Hi', role: 'assistant' }, logprobs: null, finish_reason: null },
      ],
    },
    { id: 'chatcmpl-1', model: '@cf/qwen/qwen3', created: 1751570976, text: 'Hi' },
  ],
  [
    'OpenAI’s last chunk',
    { choices: [{ delta: {}, finish_reason: 'stop', index: 0 }], object: 'chat.completion.chunk' },
    { finishReason: 'stop' },
  ],
  [
    'OpenAI’s usage chunk, which has no choice',
    { choices: [], usage: { prompt_tokens: 1 } },
    { usage: { prompt_tokens: 1 } },
  ],
  [
    'a whole OpenAI answer',
    {
      choices: [
        { index: 0, message: { role: 'assistant', content: 'Hi', tool_calls: [] }, finish_reason: 'stop' },
      ],
    },
    { text: 'Hi', finishReason: 'stop' },
  ],
  [
    'a whole OpenAI answer in the envelope',
    { result: { choices: [{ message: { content: 'Hi' } }] }, success: true },
    { text: 'Hi' },
  ],
  [
    'an answer to a prompt (text_completion)',
    { object: 'text_completion', choices: [{ index: 0, text: 'Hi', finish_reason: 'stop' }] },
    { text: 'Hi', finishReason: 'stop' },
  ],
  [
    'an object as content',
    { choices: [{ message: { content: { city: 'Paris' } } }] },
    { text: '{"city":"Paris"}' },
  ],
  [
    'content as a list of parts',
    {
      choices: [
        {
          message: {
            content: [
              { type: 'text', text: 'a' },
              { type: 'text', text: 'b' },
            ],
          },
        },
      ],
    },
    { text: 'ab' },
  ],
  ['an empty list of parts', { choices: [{ message: { content: [] } }] }, {}],
  [
    'null content of an answer cut while it reasoned',
    { choices: [{ message: { content: null, reasoning_content: 'Hm' }, finish_reason: 'length' }] },
    { reasoning: 'Hm', finishReason: 'length' },
  ],
  [
    'response and content that say the same: once',
    { response: 'Hi', choices: [{ delta: { content: 'Hi' } }] },
    { text: 'Hi' },
  ],
  [
    'an empty content beside a response',
    { response: 'Hi', choices: [{ delta: { content: '' } }] },
    { text: 'Hi' },
  ],
  [
    'OpenAI’s text before the native one (cloudflare/ai#205)',
    { response: 'native', choices: [{ message: { content: 'openai' } }] },
    { text: 'openai' },
  ],
  ['reasoning_content', { choices: [{ delta: { reasoning_content: 'Hm' } }] }, { reasoning: 'Hm' }],
  ['reasoning', { choices: [{ delta: { reasoning: 'Hm' } }] }, { reasoning: 'Hm' }],
  [
    'both keys of reasoning: once (gpt-oss)',
    { choices: [{ delta: { reasoning: 'Hm', reasoning_content: 'Hm' } }] },
    { reasoning: 'Hm' },
  ],
  [
    'an empty reasoning_content does not hide reasoning',
    { choices: [{ message: { reasoning_content: '', reasoning: 'Hm' } }] },
    { reasoning: 'Hm' },
  ],
  ['null reasoning (llama)', { choices: [{ message: { content: 'Hi', reasoning: null } }] }, { text: 'Hi' }],
  ['native reasoning', { response: 'Hi', reasoning: 'Hm' }, { text: 'Hi', reasoning: 'Hm' }],
  [
    'the choice’s finish reason before the top’s',
    { finish_reason: 'stop', choices: [{ delta: {}, finish_reason: 'length' }] },
    { finishReason: 'length' },
  ],
  [
    'another choice than the first: not its text',
    {
      choices: [
        { index: 1, delta: { content: 'no' } },
        { index: 0, delta: { content: 'yes' } },
      ],
    },
    { text: 'yes' },
  ],
  [
    'a choice whose index is no number',
    { choices: [{ index: null, delta: { content: 'a' } }] },
    { text: 'a' },
  ],
  ['a choice whose index is a text', { choices: [{ index: '0', delta: { content: 'a' } }] }, { text: 'a' }],
  [
    'an empty delta beside a message',
    { choices: [{ delta: null, message: { content: 'a' } }] },
    { text: 'a' },
  ],
  ['a time that is no time', { response: 'a', created: 1e300 }, { text: 'a' }],
  ['a time that is a text', { response: 'a', created: '2025' }, { text: 'a' }],
  [
    'null everywhere',
    { id: null, model: null, response: 'a', usage: null, tool_calls: null, finish_reason: null },
    { text: 'a' },
  ],
  [
    'a native tool call',
    { response: null, tool_calls: [{ name: 'weather', arguments: { city: 'Rome' } }] },
    { toolCalls: [{ ...call, name: 'weather', value: { city: 'Rome' }, isWhole: true }] },
  ],
  [
    'the form of the Responses API',
    {
      id: 'resp-1',
      object: 'response',
      created_at: 1763094420,
      model: '@cf/openai/gpt-oss-120b',
      output: [
        { id: 'rs_1', type: 'reasoning', content: [{ type: 'reasoning_text', text: 'Hm' }] },
        { id: 'msg_1', type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] },
        { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Rome"}' },
      ],
      status: 'completed',
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    },
    {
      id: 'resp-1',
      model: '@cf/openai/gpt-oss-120b',
      created: 1763094420,
      text: 'Hi',
      reasoning: 'Hm',
      toolCalls: [{ ...call, id: 'call_1', name: 'weather', input: '{"city":"Rome"}', isWhole: true }],
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    },
  ],
  [
    'items of the Responses API that say nothing',
    {
      output: [
        null,
        { type: 'message', content: [{ type: 'output_text' }, { type: 'output_text', text: 'Hi' }] },
        { type: 'function_call', name: 'weather' },
      ],
    },
    { text: 'Hi', toolCalls: [{ ...call, name: 'weather', isWhole: true }] },
  ],
  [
    'an incomplete answer of the Responses API',
    {
      output: [{ type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm' }], content: [] }],
      incomplete_details: { reason: 'max_output_tokens' },
    },
    { reasoning: 'Hm', finishReason: 'max_output_tokens' },
  ],
])('reads %s', (_name, body, expected) => {
  expect(createDeltaReader()(body)).toEqual({ toolCalls: [], ...expected });
});

test.each([
  { name: 'null', body: null },
  { name: 'a number', body: 5 },
  { name: 'a list', body: [{ response: 'Hi' }] },
  { name: 'an object with none of the keys', body: { label: 'POSITIVE' } },
  { name: 'an envelope around nothing', body: { result: null, success: true, errors: [] } },
  { name: 'an embedding', body: { shape: [1, 2], data: [[1, 2]] } },
])('$name is no answer of a chat model', ({ body }) => {
  expect(createDeltaReader()(body)).toBeUndefined();
});

test.each([
  {
    name: 'a JSON answer that is a list of objects with a type',
    body: { response: [{ type: 'x', n: 1 }] },
    expected: { text: '[{"type":"x","n":1}]' },
  },
  {
    name: 'parts that hold nothing',
    body: {
      choices: [{ delta: { content: [{ type: 'text' }, { type: 'image_url', image_url: { url: 'x' } }] } }],
    },
    expected: {},
  },
  {
    name: 'thinking and text as parts (Mistral)',
    body: {
      choices: [
        {
          message: {
            content: [
              {
                type: 'thinking',
                thinking: [
                  { type: 'text', text: 'h' },
                  { type: 'text', text: 'm' },
                ],
              },
              { type: 'text', text: 'Hi' },
            ],
          },
        },
      ],
    },
    expected: { text: 'Hi', reasoning: 'hm' },
  },
  {
    name: 'thinking as a text, beside an image',
    body: {
      choices: [
        {
          delta: {
            content: [
              { type: 'thinking', thinking: 'hm' },
              { type: 'image', data: 'AAAA' },
            ],
          },
        },
      ],
    },
    expected: { reasoning: 'hm' },
  },
  {
    name: 'reasoning that is a number',
    body: { choices: [{ delta: { reasoning_content: 5 } }] },
    expected: { reasoning: '5' },
  },
  {
    name: 'reasoning that is false',
    body: { response: '', reasoning: false },
    expected: { reasoning: 'false' },
  },
  { name: 'reasoning that is null', body: { response: 'a', reasoning: null }, expected: { text: 'a' } },
  { name: 'a text that is zero', body: { choices: [{ text: 0 }] }, expected: { text: '0' } },
  { name: 'a refusal', body: { choices: [{ delta: { refusal: 'No.' } }] }, expected: { text: 'No.' } },
  {
    name: 'a lone choice of another index',
    body: { choices: [{ index: 1, delta: { content: 'a' }, finish_reason: 'stop' }] },
    expected: { text: 'a', finishReason: 'stop' },
  },
  {
    name: 'choice 0, wherever it is in the list',
    body: {
      choices: [
        { index: 1, delta: { content: 'b' } },
        { index: 0, delta: { content: 'a' } },
      ],
    },
    expected: { text: 'a' },
  },
  {
    name: 'a result without the rest of its envelope',
    body: { result: { response: 'a' } },
    expected: { text: 'a' },
  },
])('reads $name', ({ body, expected }) => {
  expect(createDeltaReader()(body)).toEqual({ toolCalls: [], ...expected });
});

test('once choice 0 was there, another is not run into it', () => {
  const read = createDeltaReader();
  const texts = [1, 1, 0, 1].map(
    index => read({ choices: [{ index, delta: { content: `${index}` } }] })?.text,
  );
  expect(texts).toEqual(['1', '1', '0', undefined]);
});

describe('the events of the Responses API', () => {
  const call = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'weather' };
  const texts = [
    { type: 'response.created', response: { id: 'resp_1', model: '@cf/openai/gpt-oss-20b', created_at: 5 } },
    { type: 'response.reasoning_text.delta', output_index: 0, delta: 'Hm' },
    {
      type: 'response.output_item.done',
      output_index: 0,
      item: { type: 'reasoning', content: [{ text: 'Hm' }] },
    },
    { type: 'response.output_text.delta', output_index: 1, delta: 'H' },
    { type: 'response.output_text.delta', output_index: 1, delta: 'i' },
    { type: 'response.output_text.done', output_index: 1, text: 'Hi' },
    {
      type: 'response.output_item.done',
      output_index: 1,
      item: { type: 'message', content: [{ text: 'Hi' }] },
    },
  ];
  const output = [
    { type: 'reasoning', content: [{ type: 'reasoning_text', text: 'Hm' }] },
    { type: 'message', content: [{ type: 'output_text', text: 'Hi' }] },
  ];
  const completed = { type: 'response.completed', response: { output, usage: { input_tokens: 1 } } };

  test.each([
    { name: 'in pieces', events: [...texts, completed] },
    { name: 'all at the end', events: [completed] },
    {
      name: 'item by item',
      events: [
        ...output.map((item, output_index) => ({ type: 'response.output_item.done', output_index, item })),
        completed,
      ],
    },
  ])('text and reasoning $name are read once', ({ events }) => {
    const deltas = events.map(createDeltaReader());
    expect(deltas.map(delta => delta?.text ?? '').join('')).toBe('Hi');
    expect(deltas.map(delta => delta?.reasoning ?? '').join('')).toBe('Hm');
    expect(deltas.at(-1)).toMatchObject({ isEnd: true, usage: { input_tokens: 1 } });
  });

  test('a call in pieces has the index of its item, and ends with it', () => {
    const at = { output_index: 2, item_id: 'fc_1' };
    const deltas = [
      { type: 'response.output_item.added', ...at, item: { ...call, arguments: '' } },
      { type: 'response.function_call_arguments.delta', ...at, delta: '{}' },
      { type: 'response.function_call_arguments.done', ...at, arguments: '{}' },
      { type: 'response.output_item.done', ...at, item: { ...call, arguments: '{}' } },
    ]
      .map(createDeltaReader())
      .flatMap(delta => delta?.toolCalls ?? []);
    expect(deltas).toMatchObject([
      { index: 2, id: 'call_1', name: 'weather', input: '' },
      { index: 2, input: '{}' },
      { index: 2, isEnd: true },
    ]);
  });

  test('a reason that the answer is incomplete is its finish reason', () => {
    const response = { incomplete_details: { reason: 'max_output_tokens' } };
    expect(createDeltaReader()({ type: 'response.incomplete', response })).toMatchObject({
      finishReason: 'max_output_tokens',
      isEnd: true,
    });
  });
});

test.each([
  { body: { response: '' }, expected: true },
  { body: { response: null, tool_calls: [] }, expected: true },
  { body: { result: { choices: [{ message: { content: null } }] } }, expected: true },
  { body: { choices: [{ finish_reason: 'length' }] }, expected: true },
  { body: { output: [] }, expected: true },
  { body: 'Hi', expected: true },
  { body: { choices: [] }, expected: false },
  { body: { choices: [{ index: 0 }], usage: { total_tokens: 5 } }, expected: false },
  { body: { usage: { total_tokens: 5 } }, expected: false },
  { body: { output: 'Hi' }, expected: false },
  { body: null, expected: false },
])('$body has a place for what a model says: $expected', ({ body, expected }) => {
  expect(hasContent(body)).toBe(expected);
});
