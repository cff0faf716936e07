import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Outcome } from './phase.ts';

/** The long run is a script of its own; this one shows that it still counts what it should. */
test('under load nothing fails that was not made to fail, and every fault is seen by its code', async () => {
  const program = fileURLToPath(new URL('load.ts', import.meta.url));
  const args = ['--expose-gc', '--import', 'tsx', program, '--rate=300', '--seconds=3', '--faults=0.2'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { quiet, faulty, problems }: { quiet: Outcome; faulty: Outcome; problems: string[] } =
    JSON.parse(stdout);
  expect(problems).toEqual([]);
  expect(quiet.sent).toBeGreaterThan(20);
  expect(quiet.failed).toEqual({});
  expect(faulty.sent).toBeGreaterThan(20);
  expect(faulty.failed).toEqual(faulty.gateway.faults);
  expect(Object.keys(faulty.failed).length).toBeGreaterThan(0);
});
