// The tests of a part as one file: a mutant then pays for one worker and one import, however many files there are.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What starts processes, or reads the sources as text, says nothing of a mutant or takes too long to. */
const leftOut = /testing\/(?:cli|bounds|docs)\.test|shared\/proxies\.test/;

const filesOf = (path: string): readonly string[] =>
  path.endsWith('.ts')
    ? [path]
    : readdirSync(`${root}${path}`, { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.test.ts'))
        .map(name => `${path}/${name}`);

// Folders and files, parted by spaces; told by `main.ts`.
const paths = (process.env.MUTATION_TESTS ?? 'test/stream').split(' ');
for (const file of paths.flatMap(filesOf).filter(name => !leftOut.test(name)))
  describe(file, async () => {
    await import(`${root}${file}`);
  });
