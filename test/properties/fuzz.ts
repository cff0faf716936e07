import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';

/**
 * Tries every property ten thousand times with a seed that nobody chose. What fails is run again by
 * `FUZZ_SEED=… npm run fuzz`; `FUZZ_RUNS` is how often, and arguments are the files to run.
 */
const seed = process.env.FUZZ_SEED ?? String(randomInt(1, 2 ** 31));
const runs = process.env.FUZZ_RUNS ?? '10000';
process.stdout.write(`FUZZ_SEED=${seed} FUZZ_RUNS=${runs}\n`);

const files = process.argv.slice(2);
const vitest = ['vitest', 'run', ...(files.length > 0 ? files : ['test/properties'])];
const child = spawn('npx', [...vitest, '--testTimeout=0'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_SEED: seed, FUZZ_RUNS: runs },
});
child.on('exit', code => {
  process.stdout.write(`FUZZ_SEED=${seed} FUZZ_RUNS=${runs}\n`);
  process.exitCode = code ?? 1;
});
