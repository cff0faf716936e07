// Changes the sources in small ways, one at a time, and sees whether a test notices (https://stryker-mutator.io).
//
// A part of the sources is tried with the tests that mirror it, since a run of all tests for each of eleven thousand
// mutants would take days; what they let live is tried again with the tests of the whole. The sources are changed in a
// copy, never where they stand.
import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { type Part, parts, wide } from './plan.ts';
import { isAlive, listOf, type Mutant, type Outcome, tableOf } from './report.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function tryMutants(mutate: readonly string[], tests: readonly string[]): Promise<Mutant[]> {
  process.env.MUTATION_TESTS = tests.join(' ');
  const results = await new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    mutate: [...mutate],
    coverageAnalysis: 'perTest',
    timeoutMS: 2000,
    dryRunTimeoutMinutes: 15,
    disableTypeChecks: 'src/**/*.ts',
    ignorePatterns: ['/dist', '/docs', '/examples', '/test/bench', '/test/wrangler'],
    reporters: ['progress-append-only'],
  }).runMutationTest();
  return results.map(result => ({ ...result, fileName: relative(root, result.fileName) }));
}

/** Names a mutant in both runs. */
const keyOf = ({ fileName, location: { start, end }, mutatorName, replacement }: Mutant): string =>
  [fileName, start.line, start.column, end.line, end.column, mutatorName, replacement].join(':');

/** Stryker takes ranges of a file as `path:line:column-line:column`, with lines from 1. */
const rangeOf = ({ fileName, location: { start, end } }: Mutant): string =>
  `${fileName}:${start.line}:${start.column}-${end.line}:${end.column}`;

async function tryPart(part: Part): Promise<Outcome> {
  const mutants = await tryMutants(part.sources, part.tests);
  const alive = mutants.filter(isAlive);
  if (alive.length === 0) return { part, mutants };
  const again = await tryMutants([...new Set(alive.map(rangeOf))], wide);
  const later = new Map(again.map(mutant => [keyOf(mutant), mutant]));
  return { part, mutants: mutants.map(mutant => (isAlive(mutant) && later.get(keyOf(mutant))) || mutant) };
}

const names = process.argv.slice(2);
const unknown = names.filter(name => !parts.some(part => part.name === name));
if (unknown.length > 0) {
  const known = parts.map(({ name }) => name).join(', ');
  process.stderr.write(`There is no part ${unknown.join(', ')}. Known are ${known}.\n`);
  process.exit(1);
}

process.chdir(root);
const outcomes: Outcome[] = [];
for (const part of parts.filter(({ name }) => names.length === 0 || names.includes(name))) {
  outcomes.push(await tryPart(part));
  process.stdout.write(`\n${listOf(outcomes.slice(-1))}\n\n${tableOf(outcomes)}\n`);
}
if (names.length === 0) {
  const report = `# Mutants\n\nWritten by \`npm run mutation\`. Alive are the changes that no test noticed.\n\n${tableOf(outcomes)}\n\n## Alive\n\n\`\`\`\n${listOf(outcomes)}\n\`\`\`\n`;
  await writeFile(fileURLToPath(new URL('./results.md', import.meta.url)), report);
}
