// Runs one measurement in a process of its own, and tells its parent what came out.
import { type Line, withAim } from './compare.ts';

export interface RowOptions {
  readonly rounds: number;
  /** Fewer rounds and smaller inputs: for a first look. */
  readonly quick: boolean;
}

export interface RowResult {
  readonly lines: readonly Line[];
  readonly notes: readonly string[];
}

// Whoever asked may have been interrupted.
process.on('disconnect', () => process.exit());

const [name, rounds, quick] = process.argv.slice(2);
const row: { run: (options: RowOptions) => Promise<RowResult> } = await import(`./rows/${name}.ts`);
const { lines, notes } = await row.run({ rounds: Number(rounds), quick: quick === 'quick' });
const text = JSON.stringify({ lines: lines.map(withAim), notes });
if (process.send) process.send(text);
else console.log(text);
process.disconnect?.();
