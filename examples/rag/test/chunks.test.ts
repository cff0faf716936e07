import { expect, test } from 'vitest';
import { chunksOf } from '../src/chunks.ts';
import { readDocuments } from '../src/documents.ts';
import { folderOf } from './run.ts';

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

function countOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

test('the chunks of a document have every word of it', async () => {
  const documents = await readDocuments('../..', ['README.md', 'CONTRIBUTING.md', 'docs']);
  expect(documents.map(({ path }) => path)).toContain('docs/local-gateway.md');

  for (const { path, text } of documents) {
    const cut = countOf(
      chunksOf({ text }).flatMap(({ headings, text }) => wordsIn([...headings, text].join(' '))),
    );
    const lost = [...countOf(wordsIn(text))].filter(([word, count]) => (cut.get(word) ?? 0) < count);
    expect(lost, path).toEqual([]);
  }
});

test('a chunk stays within what the embedding model reads', async () => {
  const [readme] = await readDocuments('../..', ['README.md']);
  const lengths = chunksOf({ text: readme?.text ?? '' }).map(({ text }) => text.length);
  expect(lengths.length).toBeGreaterThan(10);
  expect(Math.max(...lengths)).toBeLessThan(2000);
});

test('headings are the context and the anchor, as GitHub makes it', () => {
  const text =
    '# Guide\n\nIntro.\n\n## Set up\n\nFirst.\n\n### `run()`, and more\n\nDeep.\n\n## Set up\n\nAgain.\n';
  expect(
    chunksOf({ text }).map(({ anchor, headings, text }) => [anchor, headings.join(' > '), text]),
  ).toEqual([
    ['guide', 'Guide', 'Intro.'],
    ['set-up', 'Guide > Set up', 'First.'],
    ['run-and-more', 'Guide > Set up > run(), and more', 'Deep.'],
    ['set-up-1', 'Guide > Set up', 'Again.'],
  ]);
});

test('text before the first heading has no anchor', () => {
  expect(chunksOf({ text: 'Hello.\n' })).toMatchObject([{ anchor: '', headings: [], text: 'Hello.' }]);
});

test('a comment in code is no heading, and front matter no text', () => {
  const text = '---\ntitle: Notes\n---\n\n## Install\n\n```sh\n# Once only\nnpm ci\n```\n';
  const [chunk, ...more] = chunksOf({ text });
  expect(chunk).toMatchObject({
    anchor: 'install',
    headings: ['Install'],
    text: '```sh\n# Once only\nnpm ci\n```',
  });
  expect(more).toEqual([]);
});

test('each part of a long table has its head', () => {
  const rows = Array.from(
    { length: 60 },
    (_, index) => `| option${index} | what the option number ${index} does |`,
  );
  const text = `## Options\n\n| option | does |\n| --- | --- |\n${rows.join('\n')}\n`;
  const chunks = chunksOf({ text });
  expect(chunks.length).toBeGreaterThan(1);
  for (const { text } of chunks) expect(text).toMatch(/^\| option \| does \|\n/);
});

test('reads Markdown alone, and passes over hidden folders and node_modules', async () => {
  const folder = await folderOf({
    'a.md': 'A',
    'sub/b.MD': 'B',
    'notes.txt': 'no',
    '.git/c.md': 'no',
    'node_modules/d/e.md': 'no',
  });
  expect((await readDocuments(folder)).map(({ path, text }) => [path, text])).toEqual([
    ['a.md', 'A'],
    ['sub/b.MD', 'B'],
  ]);
});
