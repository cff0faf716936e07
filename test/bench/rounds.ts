/** One of those that are compared: it does the same work as the others. */
export interface Contestant {
  readonly name: string;
  /** May return the microseconds that count, where they are not those of the whole run. */
  readonly run: () => Promise<unknown>;
}

export interface Cost {
  /** Microseconds of CPU time of this process, its threads included. */
  readonly cpu: number;
  /** Microseconds that passed. */
  readonly wall: number;
}

/** What each contestant cost, round by round. */
export type Samples = ReadonlyMap<string, readonly Cost[]>;

/**
 * What the one before left behind is collected first, and only that: a full collection throws optimised code away, so
 * that each run would measure code that has just begun.
 */
async function costOf(run: () => Promise<unknown>): Promise<Cost> {
  globalThis.gc?.({ type: 'minor' });
  const cpu = process.cpuUsage();
  const start = performance.now();
  const own = await run();
  const wall = typeof own === 'number' ? own : (performance.now() - start) * 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: user + system, wall };
}

export function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map(value => ({ value, key: Math.random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ value }) => value);
}

/** Those that `--only` lets take part. */
export function chosen(contestants: readonly Contestant[]): readonly Contestant[] {
  return contestants.filter(({ name }) => name.includes(process.env.BENCH_ONLY ?? ''));
}

/** Runs all contestants in each round, every round in another order, behind rounds that do not count. */
export async function runRounds(
  contestants: readonly Contestant[],
  { rounds, warmUp = 2 }: { rounds: number; warmUp?: number },
): Promise<Samples> {
  const here = chosen(contestants);
  const samples = new Map<string, Cost[]>(here.map(({ name }) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const { name, run } of shuffled(here)) {
      const cost = await costOf(run);
      if (round >= 0) samples.get(name)?.push(cost);
    }
  }
  return samples;
}
