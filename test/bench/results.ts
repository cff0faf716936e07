import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Line } from './compare.ts';

export interface Measured {
  /** What the measurement is. */
  readonly title: string;
  readonly lines: readonly Line[];
  /** One a line. */
  readonly notes: string;
}

/** What a run of all measurements found, as `results.json` keeps it. */
export interface Results {
  readonly date: string;
  /** Of most comparisons; those that take long have fewer. */
  readonly rounds: number;
  readonly machine: string;
  /** The exact versions that are compared, as package.json names them. */
  readonly versions: string;
  readonly measurements: Readonly<Record<string, Measured>>;
}

const here = fileURLToPath(new URL('.', import.meta.url));

export async function readResults(): Promise<Results> {
  return JSON.parse(await readFile(`${here}/results.json`, 'utf8'));
}

export async function writeResults(results: Results): Promise<void> {
  await writeFile(`${here}/results.json`, `${JSON.stringify(results, null, 2)}\n`);
}

/** The results of the last commit, whatever the file holds now; undefined where there are none. */
export async function committedResults(): Promise<Results | undefined> {
  const args = ['show', 'HEAD:./results.json'];
  const shown = await promisify(execFile)('git', args, { cwd: here, maxBuffer: 2 ** 26 }).catch(
    () => undefined,
  );
  return shown && JSON.parse(shown.stdout);
}

async function versions(): Promise<string> {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    await readFile(`${here}/package.json`, 'utf8'),
  );
  return Object.entries(dependencies)
    .map(([name, version]) => (version.startsWith('npm:') ? version.slice(4) : `${name}@${version}`))
    .join(', ');
}

/** Results of today, and of this machine. */
export async function resultsOf({
  rounds,
  measurements,
}: Pick<Results, 'rounds' | 'measurements'>): Promise<Results> {
  const [cpu] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    rounds,
    machine: `${cpu?.model.trim()}, ${cpus().length} cores, Node.js ${process.version}, ${process.platform}`,
    versions: await versions(),
    measurements,
  };
}
