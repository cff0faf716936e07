import type { Part } from './plan.ts';

/** A change to the sources that a test should notice, and what came of it. */
export interface Mutant {
  readonly fileName: string;
  readonly location: { readonly start: Place; readonly end: Place };
  readonly mutatorName: string;
  readonly replacement?: string | undefined;
  readonly status: string;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Outcome {
  readonly part: Part;
  readonly mutants: readonly Mutant[];
}

export const isAlive = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage';

/** Ignored mutants and those that do not compile say nothing. */
const isCounted = ({ status }: Mutant): boolean =>
  !['Ignored', 'CompileError', 'RuntimeError'].includes(status);

function rowOf(name: string, mutants: readonly Mutant[]): string {
  const counted = mutants.filter(isCounted);
  const alive = counted.filter(isAlive).length;
  const share = (100 * (1 - alive / Math.max(1, counted.length))).toFixed(1);
  return `| ${name} | ${counted.length} | ${counted.length - alive} | ${alive} | ${share} % |`;
}

/** How each part did, as Markdown. */
export function tableOf(outcomes: readonly Outcome[]): string {
  return [
    '| part of `src` | mutants | killed | alive | killed |',
    '| --- | --- | --- | --- | --- |',
    ...outcomes.map(({ part, mutants }) => rowOf(part.name, mutants)),
    rowOf(
      'all',
      outcomes.flatMap(({ mutants }) => mutants),
    ),
  ].join('\n');
}

/** The mutants that no test noticed, a line each. */
export function listOf(outcomes: readonly Outcome[]): string {
  return outcomes
    .flatMap(({ mutants }) => mutants.filter(isAlive))
    .map(
      ({ fileName, location, mutatorName, replacement = '' }) =>
        `${fileName}:${location.start.line}:${location.start.column} ${mutatorName}: ${replacement.replace(/\s+/g, ' ')}`,
    )
    .join('\n');
}
