import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { fromPrompt } from '../../../src/sdk/shared/prompt.ts';

const bytes = Uint8Array.of(1, 2, 3);
const text = (value: string) => ({ type: 'text', text: value });
const file = (mediaType: string | undefined, data: object) => ({ type: 'file', mediaType, data });

test.each([
  {
    name: 'a system message',
    message: { role: 'system', content: 'Be brief.' },
    expected: { role: 'system', text: 'Be brief.' },
  },
  {
    name: 'a user’s text',
    message: { role: 'user', content: [text('Hi')] },
    expected: { role: 'user', content: [text('Hi')] },
  },
  {
    name: 'an image of AI SDK 4 as bytes',
    message: { role: 'user', content: [{ type: 'image', image: bytes, mimeType: 'image/jpeg' }] },
    expected: { role: 'user', content: [file('image/jpeg', { bytes })] },
  },
  {
    name: 'an image of AI SDK 4 without a type',
    message: { role: 'user', content: [{ type: 'image', image: bytes }] },
    expected: { role: 'user', content: [file('image', { bytes })] },
  },
  {
    name: 'an image of AI SDK 4 as a URL',
    message: { role: 'user', content: [{ type: 'image', image: new URL('https://example.com/a.png') }] },
    expected: { role: 'user', content: [file('image', { url: 'https://example.com/a.png' })] },
  },
  {
    name: 'a file of AI SDK 4',
    message: { role: 'user', content: [{ type: 'file', data: 'AAAA', mimeType: 'text/plain' }] },
    expected: { role: 'user', content: [file('text/plain', { base64: 'AAAA' })] },
  },
  {
    name: 'a file of AI SDK 5 and 6',
    message: { role: 'user', content: [{ type: 'file', data: bytes.buffer, mediaType: 'image/*' }] },
    expected: { role: 'user', content: [file('image/*', { bytes })] },
  },
  {
    name: 'a file as a data URL',
    message: {
      role: 'user',
      content: [{ type: 'file', data: 'data:image/png;base64,AAAA', mediaType: 'image/png' }],
    },
    expected: { role: 'user', content: [file('image/png', { url: 'data:image/png;base64,AAAA' })] },
  },
  {
    name: 'tagged data of AI SDK 7',
    message: {
      role: 'user',
      content: [{ type: 'file', data: { type: 'data', data: 'AAAA' }, mediaType: 'image' }],
    },
    expected: { role: 'user', content: [file('image', { base64: 'AAAA' })] },
  },
  {
    name: 'a tagged URL of AI SDK 7',
    message: {
      role: 'user',
      content: [
        {
          type: 'file',
          data: { type: 'url', url: new URL('https://example.com/a') },
          mediaType: 'image/png',
        },
      ],
    },
    expected: { role: 'user', content: [file('image/png', { url: 'https://example.com/a' })] },
  },
  {
    name: 'a tagged text of AI SDK 7',
    message: {
      role: 'user',
      content: [{ type: 'file', data: { type: 'text', text: 'Hi' }, mediaType: 'text/plain' }],
    },
    expected: { role: 'user', content: [file('text/plain', { text: 'Hi' })] },
  },
  {
    name: 'an assistant’s text and reasoning',
    message: { role: 'assistant', content: [{ type: 'reasoning', text: 'Hm', signature: 's' }, text('Hi')] },
    expected: { role: 'assistant', content: [{ type: 'reasoning', text: 'Hm' }, text('Hi')] },
  },
  {
    name: 'reasoning that another provider made unreadable',
    message: { role: 'assistant', content: [{ type: 'redacted-reasoning', data: 'x' }, text('Hi')] },
    expected: { role: 'assistant', content: [text('Hi')] },
  },
  {
    name: 'a call of AI SDK 4',
    message: {
      role: 'assistant',
      content: [{ type: 'tool-call', toolCallId: '1', toolName: 'a', args: { x: 1 } }],
    },
    expected: { role: 'assistant', content: [{ type: 'tool-call', id: '1', name: 'a', input: { x: 1 } }] },
  },
  {
    name: 'a call of AI SDK 5 and later',
    message: {
      role: 'assistant',
      content: [{ type: 'tool-call', toolCallId: '1', toolName: 'a', input: '{"x":1}' }],
    },
    expected: { role: 'assistant', content: [{ type: 'tool-call', id: '1', name: 'a', input: '{"x":1}' }] },
  },
  {
    name: 'a result of AI SDK 4',
    message: {
      role: 'tool',
      content: [{ type: 'tool-result', toolCallId: '1', toolName: 'a', result: { sum: 3 } }],
    },
    expected: { role: 'tool', results: [{ id: '1', name: 'a', content: [text('{"sum":3}')] }] },
  },
  {
    name: 'an approval beside the results',
    message: {
      role: 'tool',
      content: [
        { type: 'tool-approval-response', approvalId: 'x', approved: true },
        { type: 'tool-result', toolCallId: '1', toolName: 'a', output: { type: 'text', value: 'ok' } },
      ],
    },
    expected: { role: 'tool', results: [{ id: '1', name: 'a', content: [text('ok')] }] },
  },
])('reads $name', ({ message, expected }) => {
  expect(fromPrompt([message])).toEqual([expected]);
});

test('results that another provider put into its own message follow it', () => {
  const call = { type: 'tool-call', toolCallId: '1', toolName: 'a', input: {}, providerExecuted: true };
  const result = {
    type: 'tool-result',
    toolCallId: '1',
    toolName: 'a',
    output: { type: 'json', value: [1] },
  };
  expect(fromPrompt([{ role: 'assistant', content: [call, result, text('Hi')] }])).toEqual([
    { role: 'assistant', content: [{ type: 'tool-call', id: '1', name: 'a', input: {} }, text('Hi')] },
    { role: 'tool', results: [{ id: '1', name: 'a', content: [text('[1]')] }] },
  ]);
});

describe('what would be lost is refused', () => {
  test.each([
    {
      message: { role: 'user', content: [{ type: 'video' }] },
      what: "parts of the type 'video' in a user message",
    },
    {
      message: { role: 'assistant', content: [{ type: 'file', data: 'AAAA' }] },
      what: "parts of the type 'file' in an assistant message",
    },
    { message: { role: 'developer', content: 'Hi' }, what: "messages of the role 'developer'" },
    {
      message: { role: 'user', content: [{ type: 'file', mediaType: 'image/png' }] },
      what: 'files without data',
    },
    {
      message: {
        role: 'user',
        content: [{ type: 'file', mediaType: 'image/png', data: { type: 'reference', reference: {} } }],
      },
      what: "files given as 'reference'",
    },
  ])('$what', ({ message, what }) => {
    expect(() => fromPrompt([message])).toThrow(expect.toSatisfy(UnsupportedFunctionalityError.isInstance));
    expect(() => fromPrompt([message])).toThrow(`Workers AI chat models do not take ${what}.`);
  });
});
