import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { RowResult } from './row.ts';
import { tableOf, verdict } from './table.ts';

interface ReportOptions {
  /** What each measurement is. */
  readonly rows: Readonly<Record<string, string>>;
  readonly rounds: number;
}

/** The exact versions that are compared, as package.json names them. */
async function versions(): Promise<string> {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    await readFile(new URL('./package.json', import.meta.url), 'utf8'),
  );
  return Object.entries(dependencies)
    .map(([name, version]) => (version.startsWith('npm:') ? version.slice(4) : `${name}@${version}`))
    .join(', ');
}

async function head({ rounds }: ReportOptions, lines: RowResult['lines']): Promise<string> {
  const [cpu] = cpus();
  const aimed = lines.filter(({ aim }) => aim !== undefined);
  const met = aimed.filter(line => verdict(line) === 'met');
  return `# Measurements

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, in ${rounds} rounds: ${cpu?.model.trim()}, ${cpus().length} cores,
Node.js ${process.version}, ${process.platform}. Compared with ${await versions()}.

A ratio is what this package costs over what the other costs: below 1 is cheaper. It is the median of the ratios of the
rounds, and behind it stands where the middle eight tenths of the rounds lay. The costs themselves depend on the machine, and on
what else it does. How it is measured stands at the top of [main.ts](main.ts). Of ${aimed.length} aims ${met.length} are met.
`;
}

/** All that was measured, as Markdown. */
export async function toReport(
  results: ReadonlyMap<string, RowResult>,
  options: ReportOptions,
): Promise<string> {
  const lines = [...results.values()].flatMap(result => result.lines);
  const sections = [...results].map(([name, result]) => {
    const notes = result.notes.map(note => `- ${note}\n`).join('');
    return `## ${options.rows[name]}\n\n\`npm run bench -- ${name}\`\n\n${tableOf(result.lines)}\n${notes && `\n${notes}`}`;
  });
  return [await head(options, lines), ...sections].join('\n');
}
