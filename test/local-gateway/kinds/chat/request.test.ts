import { expect, test } from 'vitest';
import { readChatRequest } from '../../../../src/local-gateway/kinds/chat/request.ts';

const read = (inputs: object) => readChatRequest('m', { ...inputs });

const message = (more: object) => ({
  role: 'user',
  text: '',
  images: [],
  toolCalls: [],
  toolCallId: undefined,
  name: undefined,
  ...more,
});

const png = { mediaType: 'image/png', bytes: Uint8Array.of(1, 2, 3) };
const base64 = 'AQID';
const url = `data:image/png;base64,${base64}`;
const image = (value: unknown) => ({ messages: [{ role: 'user', content: [value] }] });

test.each<[string, object, object[]]>([
  ['a prompt', { prompt: 'Hi' }, [message({ text: 'Hi' })]],
  ['an input', { input: 'Hi' }, [message({ text: 'Hi' })]],
  [
    'a prompt before messages',
    { prompt: 'Hi', messages: [{ role: 'user', content: 'Ho' }] },
    [message({ text: 'Hi' })],
  ],
  ['messages', { messages: [{ role: 'system', content: 'Be' }] }, [message({ role: 'system', text: 'Be' })]],
  ['messages as input', { input: [{ role: 'user', content: 'Hi' }] }, [message({ text: 'Hi' })]],
  ['what is no message', { messages: [null, 'Hi', [1]] }, []],
  ['no role', { messages: [{ content: 'Hi' }] }, [message({ text: 'Hi' })]],
  [
    'texts in parts',
    {
      messages: [{ role: 'user', content: [{ type: 'text', text: 'a' }, { type: 'x' }, 'b', { text: 'c' }] }],
    },
    [message({ text: 'ac' })],
  ],
  [
    'a call and its result',
    {
      messages: [
        {
          role: 'assistant',
          tool_calls: [
            { id: 'c', function: { name: 'f', arguments: '{}' } },
            { name: 'g', arguments: { a: 1 } },
            {},
            5,
          ],
        },
        { role: 'tool', tool_call_id: 'c', name: 'f', content: '1' },
      ],
    },
    [
      message({
        role: 'assistant',
        toolCalls: [
          { id: 'c', name: 'f', arguments: '{}' },
          { id: undefined, name: 'g', arguments: { a: 1 } },
          { id: undefined, name: '', arguments: undefined },
        ],
      }),
      message({ role: 'tool', text: '1', toolCallId: 'c', name: 'f' }),
    ],
  ],
  ['an image in OpenAI’s form', image({ image_url: { url } }), [message({ images: [png] })]],
  ['its URL bare', image({ image_url: url }), [message({ images: [png] })]],
  ['under image', image({ image: url }), [message({ images: [png] })]],
  ['an image from elsewhere', image({ image_url: { url: 'https://example.com/x.png' } }), [message({})]],
  ['one that is not base64', image({ image: 'data:image/png,abc' }), [message({})]],
  [
    'broken base64',
    image({ image: 'data:image/png;base64,%%%' }),
    [message({ images: [{ mediaType: 'image/png', bytes: new Uint8Array() }] })],
  ],
  [
    'parameters of a type',
    image({ image: `data:image/png;charset=x;base64,${base64}` }),
    [message({ images: [png] })],
  ],
  [
    'a bare image of bytes',
    { prompt: 'Hi', image: [1, 2, 3] },
    [message({ text: 'Hi', images: [{ ...png, mediaType: '' }] })],
  ],
  [
    'a bare image of text',
    { prompt: 'Hi', image: base64 },
    [message({ text: 'Hi', images: [{ ...png, mediaType: '' }] })],
  ],
  ['a bare image of a URL', { prompt: 'Hi', image: url }, [message({ text: 'Hi', images: [png] })]],
  ['a bare image of no bytes', { prompt: 'Hi', image: [] }, [message({ text: 'Hi' })]],
  ['a bare image that is none', { prompt: 'Hi', image: 5 }, [message({ text: 'Hi' })]],
  [
    'a bare image goes with the last message',
    { ...image({ image: url }), image: [1, 2, 3] },
    [message({ images: [png, { ...png, mediaType: '' }] })],
  ],
  ['a bare image without a message', { image: [1] }, []],
])('messages: %s', (_name, inputs, messages) => {
  expect(read(inputs).messages).toEqual(messages);
});

const parameters = { type: 'object' };

test.each<[string, object, object]>([
  [
    'nothing',
    {},
    { tools: [], toolChoice: 'auto', json: undefined, maxTokens: undefined, stop: [], stream: false },
  ],
  [
    'tools in both forms',
    {
      tools: [
        { type: 'function', function: { name: 'f', description: 'F', parameters } },
        { name: 'g' },
        {},
        null,
      ],
    },
    {
      tools: [
        { name: 'f', description: 'F', parameters },
        { name: 'g', description: undefined, parameters: {} },
      ],
    },
  ],
  ['no tool', { tool_choice: 'none' }, { toolChoice: 'none' }],
  ['some tool', { tool_choice: 'required' }, { toolChoice: 'required' }],
  ['as it likes', { tool_choice: 'auto' }, { toolChoice: 'auto' }],
  ['one tool', { tool_choice: { type: 'function', function: { name: 'f' } } }, { toolChoice: { name: 'f' } }],
  ['one tool, bare', { tool_choice: { name: 'f' } }, { toolChoice: { name: 'f' } }],
  ['JSON', { response_format: { type: 'json_object' } }, { json: { schema: undefined } }],
  [
    'a bare schema',
    { response_format: { type: 'json_schema', json_schema: parameters } },
    { json: { schema: parameters } },
  ],
  [
    'a schema in OpenAI’s form',
    { response_format: { type: 'json_schema', json_schema: { name: 'x', schema: parameters } } },
    { json: { schema: parameters } },
  ],
  ['a schema that is missing', { response_format: { type: 'json_schema' } }, { json: { schema: undefined } }],
  ['text', { response_format: { type: 'text' } }, { json: undefined }],
  [
    'guided JSON',
    { guided_json: parameters, response_format: { type: 'text' } },
    { json: { schema: parameters } },
  ],
  ['a limit', { max_tokens: 1, max_completion_tokens: 2, max_output_tokens: 3 }, { maxTokens: 1 }],
  ['by its newer name', { max_completion_tokens: 2, max_output_tokens: 3 }, { maxTokens: 2 }],
  ['by that of responses', { max_output_tokens: 3 }, { maxTokens: 3 }],
  ['a stop', { stop: 'x' }, { stop: ['x'] }],
  ['stops', { stop: ['x', '', 5, 'y'] }, { stop: ['x', 'y'] }],
  ['a stream', { stream: true }, { stream: true }],
  ['no stream', { stream: 'true' }, { stream: false }],
])('settings: %s', (_name, inputs, expected) => {
  expect(read(inputs)).toEqual({ ...read({}), inputs, ...expected });
});
