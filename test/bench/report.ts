import type { Results } from './results.ts';
import { countAims, tableOf } from './table.ts';

/** All that was measured, as Markdown. */
export function toReport({ date, rounds, machine, versions, measurements }: Results): string {
  const all = Object.entries(measurements);
  const { aims, met, level } = countAims(all.flatMap(([, { lines }]) => lines));
  const head = `# Measurements

Written by \`npm run bench\` on ${date}, in ${rounds} rounds: ${machine}.
Compared with ${versions}.

A ratio is what this package costs over what the other costs: below 1 is cheaper. It is the median of the ratios of the
rounds, followed by the range of the middle eight tenths of the rounds. The costs themselves depend on the machine, and on
what else it does. How it is measured is described at the top of [main.ts](main.ts); [docs/speed.md](../../docs/speed.md)
has the main rows, and the reason of each aim that is missed. Of ${aims} aims ${met} are met, and ${level} within the spread.
`;
  const sections = all.map(([name, { title, lines, notes }]) => {
    const list = notes
      .split('\n')
      .filter(note => note !== '')
      .map(note => `- ${note}\n`)
      .join('');
    return `## ${title}\n\n\`npm run bench -- ${name}\`\n\n${tableOf(lines)}\n${list && `\n${list}`}`;
  });
  return [head, ...sections].join('\n');
}
