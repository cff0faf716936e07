import { readdirSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const noticed = [...readFileSync('THIRD-PARTY-NOTICES', 'utf8').matchAll(/^## (.+)$/gm)].map(
  ([, name]) => name,
);

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifest = (folder: string): Manifest => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
const dependencies = Object.keys(manifest('.').dependencies ?? {});

/** The packages whose code the bundler leaves in the files: all that are no dependency are bundled. */
async function bundled(): Promise<string[]> {
  const entryPoints = readdirSync('src')
    .filter(file => file.endsWith('.ts'))
    .map(file => `src/${file}`);
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: [...dependencies, 'node:*'],
    metafile: true,
    write: false,
    outdir: 'dist',
    treeShaking: true,
    logLevel: 'silent',
  });
  const inputs = Object.values(metafile.outputs).flatMap(output => Object.entries(output.inputs));
  return inputs.flatMap(([path, { bytesInOutput }]) => {
    const folder = path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
    return folder && bytesInOutput > 0 ? manifest(folder).name : [];
  });
}

/** The packages whose types the declarations hold: those that the sources import, and those that these need. */
function declared(): string[] {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(path =>
    path.endsWith('.ts'),
  );
  const names = sources.flatMap(path =>
    [...readFileSync(`src/${path}`, 'utf8').matchAll(/from '((?:@[^/']+\/)?[^./'@:][^/':]*)'/g)].map(
      ([, name = '']) => name,
    ),
  );
  return [...new Set(names)]
    .filter(name => !dependencies.includes(name))
    .map(name => manifest(`node_modules/${name}`))
    .flatMap(({ name, dependencies: more = {} }) =>
      name === '@ai-sdk/provider' ? [name, ...Object.keys(more).map(type => `@types/${type}`)] : [name],
    );
}

test('THIRD-PARTY-NOTICES names each package that is bundled, in code or in types, and no other', async () => {
  const packages = new Set([...(await bundled()), ...declared()]);
  expect([...packages].sort()).toEqual(noticed);
});
