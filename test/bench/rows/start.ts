// 7. What it takes to begin: size of a bundle, time of an import in a fresh process, start in workerd; the first two
// also on top of `ai`, without which nobody uses a provider.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { installApp } from '../app.ts';
import { compare, exactly, type Line, short } from '../compare.ts';
import { runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { startWorker } from '../workerd.ts';

/** What an app imports, by name. */
const modules: Readonly<Record<string, string>> = {
  ai4: 'workers-ai-gateway',
  ai5: 'workers-ai-gateway/ai5',
  ai6: 'workers-ai-gateway/ai6',
  ai7: 'workers-ai-gateway/ai7',
  'workers-ai-provider 4': 'workers-ai-provider',
  'workers-ai-provider 0.7': 'workers-ai-provider-0',
  'openai-compatible 3': '@ai-sdk/openai-compatible',
};

/** What creates a provider for AI SDK 7, by name. */
const creators: Readonly<Record<string, string>> = {
  ai7: 'createWorkersAI',
  'workers-ai-provider 4': 'createWorkersAI',
  'openai-compatible 3': 'createOpenAICompatible',
};

/** Bytes that everything may add to an app. */
const mostBytes = 32_300;

const app = await installApp(process.env.BENCH_DIST ?? '');

/** The peers of an entry: those for the same AI SDK, or for the next one where this folder has none. */
const peersOf = (entry: string): readonly string[] =>
  entry === 'ai4' ? ['workers-ai-provider 0.7'] : ['workers-ai-provider 4', 'openai-compatible 3'];

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: app },
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
    peersOf(entry).map((peer): Line => {
      const [mine, theirs] = [all.get(entry), all.get(peer)];
      const both = (kind: 'brotli' | 'gzip') =>
        `${short(mine?.[kind] ?? 0)} / ${short(theirs?.[kind] ?? 0)} KiB ${kind}`;
      const costs = `${both('brotli')}, ${both('gzip')}`;
      return {
        what: 'bundle',
        ours: entry,
        against: peer,
        ratio: exactly((mine?.brotli ?? Number.NaN) / (theirs?.brotli ?? Number.NaN)),
        costs,
      };
    }),
  );
}

/** Compressed bytes that an app has more with a provider than without. */
async function bytesOnTop(): Promise<Line[]> {
  const bytes = async (code: string) => gzipSync(await bundle(code), { level: 9 }).length;
  const ai = "export { generateText, streamText, embed, embedMany } from 'ai';";
  const alone = await bytes(ai);
  const added = new Map<string, number>();
  for (const [name, create] of Object.entries(creators)) {
    added.set(name, (await bytes(`${ai} export { ${create} } from '${modules[name]}';`)) - alone);
  }
  const of = (name: string) => added.get(name) ?? Number.NaN;
  const line = (against: string, theirs: number, aim?: number): Line => ({
    what: 'bytes on top of ai@7',
    ours: 'ai7',
    against,
    ratio: exactly(of('ai7') / theirs),
    aim,
    costs: `${of('ai7')} / ${theirs} bytes gzip`,
  });
  return [line('the most it may be', mostBytes, 1), ...peersOf('ai7').map(peer => line(peer, of(peer)))];
}

/** Microseconds of one import, in a Node.js of its own, which may have imported something before. */
async function importTime(path: string, before: string | undefined): Promise<number> {
  const code = `${before ? `await import('${before}');` : ''} const start = performance.now(); await import('${path}');
    console.log((performance.now() - start) * 1000);`;
  const options = { cwd: app, env: { ...process.env, NODE_OPTIONS: '' } };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', code],
    options,
  );
  return Number(stdout);
}

interface Imports {
  readonly what: string;
  readonly before?: string;
  readonly names: readonly string[];
}

async function imports({ what, before, names }: Imports, rounds: number): Promise<Line[]> {
  const all = [...names, ...names.flatMap(peersOf)].map(name => ({
    name,
    run: () => importTime(modules[name] ?? '', before),
  }));
  const samples = await runRounds(all, { rounds, warmUp: 1 });
  const comparison = { what, samples, per: { count: 1, unit: 'an import' }, by: 'wall' } as const;
  return compare(
    comparison,
    names.flatMap(entry => peersOf(entry).map(peer => [entry, peer] as const)),
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
    ...['ai4', 'ai7'].flatMap(entry => peersOf(entry).map(peer => [entry, peer] as const)),
  ]);
}

export async function run({ rounds, quick }: RowOptions): Promise<RowResult> {
  const lines = [
    ...(await sizes()),
    ...(await bytesOnTop()),
    ...(await imports({ what: 'import', names: ['ai4', 'ai7'] }, rounds)),
    ...(await imports({ what: 'import after ai@7', before: 'ai', names: ['ai7'] }, rounds)),
    ...(await workers(quick ? 3 : Math.min(rounds, 7))),
  ];
  const notes = [
    'Bundles are minified by esbuild, with all dependencies, for a Worker; the ratio is that of Brotli.',
    'On top of ai@7: of a bundle with generateText, streamText, embed and embedMany, less the same without a provider, ' +
      'by gzip -9.',
  ];
  return { lines, notes };
}
