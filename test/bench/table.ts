import { type Line, short } from './compare.ts';

export const figure = (value: number): string => (Number.isFinite(value) ? short(value) : '–');

/** Whether the aim was reached, where there is one; beyond the spread of the rounds nobody can tell. */
export function verdict({ ratio, aim }: Line): '' | 'met' | 'level' | 'missed' {
  if (aim === undefined) return '';
  if (ratio.median <= aim) return 'met';
  return ratio.low <= aim ? 'level' : 'missed';
}

interface Aims {
  readonly aims: number;
  readonly met: number;
  /** Within the spread. */
  readonly level: number;
}

export function countAims(lines: readonly Line[]): Aims {
  const verdicts = lines.map(verdict).filter(word => word !== '');
  const count = (word: string) => verdicts.filter(one => one === word).length;
  return { aims: verdicts.length, met: count('met'), level: count('level') };
}

const header = ['what', 'this package', 'against', 'ratio', 'of the rounds', 'aim', '', 'cost'];

const cells = (line: Line): string[] => [
  line.what,
  line.ours,
  line.against,
  figure(line.ratio.median),
  `${figure(line.ratio.low)}–${figure(line.ratio.high)}`,
  line.aim === undefined ? '' : `≤ ${figure(line.aim)}`,
  verdict(line),
  line.costs ?? '',
];

/** A Markdown table, which a terminal shows as well. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [header, ...lines.map(cells)];
  const widths = header.map((_, column) => Math.max(3, ...rows.map(row => (row[column] ?? '').length)));
  const rule = widths.map(width => '-'.repeat(width));
  const [head = [], ...body] = rows;
  return [head, rule, ...body]
    .map(row => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}
