import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { root, testFiles } from './files.ts';

/** A bundle is not where its sources are. */
const whereItWas: Plugin = {
  name: 'where it was',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: 'ts',
    })),
};

const entries = ['ai4', 'ai5', 'ai6', 'ai7', 'models', 'testing'];

const alias: Record<string, string> = {
  'workers-ai-gateway': `${root}src/index.ts`,
  ...Object.fromEntries(entries.map(name => [`workers-ai-gateway/${name}`, `${root}src/${name}.ts`])),
};

/**
 * Bundles the test files with the sources: a mutant, which is chosen as they run, then pays for a handful of modules in
 * place of two hundred.
 */
export async function bundleTests(): Promise<void> {
  // Where Stryker keeps what it makes; two processes share it.
  const outdir = `${root}.stryker-tmp/bundle/${process.pid}`;
  await build({
    absWorkingDir: root,
    entryPoints: [...testFiles],
    outbase: root,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias,
    plugins: [whereItWas],
    logLevel: 'error',
  });
  process.env.MUTATION_BUNDLE = outdir;
}
