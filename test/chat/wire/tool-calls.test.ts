import { expect, test } from 'vitest';
import { readToolCalls as read } from '../../../src/chat/wire/tool-calls.ts';

const readToolCalls = (result: Record<string, unknown>, message: Record<string, unknown>) =>
  read(result, { message, isWhole: false });

const piece = { index: undefined, id: undefined, name: undefined, input: '', isWhole: false, isEnd: false };

test.each([
  {
    name: 'flat with arguments as an object (native)',
    calls: [{ name: 'weather', arguments: { latitude: '51.5' } }],
    expected: [{ ...piece, name: 'weather', value: { latitude: '51.5' }, isWhole: true }],
  },
  {
    name: 'flat with arguments as text',
    calls: [{ name: 'weather', arguments: '{"a":1}' }],
    expected: [{ ...piece, name: 'weather', input: '{"a":1}' }],
  },
  {
    name: 'flat with parameters (gpt-oss)',
    calls: [{ name: 'weather', parameters: { a: 1 } }],
    expected: [{ ...piece, name: 'weather', value: { a: 1 }, isWhole: true }],
  },
  {
    name: 'nested (OpenAI)',
    calls: [{ id: 'call_1', type: 'function', index: 0, function: { name: 'weather', arguments: '{"a"' } }],
    expected: [{ ...piece, index: 0, id: 'call_1', name: 'weather', input: '{"a"' }],
  },
  {
    name: 'nested with arguments as an object, which may grow',
    calls: [{ id: 'call_1', function: { name: 'weather', arguments: {} } }],
    expected: [{ ...piece, id: 'call_1', name: 'weather', value: {} }],
  },
  {
    name: 'a name alone',
    calls: [{ id: 'chatcmpl-tool-abc', type: 'function', index: 0, function: { name: 'weather' } }],
    expected: [{ ...piece, index: 0, id: 'chatcmpl-tool-abc', name: 'weather' }],
  },
  {
    name: 'a piece of arguments',
    calls: [{ index: 1, function: { arguments: '{"loc' } }],
    expected: [{ ...piece, index: 1, input: '{"loc' }],
  },
  {
    name: 'the null that closes a call',
    calls: [{ id: null, type: null, index: 0, function: { name: null, arguments: '' } }],
    expected: [{ ...piece, index: 0, isEnd: true }],
  },
  {
    name: 'a piece whose id and name are null is no end',
    calls: [{ id: null, type: null, index: 0, function: { name: null, arguments: '{"a"' } }],
    expected: [{ ...piece, index: 0, input: '{"a"' }],
  },
  {
    name: 'empty id and name',
    calls: [{ id: '', index: 0, function: { name: '', arguments: null } }],
    expected: [{ ...piece, index: 0 }],
  },
  { name: 'entries that are no calls', calls: [null, 'weather', 5, []], expected: [] },
  { name: 'no list', calls: { name: 'weather' }, expected: [] },
])('reads $name', ({ calls, expected }) => {
  expect(readToolCalls({ tool_calls: calls }, {})).toEqual(expected);
  expect(readToolCalls({}, { tool_calls: calls })).toEqual(expected);
});

test('calls at the top level go before those of the choice, which say the same', () => {
  const call = { name: 'a', arguments: {} };
  expect(readToolCalls({ tool_calls: [call] }, { tool_calls: [call] })).toHaveLength(1);
  expect(readToolCalls({ tool_calls: [] }, { tool_calls: [call] })).toHaveLength(1);
});

test('calls of a whole message are whole', () => {
  const message = { tool_calls: [{ id: 'one', index: 0, function: { name: 'a', arguments: '' } }] };
  expect(read({}, { message, isWhole: true })).toEqual([
    { ...piece, index: 0, id: 'one', name: 'a', isWhole: true },
  ]);
});

test('OpenAI’s former function_call is a call', () => {
  expect(readToolCalls({}, { function_call: { name: 'weather', arguments: '{}' } })).toEqual([
    { ...piece, index: 0, name: 'weather', input: '{}' },
  ]);
});

test.each([
  {
    name: 'an index given as text',
    calls: [{ index: '3', name: 'f', arguments: '{}' }],
    expected: [{ ...piece, index: 3, name: 'f', input: '{}' }],
  },
  {
    name: 'an index that is no number is none',
    calls: [{ index: 'first', name: 'f', arguments: '{}' }],
    expected: [{ ...piece, name: 'f', input: '{}' }],
  },
  {
    name: 'pieces of arguments that are digits or booleans',
    calls: [15, 0, 0.5, true, false].map(value => ({ index: 0, function: { arguments: value } })),
    expected: ['15', '0', '0.5', 'true', 'false'].map(input => ({ ...piece, index: 0, input })),
  },
  {
    name: 'a null is no piece',
    calls: [{ index: 0, function: { arguments: null } }],
    expected: [{ ...piece, index: 0 }],
  },
  {
    name: 'zero is a piece, though id and name are null',
    calls: [{ id: null, index: 0, function: { name: null, arguments: 0 } }],
    expected: [{ ...piece, index: 0, input: '0' }],
  },
  {
    name: 'arguments that are null are none yet',
    calls: [{ index: 0, id: 'c', function: { name: 'f', arguments: null } }],
    expected: [{ ...piece, index: 0, id: 'c', name: 'f' }],
  },
  {
    name: 'an id that is null ends no call whose name is there',
    calls: [{ index: 0, id: null, function: { name: 'f', arguments: '' } }],
    expected: [{ ...piece, index: 0, name: 'f' }],
  },
  {
    name: 'a name that is null ends no call whose id is there',
    calls: [{ index: 0, id: 'c', function: { name: null, arguments: '' } }],
    expected: [{ ...piece, index: 0, id: 'c' }],
  },
  {
    name: 'nulls with arguments are a piece of them',
    calls: [{ index: 0, id: null, function: { name: null, arguments: '}' } }],
    expected: [{ ...piece, index: 0, input: '}' }],
  },
  {
    name: 'nulls alone are the end',
    calls: [{ index: 0, id: null, function: { name: null, arguments: '' } }],
    expected: [{ ...piece, index: 0, isEnd: true }],
  },
])('reads the arguments of $name', ({ calls, expected }) => {
  expect(readToolCalls({}, { tool_calls: calls })).toEqual(expected);
});

test('the former function_call is read where there are no tool calls', () => {
  const function_call = { name: 'old', arguments: '{}' };
  expect(readToolCalls({}, { function_call })).toEqual([{ ...piece, index: 0, name: 'old', input: '{}' }]);
  expect(readToolCalls({}, { function_call, tool_calls: [{ name: 'new', arguments: '{}' }] })).toEqual([
    { ...piece, name: 'new', input: '{}' },
  ]);
});
