import { readFileSync, writeFileSync } from 'node:fs';

/** Kilobytes of a process, as Linux counts them. */
function ownMemory(field: 'VmHWM' | 'VmRSS'): number {
  const [, kilobytes] =
    new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes);
}

/** Kilobytes that a piece of work adds to this process at its peak, as the kernel saw it. Linux only. */
export async function peakOf(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  // From here on the peak counts anew: https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html
  writeFileSync('/proc/self/clear_refs', '5');
  const before = ownMemory('VmRSS');
  await work();
  return ownMemory('VmHWM') - before;
}

/** Bytes that this process holds, once what nobody holds is collected. */
export async function heldBytes(): Promise<number> {
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.();
    await new Promise(resolve => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
