import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';

interface Report {
  readonly count: number;
  /** Bytes in use after each fifth of the streams. */
  readonly heaps: readonly number[];
  readonly unhandled: readonly string[];
  readonly timers: number;
  readonly sockets: readonly string[];
}

/** `ABORTS=10000` for the long run. */
const count = Number(process.env.ABORTS ?? 2000);
let report: Report;

beforeAll(async () => {
  const program = fileURLToPath(new URL('growth.ts', import.meta.url));
  const args = ['--expose-gc', '--import', 'tsx', program, String(count)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  report = JSON.parse(stdout);
  if (process.env.ABORTS) process.stdout.write(stdout);
});

test('every stream was aborted, and no rejection went unhandled', () => {
  expect(report.count).toBe(count);
  expect(report.unhandled).toEqual([]);
});

test('no timer and no connection is left', () => {
  expect(report.timers).toBe(0);
  expect(report.sockets).toEqual([]);
});

test('memory does not grow with the number of aborted streams', () => {
  const [, second = 0] = report.heaps;
  const grown = (report.heaps.at(-1) ?? Number.NaN) - second;
  // A stream that stayed, with its request and its buffers, would be several kB.
  expect(grown / (count * 0.6)).toBeLessThan(700);
});
