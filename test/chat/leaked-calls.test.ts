import { describe, expect, test } from 'vitest';
import { createLeakGuard } from '../../src/chat/leaked-calls.ts';

function read(text: string | readonly string[], tools: readonly string[] = ['weather']) {
  const guard = createLeakGuard(tools);
  const passed = [text].flat().map(guard.push).join('');
  return { passed, ...guard.end() };
}

test.each([
  {
    name: 'with its arguments beside the name (cloudflare/ai#574)',
    text: '{"name":"weather","city":"Rome"}',
  },
  { name: 'with arguments', text: '{"name":"weather","arguments":{"city":"Rome"}}' },
  { name: 'with parameters', text: '{"name":"weather","parameters":{"city":"Rome"}}' },
  { name: 'with arguments as text', text: '{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}' },
  { name: 'in a list', text: '[{"name":"weather","parameters":{"city":"Rome"}}]' },
  { name: 'with blanks around', text: '\n {"name":"weather","city":"Rome"}\n' },
  { name: 'nested', text: '{"type":"function","function":{"name":"weather","arguments":{"city":"Rome"}}}' },
  { name: 'as a message', text: '{"tool_calls":[{"name":"weather","arguments":{"city":"Rome"}}]}' },
  { name: 'in tags', text: '<tool_call>\n{"name":"weather","arguments":{"city":"Rome"}}\n</tool_call>' },
  { name: 'in a tag that is left open', text: '<tool_call>{"name":"weather","city":"Rome"}' },
  { name: 'in a fence', text: '```json\n{"name":"weather","arguments":{"city":"Rome"}}\n```' },
  { name: 'in a fence of no language', text: '```\n{"name":"weather","city":"Rome"}\n```\n' },
  { name: 'behind Mistral’s mark', text: '[TOOL_CALLS][{"name":"weather","arguments":{"city":"Rome"}}]' },
  { name: 'behind Mistral’s newer marks', text: '[TOOL_CALLS]weather[ARGS]{"city":"Rome"}' },
  {
    name: 'behind Llama’s mark',
    text: '<|python_tag|>{"name":"weather","parameters":{"city":"Rome"}}<|eom_id|>',
  },
])('a forced call $name is a call, and no text', ({ text }) => {
  const expected = { passed: '', text: '', calls: [{ name: 'weather', input: '{"city":"Rome"}' }] };
  expect(read(text)).toEqual(expected);
  expect(read([...text])).toEqual(expected);
});

test.each([
  {
    name: 'in tags',
    text: '<tool_call>{"name":"a","arguments":{"x":"</tool_call>"}}</tool_call>\n<tool_call>{"name":"b"}</tool_call>',
    calls: [
      { name: 'a', input: '{"x":"</tool_call>"}' },
      { name: 'b', input: '{}' },
    ],
  },
  {
    name: 'behind Llama’s mark, with a semicolon between them',
    text: '<|python_tag|>{"name":"a","parameters":{}}; {"name":"b","parameters":{}}',
    calls: [
      { name: 'a', input: '{}' },
      { name: 'b', input: '{}' },
    ],
  },
  {
    name: 'in a fence whose language is part of an argument too',
    text: '```json\n{"name":"a","arguments":{"x":"```js\\n1\\n```"}}\n```',
    calls: [{ name: 'a', input: '{"x":"```js\\n1\\n```"}' }],
  },
])('calls $name are calls', ({ text, calls }) => {
  expect(read([...text], ['a', 'b'])).toEqual({ passed: '', text: '', calls });
});

test('words behind a call in tags stay text', () => {
  expect(read('<tool_call>{"name":"weather"}</tool_call>\nJust a moment.')).toEqual({
    passed: '',
    text: 'Just a moment.',
    calls: [{ name: 'weather', input: '{}' }],
  });
});

test('several calls in a list are several calls', () => {
  const text = '[{"name":"a","x":1},{"name":"b","arguments":{}}]';
  expect(read(text, ['a', 'b'])).toEqual({
    passed: '',
    text: '',
    calls: [
      { name: 'a', input: '{"x":1}' },
      { name: 'b', input: '{}' },
    ],
  });
});

test.each([
  { name: 'JSON of another name', text: '{"name":"other","city":"Rome"}' },
  { name: 'JSON without a name', text: '{"city":"Rome"}' },
  { name: 'a list with one that is no call', text: '[{"name":"weather"},{"name":"other"}]' },
  { name: 'an empty list', text: '[]' },
  { name: 'a list of words', text: '[note] hello' },
  { name: 'a fence of code', text: '```js\nf({})\n```' },
  { name: 'a fence of another name', text: '```json\n{"name":"other"}\n```' },
  { name: 'JSON that is cut', text: '{"name":"weather","city":"Ro' },
  { name: 'JSON with more behind', text: '{"name":"weather"} is what I would call' },
])('$name is text', ({ text }) => {
  expect(read(text)).toEqual({ passed: '', text, calls: [] });
});

describe('streaming', () => {
  test('text that cannot be a call passes at once', () => {
    const guard = createLeakGuard(['weather']);
    expect(guard.push('\n')).toBe('');
    expect(guard.push('The ')).toBe('\nThe ');
    expect(guard.push('{"name":"weather"}')).toBe('{"name":"weather"}');
    expect(guard.end()).toEqual({ text: '', calls: [] });
  });

  test('without forced tools everything passes at once', () => {
    const guard = createLeakGuard([]);
    expect(guard.push('{"name":"weather"}')).toBe('{"name":"weather"}');
    expect(guard.end()).toEqual({ text: '', calls: [] });
  });

  test('a real call lets go of what was held', () => {
    const guard = createLeakGuard(['weather']);
    expect(guard.push('{"name":')).toBe('');
    expect(guard.release()).toBe('{"name":');
    expect(guard.push('"weather"}')).toBe('"weather"}');
    expect(guard.end()).toEqual({ text: '', calls: [] });
  });
});

test('a call whose arguments are nested too deep to be written down is text', () => {
  const text = `{"name":"weather","arguments":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const { passed, text: rest, calls } = read(text);
  expect({ text: passed + rest, calls }).toEqual({ text, calls: [] });
});
