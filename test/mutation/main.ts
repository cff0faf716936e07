// Changes the sources in small ways, one at a time, and sees whether a test notices (https://stryker-mutator.io).
//
// Each part of the sources is tried with the tests that stand by it: all tests for each of eleven thousand mutants would
// take days. The sources are changed in a copy, never where they stand.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { type Part, parts } from './plan.ts';
import { type Outcome, outcomeOf, record, tableOf } from './results.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function tryPart({ sources, tests }: Part): Promise<Outcome> {
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
  return outcomeOf(mutants.map(mutant => ({ ...mutant, fileName: relative(root, mutant.fileName) })));
}

const names = process.argv.slice(2);
const unknown = names.filter(name => !parts.some(part => part.name === name));
if (unknown.length > 0) {
  const known = parts.map(({ name }) => name).join(', ');
  process.stderr.write(`There is no part ${unknown.join(', ')}. Known are ${known}.\n`);
  process.exit(1);
}

process.chdir(root);
for (const part of parts.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const outcome = await tryPart(part);
  const all = await record(part.name, outcome);
  process.stdout.write(`\n${outcome.alive.join('\n')}\n\n${tableOf(all)}\n`);
}
