import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableRows } from './readme.ts';

const results = readFileSync(new URL('../bench/results.md', import.meta.url), 'utf8');

/** The ratios of results.md, by what was measured, here and there. */
const ratios = new Map(
  results
    .split('\n')
    .filter(line => line.startsWith('| '))
    .map(line => line.split('|').map(cell => cell.trim()))
    .map(([, what, ours, against, ratio]) => [`${what}, ${ours} / ${against}`, ratio]),
);

const peer = 'workers-ai-provider 4';
const compatible = 'openai-compatible 3';

/** What each row of README.md quotes, beside each of the peers. */
const quoted: readonly (readonly [row: string, ...of: readonly string[]])[] = [
  [
    '`streamText`, 32 events in one read',
    `streamText, 32 a read, ai@7 native / ai@7 ${peer}`,
    `streamText, 32 a read, ai@7 openai / ai@7 ${compatible}`,
  ],
  [
    '`streamText`, 8 events in one read',
    `streamText, 8 a read, ai@7 native / ai@7 ${peer}`,
    `streamText, 8 a read, ai@7 openai / ai@7 ${compatible}`,
  ],
  [
    '`streamText`, 1 event in one read',
    `streamText, 1 a read, ai@7 native / ai@7 ${peer}`,
    `streamText, 1 a read, ai@7 openai / ai@7 ${compatible}`,
  ],
  [
    'reading a stream without the AI SDK, 20 events in one read',
    `doStream, 20 a chunk, native v4 / native ${peer}`,
    `doStream, 20 a chunk, openai v4 / openai ${compatible}`,
  ],
  [
    'the same, 1 event in one read',
    `doStream, 1 a chunk, native v4 / native ${peer}`,
    `doStream, 1 a chunk, openai v4 / openai ${compatible}`,
  ],
  [
    'one event of 4 MB',
    `one event of 4 MB, v4 native / ${peer}`,
    `one event of 4 MB, v4 openai / ${compatible}`,
  ],
  [
    '`generateText`, 64 calls at once',
    `generateText, 64 at once, ai@7 / ai@7 ${peer}`,
    `generateText, 64 at once, ai@7 / ai@7 ${compatible}`,
  ],
  [
    'the request of a conversation of 200 turns',
    `conversation, 200 turns v4 / 200 turns ${peer}`,
    `conversation, 200 turns v4 / 200 turns ${compatible}`,
  ],
  [
    'a prompt with an image of 8 MB',
    `image of 8 MB, base64 / base64 ${peer}`,
    `image of 8 MB, base64 / base64 ${compatible}`,
  ],
  ['importing it, in time', `import, ai7 / ${peer}`, `import, ai7 / ${compatible}`],
  ['starting it in a Worker', `start in workerd, ai7 / ${peer}`, `start in workerd, ai7 / ${compatible}`],
  ['size of its bundle, compressed', `bundle, ai7 / ${peer}`, `bundle, ai7 / ${compatible}`],
];

test('the ratios of README.md are those that were measured', () => {
  const [, ...rows] = tableRows('Speed');
  expect(rows).toEqual(quoted.map(([row, ...of]) => [row, ...of.map(key => ratios.get(key))]));
});
