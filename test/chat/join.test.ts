import { expect, test } from 'vitest';
import { joinAdjacent } from '../../src/chat/join.ts';
import type { ChatEvent } from '../../src/chat/types.ts';
import { finish, reasoning, text, toolCall, toolInput } from './read.ts';

test.each([
  { name: 'texts', events: [text('a'), text('b'), text('c')], expected: [text('abc')] },
  { name: 'reasoning', events: [reasoning('a'), reasoning('b')], expected: [reasoning('ab')] },
  {
    name: 'reasoning and text, apart',
    events: [reasoning('a'), text('b'), text('c'), reasoning('d')],
    expected: [reasoning('a'), text('bc'), reasoning('d')],
  },
  {
    name: 'input of one call',
    events: [toolInput('1', 'a', ''), toolInput('1', 'a', '{'), toolInput('1', 'a', '}')],
    expected: [toolInput('1', 'a', '{}')],
  },
  {
    name: 'input of two calls, apart',
    events: [toolInput('1', 'a', '{'), toolInput('2', 'a', '{'), toolInput('1', 'a', '}')],
    expected: [toolInput('1', 'a', '{'), toolInput('2', 'a', '{'), toolInput('1', 'a', '}')],
  },
  {
    name: 'calls, never',
    events: [toolCall('1', 'a', '{}'), toolCall('1', 'a', '{}')],
    expected: [toolCall('1', 'a', '{}'), toolCall('1', 'a', '{}')],
  },
  {
    name: 'texts around an error, apart',
    events: [text('a'), { type: 'error', error: 'x' }, text('b')],
    expected: [text('a'), { type: 'error', error: 'x' }, text('b')],
  },
  { name: 'the end, alone', events: [text('a'), finish('stop')], expected: [text('a'), finish('stop')] },
  { name: 'nothing', events: [], expected: [] },
] satisfies { events: ChatEvent[]; [key: string]: unknown }[])('joins $name', ({ events, expected }) => {
  expect(joinAdjacent(events)).toEqual(expected);
});

test('leaves the events as they were', () => {
  const events = [text('a'), text('b')];
  joinAdjacent(events);
  expect(events).toEqual([text('a'), text('b')]);
});
