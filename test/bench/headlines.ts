import { nameOf } from './compare.ts';
import type { Results } from './results.ts';
import { figure } from './table.ts';

const peer = 'workers-ai-provider 4';
const compatible = 'openai-compatible 3';

/** A row of the short table: its label, and the line beside each of the two peers, where there is one. */
type Headline = readonly [label: string, peer?: string, compatible?: string];

const headlines: readonly Headline[] = [
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
  ['the same over the binding', `conversation, 200 turns v4 by binding / 200 turns ${peer} by binding`],
  [
    'the request of 200 short turns',
    `conversation of short turns, 200 turns v4 / 200 turns ${peer}`,
    `conversation of short turns, 200 turns v4 / 200 turns ${compatible}`,
  ],
  [
    'a prompt with an image of 8 MB',
    `image of 8 MB, base64 / base64 ${peer}`,
    `image of 8 MB, base64 / base64 ${compatible}`,
  ],
  ['`embedMany` of 2,000 values', `embedMany of 2,000 values, both 100 a call, ai@7 / ai@7 ${peer}`],
  ['transcription of 20 MB of audio', `transcription, base64, 20 MB, ours / ${peer}`],
  ['its memory at the peak', `transcription, base64, 20 MB, peak memory, ours / ${peer}`],
  ['speech of 20 MB', `speech, 20 MB, ours / ${peer}`],
  ['an image of 1 MB', `image, 1 MB, ours / ${peer}`],
  ['reranking of 1,000 documents', `reranking, 1000 documents, ours / ${peer}`],
  ['importing it, in time', `import, ai7 / ${peer}`, `import, ai7 / ${compatible}`],
  [
    'importing it after `ai`, in time',
    `import after ai@7, ai7 / ${peer}`,
    `import after ai@7, ai7 / ${compatible}`,
  ],
  ['starting it in a Worker', `start in workerd, ai7 / ${peer}`, `start in workerd, ai7 / ${compatible}`],
  ['size of its bundle, compressed', `bundle, ai7 / ${peer}`, `bundle, ai7 / ${compatible}`],
  [
    'what it adds to an app that bundles `ai`',
    `bytes on top of ai@7, ai7 / ${peer}`,
    `bytes on top of ai@7, ai7 / ${compatible}`,
  ],
];

/** The rows of the short table: label, then the ratio beside each of the two peers. */
export function headlineRows({ measurements }: Results): string[][] {
  const lines = Object.values(measurements).flatMap(({ lines }) => lines);
  const ratios = new Map(lines.map(line => [nameOf(line), figure(line.ratio.median)]));
  const ratio = (name: string | undefined) => (name && ratios.get(name)) ?? '–';
  return headlines
    .map(([label, ours, theirs]) => [label, ratio(ours), ratio(theirs)])
    .filter(([, ...cells]) => cells.some(cell => cell !== '–'));
}
