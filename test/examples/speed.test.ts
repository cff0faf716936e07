import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableRows } from './pages.ts';

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

/** What each row of README.md quotes, for each of the peers. */
const quoted: readonly (readonly [row: string, ...of: readonly string[]])[] = [
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
    'the request of a conversation of 200 turns',
    `conversation, 200 turns v4 / 200 turns ${peer}`,
    `conversation, 200 turns v4 / 200 turns ${compatible}`,
  ],
  ['importing it, in time', `import, ai7 / ${peer}`, `import, ai7 / ${compatible}`],
  ['size of its bundle, compressed', `bundle, ai7 / ${peer}`, `bundle, ai7 / ${compatible}`],
];

test('the ratios of README.md are those that were measured', () => {
  const [, ...rows] = tableRows('README.md', 'Speed');
  expect(rows).toEqual(quoted.map(([row, ...of]) => [row, ...of.map(key => ratios.get(key))]));
});
