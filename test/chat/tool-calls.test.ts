import { InvalidResponseDataError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { createToolCalls } from '../../src/chat/tool-calls.ts';
import type { ChatEvent } from '../../src/chat/types.ts';
import type { ToolCallDelta } from '../../src/chat/wire/types.ts';
import { numberedIds, toolCall, toolInput } from './read.ts';

const piece = (fields: Partial<ToolCallDelta>): ToolCallDelta => ({
  index: undefined,
  id: undefined,
  name: undefined,
  input: '',
  isWhole: false,
  isEnd: false,
  ...fields,
});

/** Each entry is an event; a list in it, an event of several pieces. */
function read(
  deltas: readonly (Partial<ToolCallDelta> | readonly Partial<ToolCallDelta>[])[],
  { isCut = false }: { isCut?: boolean } = {},
) {
  const calls = createToolCalls(numberedIds());
  const events = deltas.flatMap(event => calls.push([event].flat().map(piece)));
  return { events, rest: calls.end({ isCut }), count: calls.count() };
}

/** What a call that is whole at once leads to. */
const atOnce = (id: string, name: string, input: string) => [
  toolInput(id, name, input),
  toolCall(id, name, input || '{}'),
];
const xOf = (id: string) => atOnce(id, 'a', '{"x":1}');
const yOf = (id: string) => atOnce(id, 'b', '{"y":2}');

test.each<[string, Partial<ToolCallDelta>[], ChatEvent[]]>([
  [
    'a call in pieces, by its index',
    [
      { index: 0, id: 'one', name: 'a' },
      { index: 0, input: '{"x"' },
      { index: 0, input: ':1}' },
    ],
    [...['{"x"', ':1}'].map(input => toolInput('one', 'a', input)), toolCall('one', 'a', '{"x":1}')],
  ],
  [
    'a native call, which is whole and has no id',
    [{ name: 'a', input: '{"x":1}', isWhole: true }],
    xOf('id-1'),
  ],
  [
    'two native calls in one event stay two',
    [
      { name: 'a', input: '{"x":1}', isWhole: true },
      { name: 'b', input: '{"y":2}', isWhole: true },
    ],
    [...xOf('id-1'), ...yOf('id-2')],
  ],
  [
    'two native calls whose arguments are texts',
    [
      { name: 'a', input: '{"x":1}' },
      { name: 'b', input: '{"y":2}' },
    ],
    [...xOf('id-1'), ...yOf('id-2')],
  ],
  [
    'the same tool twice',
    [
      { name: 'a', input: '{"x":1}', isWhole: true },
      { name: 'a', input: '{"x":1}', isWhole: true },
    ],
    [...xOf('id-1'), ...xOf('id-2')],
  ],
  [
    'calls told apart by their ids alone',
    [
      { id: '1', name: 'a', input: '{"x"' },
      { id: '2', name: 'b', input: '{"y"' },
      { id: '1', input: ':1}' },
      { id: '2', input: ':2}' },
    ],
    [
      ...[toolInput('1', 'a', '{"x"'), toolInput('2', 'b', '{"y"'), toolInput('1', 'a', ':1}')],
      ...[toolInput('2', 'b', ':2}'), toolCall('1', 'a', '{"x":1}'), toolCall('2', 'b', '{"y":2}')],
    ],
  ],
  [
    'interleaved indexes: each gets its own pieces',
    [
      { index: 0, id: '1', name: 'a', input: '{"x"' },
      { index: 1, id: '2', name: 'b', input: '{"y"' },
      ...[
        { index: 0, input: ':1}' },
        { index: 1, input: ':2}' },
      ],
    ],
    [
      ...[toolInput('1', 'a', '{"x"'), toolInput('2', 'b', '{"y"'), toolInput('1', 'a', ':1}')],
      ...[toolInput('2', 'b', ':2}'), toolCall('1', 'a', '{"x":1}'), toolCall('2', 'b', '{"y":2}')],
    ],
  ],
  [
    'the name in a later piece: not announced before (cloudflare/ai#523)',
    [
      { index: 0, id: 'one', input: '{"x"' },
      { index: 0, name: 'a', input: ':1}' },
    ],
    xOf('one'),
  ],
  [
    'the id in a later piece than the name',
    [
      { index: 0, name: 'a' },
      { index: 0, id: 'late', input: '{}' },
    ],
    atOnce('late', 'a', '{}'),
  ],
  [
    'id and name repeated in every piece',
    [
      { index: 0, id: 'one', name: 'a', input: '{"x"' },
      { index: 0, id: 'one', name: 'a', input: ':1}' },
    ],
    [toolInput('one', 'a', '{"x"'), toolInput('one', 'a', ':1}'), toolCall('one', 'a', '{"x":1}')],
  ],
  [
    'index 0 for every call, told apart by their ids',
    [
      { index: 0, id: 'one', name: 'a', input: '{"x":1}' },
      { index: 0, id: 'two', name: 'b', input: '{"y":2}' },
    ],
    [...xOf('one'), ...yOf('two')],
  ],
  [
    'index 0 for every call, without ids',
    [
      { index: 0, name: 'a', input: '{"x":1}' },
      { index: 0, name: 'b', input: '{"y":2}' },
    ],
    [...xOf('id-1'), ...yOf('id-2')],
  ],
  ['a tool without arguments', [{ index: 0, id: 'one', name: 'now' }], atOnce('one', 'now', '')],
  [
    'blank arguments',
    [{ index: 0, id: 'one', name: 'now', input: ' ' }],
    [toolInput('one', 'now', ' '), toolCall('one', 'now', '{}')],
  ],
  [
    'arguments that are no JSON go on as they are, for the SDK to tell',
    [{ index: 0, id: 'one', name: 'a', input: '{"x":' }],
    atOnce('one', 'a', '{"x":'),
  ],
  ['a piece that says nothing', [{ index: 0 }, { index: 0, input: '\n' }], []],
  ['an end of no call', [{ index: 0, isEnd: true }], []],
  [
    'a blank piece behind the end of its call',
    [
      { index: 0, id: 'one', name: 'a', input: '{}' },
      { index: 1, id: 'two', name: 'b', input: '{}' },
      { index: 0, input: '\n' },
    ],
    [...atOnce('one', 'a', '{}'), ...atOnce('two', 'b', '{}')],
  ],
])('reads %s', (_name, deltas, expected) => {
  const { events, rest, count } = read(deltas);
  expect([...events, ...rest]).toEqual(expected);
  expect(count).toBe(expected.filter(({ type }) => type === 'tool-call').length);
});

test('the null event closes its call at once, not another', () => {
  const { events, rest } = read([
    { index: 0, id: 'one', name: 'a', input: '{"x":1}' },
    { index: 0, isEnd: true },
  ]);
  expect(events).toEqual([toolInput('one', 'a', '{"x":1}'), toolCall('one', 'a', '{"x":1}')]);
  expect(rest).toEqual([]);
});

test('a call ends when the next begins, not at the end of the stream (cloudflare/ai#488)', () => {
  const { events } = read([
    { index: 0, id: 'one', name: 'a', input: '{"x":1}' },
    { index: 1, id: 'two', name: 'b' },
  ]);
  expect(events).toEqual(atOnce('one', 'a', '{"x":1}'));
});

test('of a stream that was cut, only whole calls are made', () => {
  const { rest, count } = read(
    [
      { index: 0, id: 'one', name: 'a', input: '{"x":1' },
      { index: 1, id: 'two', name: 'b', input: '{"y":2}' },
      { index: 2, id: 'three', name: 'c' },
      { index: 3, id: 'four', input: '{"z":4}' },
    ],
    { isCut: true },
  );
  expect(rest).toEqual([]);
  expect(count).toBe(1);
});

test.each<[string, Partial<ToolCallDelta>[], ChatEvent[]]>([
  [
    'pieces with an id each, of which one has an index',
    [
      { index: 0, id: 'one', name: 'a', input: '{"x":' },
      { id: 'two', name: 'b', input: '{"y":2}' },
      { index: 0, input: '1}' },
    ],
    [toolCall('one', 'a', '{"x":1}'), toolCall('two', 'b', '{"y":2}')],
  ],
  [
    'a name said again with every piece, by its index, while the arguments are not whole',
    [
      { index: 0, id: 'one', name: 'a', input: '{"x":' },
      { index: 0, name: 'a', input: '1}' },
    ],
    [toolCall('one', 'a', '{"x":1}')],
  ],
  [
    'the index used again once the arguments are whole',
    [
      { index: 0, name: 'a', input: '{"x":1}' },
      { index: 0, name: 'b', input: '{}' },
    ],
    [toolCall('id-1', 'a', '{"x":1}'), toolCall('id-2', 'b', '{}')],
  ],
  [
    'names alone, one after the other',
    [
      { name: 'a', input: '{"x":1' },
      { name: 'b', input: '{}' },
    ],
    [toolCall('id-1', 'a', '{"x":1'), toolCall('id-2', 'b', '{}')],
  ],
  [
    'an id that comes late, behind the name',
    [
      { index: 0, name: 'a', input: '{' },
      { index: 0, id: 'late', name: 'a', input: '}' },
    ],
    [toolCall('id-1', 'a', '{}')],
  ],
  [
    'blank space behind the arguments',
    [
      { index: 0, id: 'one', name: 'a', input: '{"x":1} \n' },
      { index: 1, id: 'two', name: 'b', input: '{}' },
    ],
    [toolCall('one', 'a', '{"x":1} \n'), toolCall('two', 'b', '{}')],
  ],
  [
    'pieces that name nothing: they go on with the last call',
    [{ id: 'one', name: 'a' }, { input: '{"x"' }, { input: ':1}' }],
    [toolCall('one', 'a', '{"x":1}')],
  ],
  [
    'such a piece behind a call with an index',
    [{ index: 0, id: 'one', name: 'a' }, { input: '{}' }],
    [toolCall('one', 'a', '{}')],
  ],
  [
    'pieces that repeat id and name',
    [
      { id: 'one', name: 'a', input: '{"x"' },
      { id: 'one', name: 'a', input: ':1}' },
    ],
    [toolCall('one', 'a', '{"x":1}')],
  ],
  [
    'a piece that ends with a brace, though the arguments do not',
    [
      { index: 0, id: 'one', name: 'a', input: '{"x":{}' },
      { index: 0, name: 'a', input: '}' },
    ],
    [toolCall('one', 'a', '{"x":{}}')],
  ],
  [
    'arguments that are JSON and no object',
    [
      { index: 0, id: 'one', name: 'a', input: '5' },
      { index: 1, id: 'two', name: 'b', input: '{}' },
    ],
    [toolCall('one', 'a', '5'), toolCall('two', 'b', '{}')],
  ],
])('makes the calls of %s', (_name, deltas, expected) => {
  const { events, rest } = read(deltas);
  const calls = [...events, ...rest].filter(({ type }) => type === 'tool-call');
  expect(calls).toHaveLength(expected.length);
  expect(calls).toEqual(expect.arrayContaining(expected));
});

test('a call that never gets a name is an error, with its arguments', () => {
  const { rest, count } = read([{ index: 0, id: 'one', input: '{"x":1}' }]);
  expect(rest).toEqual([{ type: 'error', error: expect.toSatisfy(InvalidResponseDataError.isInstance) }]);
  expect(rest).toMatchObject([
    {
      error: {
        message: 'The model made a tool call without a name.',
        data: { id: 'one', arguments: '{"x":1}' },
      },
    },
  ]);
  expect(count).toBe(0);
});

test('arguments of no call at all are an error too, blanks are nothing', () => {
  expect(read([{ index: 0, input: '{"x":1}' }]).rest).toMatchObject([
    { type: 'error', error: { data: { id: undefined, arguments: '{"x":1}' } } },
  ]);
  expect(read([{ index: 0, input: ' ' }])).toEqual({ events: [], rest: [], count: 0 });
});

test.each([
  {
    name: 'one id for two calls of one event',
    deltas: [
      [
        { id: 'one', name: 'a', input: '{"x":1}' },
        { id: 'one', name: 'b', input: '{"y":2}' },
      ],
    ],
    expected: [toolCall('one', 'a', '{"x":1}'), toolCall('one', 'b', '{"y":2}')],
  },
  {
    name: 'one id and one index for two calls of the same tool',
    deltas: [
      { index: 0, id: 'one', name: 'a', input: '{"x":1}' },
      { index: 0, id: 'one', name: 'a', input: '{"x":2}' },
    ],
    expected: [toolCall('one', 'a', '{"x":1}'), toolCall('one', 'a', '{"x":2}')],
  },
  {
    name: 'one id for two calls of one event that have no arguments',
    deltas: [
      [
        { index: 0, id: 'one', name: 'a' },
        { index: 0, id: 'one', name: 'a' },
      ],
    ],
    expected: [toolCall('one', 'a', '{}'), toolCall('one', 'a', '{}')],
  },
  {
    name: 'another name, though the arguments of the first are not whole',
    deltas: [
      { index: 0, name: 'a', input: '{"x":' },
      { index: 0, name: 'b', input: '{}' },
    ],
    expected: [toolCall('id-1', 'a', '{"x":'), toolCall('id-2', 'b', '{}')],
  },
  {
    name: 'a name in pieces',
    deltas: [
      { index: 0, id: 'one', name: 'get_' },
      { index: 0, name: 'weather' },
      { index: 0, input: '{}' },
    ],
    expected: [toolCall('one', 'get_weather', '{}')],
  },
  {
    name: 'a name that grows, with its id',
    deltas: [
      { index: 0, id: 'one', name: 'get_' },
      { index: 0, id: 'one', name: 'get_weather', input: '{}' },
    ],
    expected: [toolCall('one', 'get_weather', '{}')],
  },
  {
    name: 'an index that counts the pieces, by the id',
    deltas: [
      { index: 0, id: 'one', name: 'a', input: '{"x"' },
      { index: 1, id: 'one', input: ':1}' },
    ],
    expected: [toolCall('one', 'a', '{"x":1}')],
  },
  {
    name: 'objects that grow',
    deltas: [
      { index: 0, id: 'one', name: 'a', value: { city: 'Ro', days: 1 } },
      { index: 0, value: { city: 'Rome', days: 15 } },
      { index: 0, id: 'one', name: 'a', value: { city: 'Rome', days: 15, more: ['x'] } },
      { index: 0, isEnd: true },
    ],
    expected: [toolCall('one', 'a', '{"city":"Rome","days":15,"more":["x"]}')],
  },
  {
    name: 'objects whose keys come one by one',
    deltas: [
      { index: 0, id: 'one', name: 'a', value: { x: 1 } },
      { index: 0, value: { y: 2 } },
    ],
    expected: [toolCall('one', 'a', '{"x":1,"y":2}')],
  },
  {
    name: 'two objects of one id',
    deltas: [
      { id: 'one', name: 'a', value: { x: 1 } },
      { id: 'one', name: 'a', value: { x: 2 } },
    ],
    expected: [toolCall('one', 'a', '{"x":1}'), toolCall('one', 'a', '{"x":2}')],
  },
  {
    name: 'a piece of text that was read as JSON',
    deltas: [
      { index: 0, id: 'one', name: 'a', input: '{"x":' },
      { index: 0, value: [] },
      { index: 0, input: '}' },
    ],
    expected: [toolCall('one', 'a', '{"x":[]}')],
  },
  {
    name: 'null for no arguments',
    deltas: [{ index: 0, id: 'one', name: 'a', input: ' null\n' }],
    expected: [toolCall('one', 'a', '{}')],
  },
])('makes the calls of $name', ({ deltas, expected }) => {
  const { events, rest } = read(deltas);
  expect([...events, ...rest].filter(({ type }) => type === 'tool-call')).toEqual(expected);
});

test.each([
  { name: 'whole', input: '{"x":1}', expected: false },
  { name: 'none', input: '', expected: false },
  { name: 'no object', input: '"x"', expected: false },
  { name: 'cut in an object', input: '{"x":', expected: true },
  { name: 'cut in a text', input: '{"x":"}', expected: true },
])('arguments that are $name', ({ input, expected }) => {
  const calls = createToolCalls(numberedIds());
  calls.push([piece({ name: 'a', input })]);
  calls.end({ isCut: false });
  expect(calls.hasBroken()).toBe(expected);
});
