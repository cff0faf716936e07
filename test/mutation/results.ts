import { readFile, writeFile } from 'node:fs/promises';
import { parts } from './plan.ts';

interface Position {
  readonly line: number;
  readonly column: number;
}

/** A change to the sources that a test should notice, and what came of it. */
export interface Mutant {
  readonly fileName: string;
  readonly location: { readonly start: Position; readonly end: Position };
  readonly mutatorName: string;
  readonly replacement?: string | undefined;
  readonly status: string;
}

export interface Outcome {
  readonly mutants: number;
  /** The mutants that no test noticed. */
  readonly alive: readonly string[];
}

type Results = Readonly<Record<string, Outcome>>;

/** The last outcome of each part, kept with the sources. */
const file = new URL('./results.json', import.meta.url);

/** One that could not be tried is alive. */
export const isAlive = ({ status }: Mutant): boolean => status !== 'Killed' && status !== 'Timeout';

export const lineOf = ({ fileName, location: { start }, mutatorName, replacement = '' }: Mutant): string =>
  `${fileName}:${start.line}:${start.column} ${mutatorName}: ${replacement.replace(/\s+/g, ' ')}`;

export const outcomeOf = (mutants: readonly Mutant[]): Outcome => ({
  mutants: mutants.length,
  alive: mutants.filter(isAlive).map(lineOf).sort(),
});

/** Puts the outcome of one part in the place of its last, and gives all, in the order of the plan. */
export async function record(name: string, outcome: Outcome): Promise<Results> {
  const before: Results = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const known: Results = { ...before, [name]: outcome };
  const results = Object.fromEntries(
    parts.flatMap(({ name: part }) => {
      const last = known[part];
      return last ? [[part, last] as const] : [];
    }),
  );
  await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
  return results;
}

function rowOf(name: string, outcomes: readonly Outcome[]): string {
  const mutants = outcomes.reduce((sum, outcome) => sum + outcome.mutants, 0);
  const alive = outcomes.reduce((sum, outcome) => sum + outcome.alive.length, 0);
  const share = (100 * (1 - alive / Math.max(1, mutants))).toFixed(1);
  return `| ${name} | ${mutants} | ${alive} | ${share} % |`;
}

/** How each part did, as Markdown. */
export const tableOf = (results: Results): string =>
  [
    '| part of `src` | mutants | alive | killed |',
    '| --- | --- | --- | --- |',
    ...Object.entries(results).map(([name, outcome]) => rowOf(name, [outcome])),
    rowOf('all', Object.values(results)),
  ].join('\n');
