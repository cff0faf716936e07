import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

// Builds the package, unless `dist` is newer than all that goes into it: what tests the built package calls this first.

const changedAt = (path: string): number => (existsSync(path) ? statSync(path).mtimeMs : 0);
const sources = readdirSync('src', { recursive: true }).map(path => join('src', String(path)));
const inputs = ['package.json', 'package-lock.json', 'tsup.config.ts', ...sources];
const isOld = inputs.some(path => changedAt(path) > changedAt('dist/cli.js'));
if (isOld)
  process.exitCode = spawnSync('npm', ['run', 'build'], { stdio: 'inherit', shell: true }).status ?? 1;
