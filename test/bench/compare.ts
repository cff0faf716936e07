import type { Cost, Samples } from './rounds.ts';

/** A ratio as the rounds gave it: its median, and where the middle eight tenths of the rounds lay. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** One line of the table: what it cost here, over what it cost there. */
export interface Line {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: Spread;
  /** The most that the ratio should be. */
  readonly aim?: number | undefined;
  /** The two costs themselves, which depend on the machine. */
  readonly costs?: string | undefined;
}

/** No peer may be cheaper, where the measurement names no other aim. */
export const withAim = (line: Line): Line =>
  line.aim === undefined && /workers-ai-provider|openai-compatible/.test(line.against)
    ? { ...line, aim: 1 }
    : line;

/** What a line is known by, from one run to the next. */
export const nameOf = ({ what, ours, against }: Pick<Line, 'what' | 'ours' | 'against'>): string =>
  `${what}, ${ours} / ${against}`;

/** A figure that was not measured in rounds. */
export const exactly = (value: number): Spread => ({ median: value, low: value, high: value });

/** The ratios of each round. */
export const ratioOf = (mine: readonly number[], theirs: readonly number[]): Spread =>
  spreadOf(mine.map((cost, round) => cost / (theirs[round] ?? Number.NaN)));

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}

export interface Comparison {
  readonly what: string;
  readonly samples: Samples;
  /** How much work a run did, and what a unit of it is called. */
  readonly per: { readonly count: number; readonly unit: string };
  readonly by?: keyof Cost;
}

/** Pairs of contestants, with the most that the first may cost over the second. */
export type Pair = readonly [ours: string, against: string, aim?: number | undefined];

/** One line for each pair of which both took part. */
export function compare({ what, samples, per, by = 'cpu' }: Comparison, pairs: readonly Pair[]): Line[] {
  const costs = (name: string) => samples.get(name)?.map(cost => cost[by] / per.count);
  const median = (values: readonly number[]) => short(spreadOf(values).median);
  return pairs.flatMap(([ours, against, aim]): Line[] => {
    const [mine, theirs] = [costs(ours), costs(against)];
    if (!mine || !theirs) return [];
    return [
      {
        what,
        ours,
        against,
        ratio: ratioOf(mine, theirs),
        aim,
        costs: `${median(mine)} / ${median(theirs)} µs${by === 'wall' ? '' : ' of CPU'} ${per.unit}`,
      },
    ];
  });
}

/** Three figures are all that a noisy machine gives. */
export const short = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : value.toPrecision(value >= 1 ? 3 : 2);
