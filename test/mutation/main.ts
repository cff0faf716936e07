// Changes the sources in small ways, one at a time, and sees whether a test notices (https://stryker-mutator.io).
//
// Each part of the sources is tried with the tests that stand by it: all tests for each of eleven thousand mutants would
// take days. The sources are changed in a copy, never where they stand.
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { type Part, parts } from './plan.ts';
import { isAlive, lineOf, type Mutant, type Outcome, outcomeOf, record, tableOf } from './results.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Those that the nearest tests do not notice are tried once more, with tests that stand further away. */
async function tryPart({ sources, tests, further }: Part): Promise<Outcome> {
  const mutants = await mutate(sources, tests);
  const alive = mutants.filter(isAlive);
  if (!further || alive.length === 0) return outcomeOf(mutants);
  const again = new Map((await mutate(alive.map(rangeOf), further)).map(mutant => [lineOf(mutant), mutant]));
  return outcomeOf(mutants.map(mutant => (isAlive(mutant) && again.get(lineOf(mutant))) || mutant));
}

const rangeOf = ({ fileName, location: { start, end } }: Mutant) =>
  `${fileName}:${start.line}:${start.column - 1}-${end.line}:${end.column}`;

async function mutate(sources: readonly string[], tests: readonly string[]): Promise<Mutant[]> {
  process.env.MUTATION_TESTS = tests.join(' ');
  const mutants = await new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    mutate: [...sources],
    coverageAnalysis: 'perTest',
    timeoutMS: 2000,
    dryRunTimeoutMinutes: 15,
    disableTypeChecks: 'src/**/*.ts',
    ignorePatterns: ['/dist', '/docs', '/examples', '/test/bench', '/test/wrangler'],
    reporters: ['progress-append-only'],
  }).runMutationTest();
  return mutants.map(mutant => ({ ...mutant, fileName: relative(root, mutant.fileName) }));
}

const names = process.argv.slice(2);
const unknown = names.filter(name => !parts.some(part => part.name === name));
if (unknown.length > 0) {
  const known = parts.map(({ name }) => name).join(', ');
  process.stderr.write(`There is no part ${unknown.join(', ')}. Known are ${known}.\n`);
  process.exit(1);
}

// A third of the time of a mutant is compiling vitest; Node 22 and later keep what they compiled.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'workers-ai-gateway-mutation');
process.chdir(root);
for (const part of parts.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const outcome = await tryPart(part);
  const all = await record(part.name, outcome);
  process.stdout.write(`\n${outcome.alive.join('\n')}\n\n${tableOf(all)}\n`);
}
