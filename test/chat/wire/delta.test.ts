import { expect, test } from 'vitest';
import { readDelta } from '../../../src/chat/wire/delta.ts';

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
  ['a list of objects without a text', { response: [{ type: 'text' }] }, { text: '[{"type":"text"}]' }],
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
    { toolCalls: [{ ...call, name: 'weather', input: '{"city":"Rome"}', isWhole: true }] },
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
  expect(readDelta(body)).toEqual({ toolCalls: [], ...expected });
});

test.each([
  { name: 'null', body: null },
  { name: 'a number', body: 5 },
  { name: 'a list', body: [{ response: 'Hi' }] },
  { name: 'an object with none of the keys', body: { label: 'POSITIVE' } },
  { name: 'an envelope around nothing', body: { result: null, success: true, errors: [] } },
  { name: 'an embedding', body: { shape: [1, 2], data: [[1, 2]] } },
])('$name is no answer of a chat model', ({ body }) => {
  expect(readDelta(body)).toBeUndefined();
});
