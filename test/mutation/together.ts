// The tests of a part as one file: a mutant then pays for one worker and one import, however many files there are.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Reads the sources as text, which a mutant's are not. */
const leftOut = 'test/sdk/shared/proxies.test.ts';

const filesOf = (path: string): readonly string[] =>
  path.endsWith('.ts')
    ? [path]
    : readdirSync(`${root}${path}`, { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.test.ts'))
        .map(name => `${path}/${name}`);

// Folders and files, parted by spaces; told by `main.ts`.
const paths = (process.env.MUTATION_TESTS ?? 'test/stream').split(' ');
for (const file of paths.flatMap(filesOf).filter(name => name !== leftOut))
  describe(file, async () => {
    await import(`${root}${file}`);
  });
