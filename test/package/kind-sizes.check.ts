import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** The row of the providers' tables that is left out, and how many bytes it may add to an entry. */
const budgets: readonly (readonly [row: string, bytes: number])[] = [
  ['imageModel', 1536],
  ['speechModel', 1536],
  ['transcriptionModel', 1536],
  ['rerankingModel', 1536],
  ['decisionModel', 1536],
  ['connect', 1536],
  ['fallback', 2560],
];

/** Without the rows of that name, and without the calls of what they hold, such as `kinds.imageModel?.(shared)`. */
function without(row: string, text: string): string {
  const cuts: [from: number, to: number][] = [];
  const visit = (node: ts.Node): void => {
    const isRow = ts.isObjectLiteralElementLike(node) && node.name?.getText() === row;
    const isCall = ts.isCallExpression(node) && node.expression.getText() === `kinds.${row}`;
    if (isRow || isCall) cuts.push([node.getStart(), node.end + ','.length]);
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('provider.ts', text, ts.ScriptTarget.Latest, true));
  return cuts.reduceRight((rest, [from, to]) => rest.slice(0, from) + rest.slice(to), text);
}

const leaveOut = (row: string): Plugin => ({
  name: `without ${row}`,
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/provider\.ts$/ }, ({ path }) => ({
      contents: without(row, readFileSync(path, 'utf8')),
      loader: 'ts',
    })),
});

/** The entry for AI SDK 7, which has every kind, with its dependencies, minified and compressed. */
async function sizeWith(plugins: Plugin[]): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../src/ai7.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    define: { __PACKAGE_VERSION__: '"0.0.0"' },
    plugins,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}

test.each(budgets)('%s adds at most %i bytes to an entry', async (row, most) => {
  const added = (await sizeWith([])) - (await sizeWith([leaveOut(row)]));
  expect(added).toBeLessThanOrEqual(most);
  // Nothing was left out where the row is gone, or has another name.
  expect(added).toBeGreaterThan(100);
});
