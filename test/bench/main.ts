// Compares this package with its peers and with the least that anybody could do.
//
// Each measurement (a file in `rows`) runs in a process of its own, and all that it compares within that one process:
// in rounds, each contestant once a round, every round in another order, so that what disturbs the machine disturbs
// all alike. A ratio is the median of the rounds' own ratios, with the span of the middle eight tenths of them. What
// counts is CPU time (`process.cpuUsage`, so the garbage collector's threads are in it), or the time that passed
// where the table says so. Sources of answers are processes of their own, whose CPU time does not count. Measured is
// the package as it is built, run as plain JavaScript.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildFresh, buildRows, dist } from './build.ts';
import { regressions } from './regressions.ts';
import { toReport } from './report.ts';
import {
  committedResults,
  type Measured,
  type Results,
  readResults,
  resultsOf,
  writeResults,
} from './results.ts';
import type { RowResult } from './row.ts';
import { speedPage, unexplained } from './speed-page.ts';
import { tableOf } from './table.ts';

/** The measurements, and what each of them is. */
const rows = {
  stream: 'streamText of ai@7 and ai@4 over loopback: CPU of an event',
  drain: 'doStream drained in process, every entry: CPU of an event',
  'large-event': 'one event of 1, 4 and 16 MB in chunks of 1 kB',
  call: 'generateText beside the raw fetch; time to the first delta',
  'many-streams': '1,000 slow streams at once: memory, CPU, backpressure',
  image: 'an image of 8 MB in a prompt, as base64 and as bytes',
  embed: 'embedMany of 2,000 values at 50 ms latency',
  media: 'audio, images, documents, decisions: CPU and peak memory',
  conversation: 'building the request of a long conversation',
  fallback: 'a fallback over an idle model, beside the model alone',
  connect: 'another vendor by connect(), beside its package alone',
  growth: 'all that grows on the path of a stream and a request, at n, 4n, 16n',
  start: 'size of a bundle, time of an import, start in workerd',
  'local-gateway': 'the local gateway: start, requests a second, memory it holds',
} as const;

const isRow = (name: string): name is keyof typeof rows => name in rows;

const help = `npm run bench [-- [measurement…] [options]]

${Object.entries(rows)
  .map(([name, what]) => `  ${name.padEnd(14)}${what}`)
  .join('\n')}

  --rounds N    rounds of each comparison (9, with --quick 5)
  --quick       smaller inputs, fewer rounds
  --fresh       build the package anew without types, apart from dist; by default dist is measured
  --only TEXT   only contestants whose name has this text, such as 'native'
  --record      keep the results of a part of the measurements, too
  --pages       measure nothing: write the pages anew from results.json, after a change of reasons.ts, say
  --profile     write a CPU profile of each measurement into dist of this folder; best with --only
  --help

A run of all measurements writes results.json, and from it results.md and docs/speed.md; a part of them is only printed
without --record, and a quick run always. What costs more than in the committed results, by more than the spread, is printed first.`;

interface Plan {
  readonly module: string;
  readonly folder: string;
  readonly rounds: number;
  readonly quick: boolean;
  readonly only: string;
  readonly profile: boolean;
}

const profiling = (name: string) => [
  '--cpu-prof',
  `--cpu-prof-name=${name}.cpuprofile`,
  `--cpu-prof-dir=${fileURLToPath(new URL('./dist', import.meta.url))}`,
];

function runRow(name: string, { module, folder, rounds, quick, only, profile }: Plan): Promise<RowResult> {
  const child = fork(module, [name, String(rounds), quick ? 'quick' : 'full'], {
    execArgv: ['--expose-gc', ...(profile ? profiling(name) : [])],
    env: { ...process.env, NODE_ENV: 'production', BENCH_DIST: folder, BENCH_ONLY: only },
  });
  return new Promise((resolve, reject) => {
    let result: RowResult | undefined;
    child.once('message', text => {
      result = JSON.parse(String(text));
    });
    child.once('exit', code => {
      if (result && code === 0) resolve(result);
      else reject(new Error(`The measurement '${name}' ended with ${code}.`));
    });
  });
}

/** What is printed first. */
async function comparison(measurements: Results['measurements']): Promise<string> {
  const before = await committedResults();
  if (!before) return 'There are no committed results to compare with.';
  const worse = regressions({ measurements }, before);
  const than = `than in the committed results of ${before.date}, by more than the spread`;
  if (worse.length === 0) return `Nothing costs more ${than}.`;
  return `${worse.length} cost more ${than}:\n${worse.map(line => `- ${line}`).join('\n')}`;
}

/** Results in which a part was measured anew. */
function withPart(results: Results, part: Results['measurements']): Results {
  const anew = `Measured again on ${new Date().toISOString().slice(0, 10)}.`;
  const dated = Object.entries(part).map(([name, measured]) => [
    name,
    { ...measured, notes: `${measured.notes}\n${anew}` },
  ]);
  return { ...results, measurements: { ...results.measurements, ...Object.fromEntries(dated) } };
}

/** The Markdown that results are shown in. */
async function writePages(results: Results): Promise<void> {
  const page = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  await writeFile(page('./results.md'), toReport(results));
  await writeFile(page('../../docs/speed.md'), speedPage(results));
  console.log('\nWritten: test/bench/results.json, test/bench/results.md, docs/speed.md.');
  const open = unexplained(results);
  if (open.length > 0) console.log(`Missed without a reason in reasons.ts:\n${open.join('\n')}`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    profile: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    pages: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const { quick, fresh, only, profile, pages } = values;
const unknown = positionals.filter(name => !isRow(name));
if (values.help || unknown.length > 0) {
  console.log(unknown.length > 0 ? `There is no measurement ${unknown.join(', ')}.\n\n${help}` : help);
  process.exit(values.help ? 0 : 1);
}
if (pages) {
  await writePages(await readResults());
  process.exit();
}
if (!fresh && !existsSync(`${dist}/ai7.js`)) {
  console.log('There is no dist: run `npm run build` first, or pass --fresh.');
  process.exit(1);
}

const folder = fresh ? await buildFresh() : dist;
const rounds = Number(values.rounds ?? (quick ? 5 : 9));
const plan: Plan = { module: await buildRows(), folder, rounds, quick, only, profile };
const isAll = positionals.length === 0;
const measurements: Record<string, Measured> = {};
for (const name of isAll ? Object.keys(rows) : positionals) {
  const started = performance.now();
  const { lines, notes } = await runRow(name, plan);
  if (isRow(name)) measurements[name] = { title: rows[name], lines, notes: notes.join('\n') };
  console.error(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
if (!quick) console.log(await comparison(measurements));
for (const { title, lines, notes } of Object.values(measurements)) {
  console.log(`\n${title}\n\n${tableOf(lines)}\n\n${notes}`);
}
if ((isAll || values.record) && !quick && !only) {
  const all = isAll ? await resultsOf({ rounds, measurements }) : withPart(await readResults(), measurements);
  await writeResults(all);
  await writePages(all);
}
