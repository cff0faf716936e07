import { describe, expect, test } from 'vitest';
import { createDeltaReader, hasContent } from '../../../src/chat/wire/delta.ts';

const call = { index: undefined, id: undefined, name: undefined, input: '', isWhole: false, isEnd: false };

test.each([
  { name: 'native text', body: { response: 'Hi' }, expected: { text: 'Hi' } },
  {
    name: 'native text beside its padding',
    body: { response: 'Hi', p: 'abdefgh' },
    expected: { text: 'Hi' },
  },
  { name: 'padding alone (cloudflare/ai#65)', body: { tool_calls: [], p: 'abdefgh' }, expected: {} },
  { name: 'padding and nothing else', body: { p: 'ab' }, expected: {} },
  { name: 'an empty text', body: { response: '' }, expected: {} },
  { name: 'no text', body: { response: null }, expected: {} },
  { name: 'a number as text', body: { response: 42 }, expected: { text: '42' } },
  { name: 'the number 0', body: { response: 0 }, expected: { text: '0' } },
  { name: 'a boolean as text', body: { response: false }, expected: { text: 'false' } },
  { name: 'an object as text (JSON mode)', body: { response: { a: [1] } }, expected: { text: '{"a":[1]}' } },
  { name: 'a list as text (JSON mode)', body: { response: [1, 2] }, expected: { text: '[1,2]' } },
  { name: 'an empty list as text (JSON mode)', body: { response: [] }, expected: { text: '[]' } },
  {
    name: 'a list of which only some are parts',
    body: { response: [{ type: 'text', text: 'Hi' }, 5] },
    expected: { text: '[{"type":"text","text":"Hi"},5]' },
  },
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
  {
    name: 'a list of objects whose type is none',
    body: { response: [{ type: 1, text: 'Hi' }] },
    expected: { text: '[{"type":1,"text":"Hi"}]' },
  },
  {
    name: 'a list of parts of which one is empty',
    body: {
      response: [
        { type: 'text', text: '' },
        { type: 'text', text: 'Hi' },
      ],
    },
    expected: { text: 'Hi' },
  },
  { name: 'usage alone', body: { usage: { total_tokens: 1 } }, expected: { usage: { total_tokens: 1 } } },
  {
    name: 'the native envelope',
    body: { result: { response: 'Hi', usage: { total_tokens: 1 } }, success: true, errors: [], messages: [] },
    expected: { text: 'Hi', usage: { total_tokens: 1 } },
  },
  { name: 'a bare text', body: 'Hi', expected: { text: 'Hi' } },
  {
    name: 'a native finish reason',
    body: { response: '', finish_reason: 'length' },
    expected: { finishReason: 'length' },
  },
  {
    name: 'OpenAI’s chunk',
    body: {
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1751570976,
      model: '@cf/qwen/qwen3',
      choices: [
        { index: 0, delta: { content: 'Hi', role: 'assistant' }, logprobs: null, finish_reason: null },
      ],
    },
    expected: { id: 'chatcmpl-1', model: '@cf/qwen/qwen3', created: 1751570976, text: 'Hi' },
  },
  {
    name: 'OpenAI’s last chunk',
    body: { choices: [{ delta: {}, finish_reason: 'stop', index: 0 }], object: 'chat.completion.chunk' },
    expected: { finishReason: 'stop' },
  },
  {
    name: 'OpenAI’s usage chunk, which has no choice',
    body: { choices: [], usage: { prompt_tokens: 1 } },
    expected: { usage: { prompt_tokens: 1 } },
  },
  {
    name: 'a whole OpenAI answer',
    body: {
      choices: [
        { index: 0, message: { role: 'assistant', content: 'Hi', tool_calls: [] }, finish_reason: 'stop' },
      ],
    },
    expected: { text: 'Hi', finishReason: 'stop' },
  },
  {
    name: 'a whole OpenAI answer in the envelope',
    body: { result: { choices: [{ message: { content: 'Hi' } }] }, success: true },
    expected: { text: 'Hi' },
  },
  {
    name: 'an answer to a prompt (text_completion)',
    body: { object: 'text_completion', choices: [{ index: 0, text: 'Hi', finish_reason: 'stop' }] },
    expected: { text: 'Hi', finishReason: 'stop' },
  },
  {
    name: 'an object as content',
    body: { choices: [{ message: { content: { city: 'Paris' } } }] },
    expected: { text: '{"city":"Paris"}' },
  },
  {
    name: 'content as a list of parts',
    body: {
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
    expected: { text: 'ab' },
  },
  {
    name: 'an empty list of parts',
    body: { choices: [{ message: { content: [] } }] },
    expected: {},
  },
  {
    name: 'null content of an answer cut while it reasoned',
    body: { choices: [{ message: { content: null, reasoning_content: 'Hm' }, finish_reason: 'length' }] },
    expected: { reasoning: 'Hm', finishReason: 'length' },
  },
  {
    name: 'response and content that say the same: once',
    body: { response: 'Hi', choices: [{ delta: { content: 'Hi' } }] },
    expected: { text: 'Hi' },
  },
  {
    name: 'an empty content beside a response',
    body: { response: 'Hi', choices: [{ delta: { content: '' } }] },
    expected: { text: 'Hi' },
  },
  {
    name: 'OpenAI’s text before the native one (cloudflare/ai#205)',
    body: { response: 'native', choices: [{ message: { content: 'openai' } }] },
    expected: { text: 'openai' },
  },
  {
    name: 'reasoning_content',
    body: { choices: [{ delta: { reasoning_content: 'Hm' } }] },
    expected: { reasoning: 'Hm' },
  },
  { name: 'reasoning', body: { choices: [{ delta: { reasoning: 'Hm' } }] }, expected: { reasoning: 'Hm' } },
  {
    name: 'both keys of reasoning: once (gpt-oss)',
    body: { choices: [{ delta: { reasoning: 'Hm', reasoning_content: 'Hm' } }] },
    expected: { reasoning: 'Hm' },
  },
  {
    name: 'an empty reasoning_content does not hide reasoning',
    body: { choices: [{ message: { reasoning_content: '', reasoning: 'Hm' } }] },
    expected: { reasoning: 'Hm' },
  },
  {
    name: 'null reasoning (llama)',
    body: { choices: [{ message: { content: 'Hi', reasoning: null } }] },
    expected: { text: 'Hi' },
  },
  {
    name: 'native reasoning',
    body: { response: 'Hi', reasoning: 'Hm' },
    expected: { text: 'Hi', reasoning: 'Hm' },
  },
  {
    name: 'the choice’s finish reason before the top’s',
    body: { finish_reason: 'stop', choices: [{ delta: {}, finish_reason: 'length' }] },
    expected: { finishReason: 'length' },
  },
  {
    name: 'another choice than the first: not its text',
    body: {
      choices: [
        { index: 1, delta: { content: 'no' } },
        { index: 0, delta: { content: 'yes' } },
      ],
    },
    expected: { text: 'yes' },
  },
  {
    name: 'a choice whose index is no number',
    body: { choices: [{ index: null, delta: { content: 'a' } }] },
    expected: { text: 'a' },
  },
  {
    name: 'a choice whose index is a text',
    body: { choices: [{ index: '0', delta: { content: 'a' } }] },
    expected: { text: 'a' },
  },
  {
    name: 'an empty delta beside a message',
    body: { choices: [{ delta: null, message: { content: 'a' } }] },
    expected: { text: 'a' },
  },
  { name: 'a time that is no time', body: { response: 'a', created: 1e300 }, expected: { text: 'a' } },
  { name: 'a time that is a text', body: { response: 'a', created: '2025' }, expected: { text: 'a' } },
  {
    name: 'null everywhere',
    body: { id: null, model: null, response: 'a', usage: null, tool_calls: null, finish_reason: null },
    expected: { text: 'a' },
  },
  {
    name: 'a native tool call',
    body: { response: null, tool_calls: [{ name: 'weather', arguments: { city: 'Rome' } }] },
    expected: { toolCalls: [{ ...call, name: 'weather', value: { city: 'Rome' }, isWhole: true }] },
  },
  {
    name: 'the form of the Responses API',
    body: {
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
    expected: {
      id: 'resp-1',
      model: '@cf/openai/gpt-oss-120b',
      created: 1763094420,
      text: 'Hi',
      reasoning: 'Hm',
      toolCalls: [{ ...call, id: 'call_1', name: 'weather', input: '{"city":"Rome"}', isWhole: true }],
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    },
  },
  {
    name: 'items of the Responses API that say nothing',
    body: {
      output: [
        null,
        { type: 'message', content: [{ type: 'output_text' }, { type: 'output_text', text: 'Hi' }] },
        { type: 'function_call', name: 'weather' },
      ],
    },
    expected: { text: 'Hi', toolCalls: [{ ...call, name: 'weather', isWhole: true }] },
  },
  {
    name: 'an incomplete answer of the Responses API',
    body: {
      output: [{ type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm' }], content: [] }],
      incomplete_details: { reason: 'max_output_tokens' },
    },
    expected: { reasoning: 'Hm', finishReason: 'max_output_tokens' },
  },
])('reads $name', ({ body, expected }) => {
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
