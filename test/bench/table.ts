import { type Line, short } from './compare.ts';

const figure = (value: number): string => (Number.isFinite(value) ? short(value) : '–');

/** Whether the aim was reached, where there is one. */
export function verdict({ ratio, aim }: Line): string {
  if (aim === undefined) return '';
  return ratio.median <= aim ? 'met' : 'missed';
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
