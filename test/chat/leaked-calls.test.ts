import { describe, expect, test } from 'vitest';
import { createLeakGuard } from '../../src/chat/leaked-calls.ts';

function read(text: string, tools: readonly string[] = ['weather']) {
  const guard = createLeakGuard(tools);
  const passed = guard.push(text);
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
])('a forced call $name is a call, and no text', ({ text }) => {
  expect(read(text)).toEqual({
    passed: '',
    text: '',
    calls: [{ name: 'weather', input: '{"city":"Rome"}' }],
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
