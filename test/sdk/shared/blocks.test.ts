import { expect, test } from 'vitest';
import { type Blocks, createBlocks } from '../../../src/sdk/shared/blocks.ts';

type BlockEvent = Parameters<Blocks['push']>[0];

const text = (value: string): BlockEvent => ({ type: 'text', text: value });
const reasoning = (value: string): BlockEvent => ({ type: 'reasoning', text: value });
const input = (id: string, value: string): BlockEvent => ({ type: 'tool-input', id, name: 'f', text: value });
const call = (id: string): BlockEvent => ({ type: 'tool-call', id, name: 'f', input: '{}' });

/** The parts of these events, each in a word. */
function read(...events: readonly BlockEvent[]): string[] {
  const blocks = createBlocks();
  return [...events.flatMap(event => [...blocks.push(event)]), ...blocks.end()].map(part => {
    const id = 'id' in part ? part.id : part.toolCallId;
    return [part.type, id, 'delta' in part ? part.delta : ''].join(' ').trim();
  });
}

test.each<[string, BlockEvent[], string[]]>([
  ['nothing', [], []],
  [
    'text in one block',
    [text('a'), text('b')],
    ['text-start txt-0', 'text-delta txt-0 a', 'text-delta txt-0 b', 'text-end txt-0'],
  ],
  [
    'thoughts, text and thoughts again: three blocks',
    [reasoning('a'), text('b'), reasoning('c')],
    [
      'reasoning-start reasoning-0',
      'reasoning-delta reasoning-0 a',
      'reasoning-end reasoning-0',
      'text-start txt-1',
      'text-delta txt-1 b',
      'text-end txt-1',
      'reasoning-start reasoning-2',
      'reasoning-delta reasoning-2 c',
      'reasoning-end reasoning-2',
    ],
  ],
  [
    'the input of a tool ends the text before it',
    [text('a'), input('x', '{'), input('x', '}'), call('x')],
    [
      'text-start txt-0',
      'text-delta txt-0 a',
      'text-end txt-0',
      'tool-input-start x',
      'tool-input-delta x {',
      'tool-input-delta x }',
      'tool-input-end x',
      'tool-call x',
    ],
  ],
  [
    'text within the inputs of two tools goes on, and each ends for itself',
    [input('x', ''), input('y', '1'), text('a'), input('x', '2'), text('b'), call('x'), call('y')],
    [
      'tool-input-start x',
      'tool-input-start y',
      'tool-input-delta y 1',
      'text-start txt-0',
      'text-delta txt-0 a',
      'tool-input-delta x 2',
      'text-delta txt-0 b',
      'text-end txt-0',
      'tool-input-end x',
      'tool-call x',
      'tool-input-end y',
      'tool-call y',
    ],
  ],
  ['a call without its input', [call('x')], ['tool-call x']],
  [
    'an input that has no end',
    [input('x', '1')],
    ['tool-input-start x', 'tool-input-delta x 1', 'tool-input-end x'],
  ],
])('opens and closes blocks: %s', (_name, events, parts) => {
  expect(read(...events)).toEqual(parts);
});
