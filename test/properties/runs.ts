/** How often a property is tried; FUZZ_RUNS raises it. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 300);

/** The same cases at each run, so that a check fails only by a change; FUZZ_SEED chooses others. */
const seed = Number(process.env.FUZZ_SEED ?? 1);

export const runs: { readonly numRuns: number; readonly seed: number } = { numRuns, seed };
