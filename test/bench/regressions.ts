import { type Line, nameOf, short } from './compare.ts';
import type { Results } from './results.ts';

type Measurements = Pick<Results, 'measurements'>;

const linesOf = ({ measurements }: Measurements): (readonly [name: string, line: Line])[] =>
  Object.entries(measurements).flatMap(([measurement, { lines }]) =>
    lines.map(line => [`${measurement}: ${nameOf(line)}`, line] as const),
  );

/** What is not measured in rounds has no spread: a hundredth is no news. */
const tolerance = 1.01;

/** Each median lies outside the other's spread. */
const isWorse = (now: Line['ratio'], before: Line['ratio']): boolean =>
  now.median > before.high * tolerance && now.low > before.median * tolerance;

const shown = ({ median, low, high }: Line['ratio']): string =>
  `${short(median)} (${short(low)}–${short(high)})`;

/** The lines that cost more than they did, beyond their spread. */
export function regressions(now: Measurements, before: Measurements): string[] {
  const known = new Map(linesOf(before));
  return linesOf(now).flatMap(([name, { ratio }]) => {
    const old = known.get(name)?.ratio;
    return old && isWorse(ratio, old) ? [`${name}: ${shown(old)}, now ${shown(ratio)}`] : [];
  });
}
