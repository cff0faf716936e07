// 7. What it takes to begin: size of a bundle, time of an import in a fresh process, start in workerd.
import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { compare, type Line, short } from '../compare.ts';
import { runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { startWorker } from '../workerd.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
const ours = (file: string) => `${process.env.BENCH_DIST}/${file}`;

/** What an app imports, by name. */
const modules: Readonly<Record<string, string>> = {
  ai4: ours('index.js'),
  ai5: ours('ai5.js'),
  ai6: ours('ai6.js'),
  ai7: ours('ai7.js'),
  'workers-ai-provider 4': 'workers-ai-provider',
  'workers-ai-provider 0.7': 'workers-ai-provider-0',
  'openai-compatible 3': '@ai-sdk/openai-compatible',
};

const peers = ['workers-ai-provider 4', 'workers-ai-provider 0.7', 'openai-compatible 3'];

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['workerd', 'worker', 'browser'],
    target: 'es2022',
    tsconfigRaw: {},
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

async function sizes(): Promise<Line[]> {
  const all = new Map<string, { brotli: number; gzip: number }>();
  for (const [name, path] of Object.entries(modules)) {
    const code = Buffer.from(await bundle(`export * from ${JSON.stringify(path)}`));
    all.set(name, { brotli: brotliCompressSync(code).length / 1024, gzip: gzipSync(code).length / 1024 });
  }
  return ['ai4', 'ai5', 'ai6', 'ai7'].flatMap(entry =>
    peers.map((peer): Line => {
      const [mine, theirs] = [all.get(entry), all.get(peer)];
      const ratio = (mine?.brotli ?? Number.NaN) / (theirs?.brotli ?? Number.NaN);
      const both = (kind: 'brotli' | 'gzip') =>
        `${short(mine?.[kind] ?? 0)} / ${short(theirs?.[kind] ?? 0)} KiB ${kind}`;
      const costs = `${both('brotli')}, ${both('gzip')}`;
      return {
        what: 'bundle',
        ours: entry,
        against: peer,
        ratio: { median: ratio, low: ratio, high: ratio },
        costs,
      };
    }),
  );
}

/** Microseconds of one import, in a Node.js of its own. */
async function importTime(path: string): Promise<number> {
  const url = path.startsWith('/') ? pathToFileURL(path).href : path;
  const code = `const start = performance.now(); await import(${JSON.stringify(url)});
    console.log((performance.now() - start) * 1000);`;
  const options = { cwd: here, env: { ...process.env, NODE_OPTIONS: '' } };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', code],
    options,
  );
  return Number(stdout);
}

async function imports(rounds: number): Promise<Line[]> {
  const contestants = Object.entries(modules).map(([name, path]) => ({ name, run: () => importTime(path) }));
  const samples = await runRounds(contestants, { rounds, warmUp: 1 });
  const comparison = { what: 'import', samples, per: { count: 1, unit: 'an import' }, by: 'wall' } as const;
  return compare(
    comparison,
    ['ai4', 'ai7'].flatMap(entry => peers.map(peer => [entry, peer] as const)),
  );
}

const worker = (
  path: string | undefined,
) => `${path ? `import * as imported from ${JSON.stringify(path)};` : ''}
  export default { fetch: () => new Response(String(${path ? 'Object.keys(imported).length' : '0'})) };`;

/** CPU time of workerd from its start to its first answer. */
async function workers(rounds: number): Promise<Line[]> {
  const all = { 'an empty Worker': undefined, ...modules };
  const contestants = await Promise.all(
    Object.entries(all).map(async ([name, path]) => {
      const code = await bundle(worker(path));
      return { name, run: () => startWorker(code) };
    }),
  );
  const samples = await runRounds(contestants, { rounds, warmUp: 1 });
  const comparison = {
    what: 'start in workerd',
    samples,
    per: { count: 1, unit: 'of CPU a start' },
    by: 'wall',
  } as const;
  return compare(comparison, [
    ['ai7', 'an empty Worker'],
    ...['ai4', 'ai7'].flatMap(entry => peers.map(peer => [entry, peer] as const)),
  ]);
}

export async function run({ rounds, quick }: RowOptions): Promise<RowResult> {
  const lines = [...(await sizes()), ...(await imports(rounds)), ...(await workers(quick ? 3 : rounds))];
  const notes = [
    'Bundles are minified by esbuild, with all dependencies, for a Worker; the ratio is that of Brotli.',
  ];
  return { lines, notes };
}
