import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { fromPrompt } from '../../../src/sdk/shared/prompt.ts';

const bytes = Uint8Array.of(1, 2, 3);
const text = (value: string) => ({ type: 'text', text: value });
const file = (mediaType: string | undefined, data: object) => ({ type: 'file', mediaType, data });

test.each([
  ['a system message', { role: 'system', content: 'Be brief.' }, { role: 'system', text: 'Be brief.' }],
  ['a user’s text', { role: 'user', content: [text('Hi')] }, { role: 'user', content: [text('Hi')] }],
  [
    'an image of AI SDK 4 as bytes',
    { role: 'user', content: [{ type: 'image', image: bytes, mimeType: 'image/jpeg' }] },
    { role: 'user', content: [file('image/jpeg', { bytes })] },
  ],
  [
    'an image of AI SDK 4 as a URL',
    { role: 'user', content: [{ type: 'image', image: new URL('https://example.com/a.png') }] },
    { role: 'user', content: [file('image', { url: 'https://example.com/a.png' })] },
  ],
  [
    'a file of AI SDK 4',
    { role: 'user', content: [{ type: 'file', data: 'AAAA', mimeType: 'text/plain' }] },
    { role: 'user', content: [file('text/plain', { base64: 'AAAA' })] },
  ],
  [
    'a file of AI SDK 5 and 6',
    { role: 'user', content: [{ type: 'file', data: bytes.buffer, mediaType: 'image/*' }] },
    { role: 'user', content: [file('image/*', { bytes })] },
  ],
  [
    'an assistant’s text and reasoning',
    { role: 'assistant', content: [{ type: 'reasoning', text: 'Hm', signature: 's' }, text('Hi')] },
    { role: 'assistant', content: [{ type: 'reasoning', text: 'Hm' }, text('Hi')] },
  ],
  [
    'reasoning that another provider made unreadable',
    { role: 'assistant', content: [{ type: 'redacted-reasoning', data: 'x' }, text('Hi')] },
    { role: 'assistant', content: [text('Hi')] },
  ],
  [
    'a call of AI SDK 4',
    { role: 'assistant', content: [{ type: 'tool-call', toolCallId: '1', toolName: 'a', args: { x: 1 } }] },
    { role: 'assistant', content: [{ type: 'tool-call', id: '1', name: 'a', input: { x: 1 } }] },
  ],
  [
    'a call of AI SDK 5 and later',
    { role: 'assistant', content: [{ type: 'tool-call', toolCallId: '1', toolName: 'a', input: '{"x":1}' }] },
    { role: 'assistant', content: [{ type: 'tool-call', id: '1', name: 'a', input: '{"x":1}' }] },
  ],
  [
    'a result of AI SDK 4',
    { role: 'tool', content: [{ type: 'tool-result', toolCallId: '1', toolName: 'a', result: { sum: 3 } }] },
    { role: 'tool', results: [{ id: '1', name: 'a', content: [text('{"sum":3}')] }] },
  ],
  [
    'an approval beside the results',
    {
      role: 'tool',
      content: [
        { type: 'tool-approval-response', approvalId: 'x', approved: true },
        { type: 'tool-result', toolCallId: '1', toolName: 'a', output: { type: 'text', value: 'ok' } },
      ],
    },
    { role: 'tool', results: [{ id: '1', name: 'a', content: [text('ok')] }] },
  ],
])('reads %s', (_name, message, expected) => {
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
    ["parts of the type 'video' in a user message", { role: 'user', content: [{ type: 'video' }] }],
    [
      "parts of the type 'file' in an assistant message",
      { role: 'assistant', content: [{ type: 'file', data: 'AAAA' }] },
    ],
    ["messages of the role 'developer'", { role: 'developer', content: 'Hi' }],
  ])('refuses %s', (what, message) => {
    expect(() => fromPrompt([message])).toThrow(expect.toSatisfy(UnsupportedFunctionalityError.isInstance));
    expect(() => fromPrompt([message])).toThrow(`Workers AI chat models do not take ${what}.`);
  });
});
