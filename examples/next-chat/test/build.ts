import { spawnSync } from 'node:child_process';
import { findChromium, folder, nextBin, quiet } from './stage';

/** Once for all tests, and only where they can run. */
export default function build(): void {
  findChromium();
  const { status, stdout, stderr } = spawnSync(process.execPath, [nextBin, 'build'], {
    cwd: folder,
    env: { ...process.env, ...quiet },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`next build failed:\n${stdout}\n${stderr}`);
}
