// The tests of a part as one file: a mutant then pays for one worker and one import, however many files there are. Those
// that do not reach the mutant are not even imported.
import { describe } from 'vitest';
import { testFiles } from './files.ts';

/** The names of the tests that reach the mutant, each begun by its file; undefined where all are to run. */
const names = readNames();

for (const file of testFiles)
  if (names?.includes(`${file} `) !== false)
    describe(file, async () => {
      await import(`${process.env.MUTATION_BUNDLE}/${file.replace(/ts$/, 'js')}`);
    });

function readNames(): string | undefined {
  const worker: unknown = Reflect.get(globalThis, '__vitest_worker__');
  const pattern: unknown = Object(Object(worker).config).testNamePattern;
  return pattern instanceof RegExp ? pattern.source.replaceAll('\\', '') : undefined;
}
