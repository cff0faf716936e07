import { type Line, nameOf } from './compare.ts';
import { headlineRows } from './headlines.ts';
import { reasonOf } from './reasons.ts';
import type { Results } from './results.ts';
import { countAims, figure, verdict } from './table.ts';

const linesOf = ({ measurements }: Results): Line[] =>
  Object.values(measurements).flatMap(({ lines }) => lines);

const missed = (results: Results): Line[] => linesOf(results).filter(line => verdict(line) === 'missed');

/** The names of lines that miss their aim, and nobody has said why. */
export const unexplained = (results: Results): string[] =>
  missed(results)
    .map(nameOf)
    .filter(name => reasonOf(name) === undefined);

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function missedRow(line: Line): string {
  const { median, low, high } = line.ratio;
  const range = `${figure(median)} (${figure(low)}–${figure(high)})`;
  return row([nameOf(line), range, figure(line.aim ?? Number.NaN)]);
}

/** Each reason with the lines that it holds for. */
function missedTables(results: Results): string {
  const groups = new Map<string, Line[]>();
  for (const line of missed(results)) {
    const reason = reasonOf(nameOf(line)) ?? 'Not explained yet.';
    groups.set(reason, [...(groups.get(reason) ?? []), line]);
  }
  const head = ['missed: this package / the other', 'ratio', 'aim'];
  return [...groups]
    .map(([reason, lines]) => [row(head), row(head.map(() => '---')), ...lines.map(missedRow), '', reason])
    .map(group => group.join('\n'))
    .join('\n\n');
}

/** `docs/speed.md`: what is compared, the main rows, and why aims are missed. */
export function speedPage(results: Results): string {
  const { aims, met, level } = countAims(linesOf(results));
  const head = ['', 'workers-ai-provider 4', '@ai-sdk/openai-compatible 3'];
  return `<!-- Written by \`npm run bench\`. Change test/bench instead. -->

# Speed

Measured on ${results.date}: ${results.machine}.
Compared are ${results.versions}.

Each figure is what this package costs divided by what the other costs for the same work, in CPU time unless noted
otherwise: below 1 is cheaper. Whatever is compared runs in rounds, each round in another order. A figure is the median of
the rounds' own ratios; a range in brackets holds the middle eight tenths of them. Answers come from another process, or
from within the same one where the network is no part of the work.

${[row(head), row(head.map(() => '---')), ...headlineRows(results).map(row)].join('\n')}

All measurements, with their ranges and costs, are in [test/bench/results.md](../test/bench/results.md), and for programs
in [test/bench/results.json](../test/bench/results.json). \`npm run bench\` measures them anew. It lists first what costs
more than in the committed results, beyond the range.

## Aims

No measurement should be above 1.00 of a peer. Others have aims of their own, such as at most 1.3 times the cost of each
piece in a stream of four times as many. Of ${aims} aims ${met} are met, ${level} are within the range of the rounds, which
decides neither way, and ${aims - met - level} are missed.

${missedTables(results)}
`;
}
