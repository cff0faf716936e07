import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** Reads the sources as text, which a mutant's are not. */
const leftOut = 'test/sdk/shared/proxies.test.ts';

const filesIn = (path: string): readonly string[] =>
  path.endsWith('.ts')
    ? [path]
    : readdirSync(`${root}${path}`, { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.test.ts'))
        .map(name => `${path}/${name}`);

/** The test files of a part: of files and folders, parted by spaces, that `main.ts` tells. */
export const testFiles: readonly string[] = (process.env.MUTATION_TESTS ?? 'test/stream')
  .split(' ')
  .flatMap(filesIn)
  .filter(file => file !== leftOut);
