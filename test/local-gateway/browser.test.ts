import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('the local gateway is bundled for a browser with nothing left out', async () => {
  const { warnings, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('../../src/testing.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    minify: true,
    write: false,
    metafile: true,
    outdir: 'unused',
  });
  expect(warnings).toEqual([]);
  const imports = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
  expect(imports.filter(({ external }) => external)).toEqual([]);
});
