/** Milliseconds of CPU that this process spends on a piece of work, garbage collection included: the median of several runs. */
export async function cpuOf(
  work: () => Promise<unknown>,
  { runs = 3 }: { runs?: number } = {},
): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}
