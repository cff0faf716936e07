// Plain JavaScript of what is measured and of what measures, since a loader that transpiles at run time changes both.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as buildPackage } from 'tsup';
import config from '../../tsup.config.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where `npm run build` writes the package. */
export const dist: string = file('../../dist');

/** What runs as a process of its own. */
const programs = ['row', 'server', 'clients-at-once', 'media-at-once', 'local'];

/** Builds the measurements; returns the module that runs one. */
export async function buildRows(): Promise<string> {
  await build({
    entryPoints: programs.map(name => file(`./${name}.ts`)),
    outdir: file('./dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    tsconfigRaw: {},
    logLevel: 'warning',
  });
  return file('./dist/row.js');
}

/** Builds the package from its sources as it ships, but without types and apart from `dist`; returns where. */
export async function buildFresh(): Promise<string> {
  // Dependencies resolve from here as they do from `dist`.
  const outDir = file('../../node_modules/.cache/bench');
  const [esm] = Array.isArray(config) ? config : [];
  if (!esm || typeof esm === 'function') throw new Error('tsup.config.ts has no list of builds.');
  await buildPackage({ ...esm, config: false, dts: false, clean: true, silent: true, outDir });
  return outDir;
}
