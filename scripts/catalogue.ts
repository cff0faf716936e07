/**
 * Writes the catalogue of models, and the ids that complete in the editor, from the tables in scripts/catalogue.
 *
 *     npm run catalogue -- [--check] [--account] [folder]
 *
 * `--check` writes nothing and exits 1 when a file is old; `folder` is the package's root. `--account` writes nothing
 * either: it reads the account's list of models and prints what differs from the tables.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compare, readAccount } from './catalogue/account.ts';
import { buildFiles, buildListing } from './catalogue/files.ts';
import { buildModels } from './catalogue/models.ts';
import { readTables } from './catalogue/tables.ts';
import { readModelTasks } from './model-tasks.ts';

async function isOld(path: string, text: string): Promise<boolean> {
  const present = await readFile(path, 'utf8').catch(() => undefined);
  return present?.replaceAll('\r\n', '\n') !== text;
}

async function writeFiles(root: string, { check }: { check: boolean }): Promise<void> {
  const tables = readTables();
  const types = readModelTasks(createRequire(import.meta.url).resolve('workers-types/index.d.ts'));
  const schemas = tables.models.flatMap(({ id = '', schema }) => (schema ? [[id, schema] as const] : []));
  const files = buildFiles({
    asOf: tables.asOf,
    models: buildModels(tables),
    schemas: new Map(schemas),
    listing: buildListing(tables, types),
  });
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    if (!(await isOld(path, text))) continue;
    if (check) {
      console.error(`${name} is old or missing. Run: npm run catalogue`);
      process.exitCode = 1;
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      console.log(`wrote ${name}`);
    }
  }
}

async function compareAccount(): Promise<void> {
  const listed = await readAccount(process.env);
  const lines = compare(listed, buildModels(readTables()));
  console.log(`The account lists ${listed.length} models; ${lines.length || 'no'} differences.`);
  for (const line of lines) console.log(line);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, account: { type: 'boolean', default: false } },
});
const run = values.account
  ? compareAccount()
  : writeFiles(positionals[0] ?? fileURLToPath(new URL('..', import.meta.url)), values);
await run.catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
