import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildFiles, buildListing, isListed } from '../../scripts/catalogue/files.ts';
import { buildModels } from '../../scripts/catalogue/models.ts';
import { buildPage } from '../../scripts/catalogue/page.ts';
import { type Row, readTable, readTables, type Tables } from '../../scripts/catalogue/tables.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const generated = [
  'src/catalogue/models.generated.ts',
  'docs/model-list.md',
  ...['chat', 'embedding', 'image', 'speech', 'transcription', 'run'].map(
    kind => `src/${kind}/model-ids.generated.ts`,
  ),
];

/** Runs `npm run catalogue` as npm does. */
function generate(...args: string[]): Promise<{ code: number | string | null | undefined; output: string }> {
  return new Promise(done => {
    const command = ['--import', 'tsx', 'scripts/catalogue.ts', ...args];
    const env = { ...process.env, NODE_NO_WARNINGS: '1' };
    execFile(process.execPath, command, { cwd: root, env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : error.code, output: stdout + stderr }),
    );
  });
}

describe('npm run catalogue', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
    for (const name of generated) await cp(join(root, name), join(folder, name));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('the committed files are those of the tables', async () => {
    expect(await generate('--check')).toEqual({ code: 0, output: '' });
  });

  test('with --check an old file is named and not written; without it is written', async () => {
    const [name = ''] = generated;
    await writeFile(join(folder, name), 'old');

    expect(await generate('--check', folder)).toEqual({
      code: 1,
      output: `${name} is old or missing. Run: npm run catalogue\n`,
    });
    expect(await readFile(join(folder, name), 'utf8')).toBe('old');

    expect(await generate(folder)).toEqual({ code: 0, output: `wrote ${name}\n` });
    expect(await readFile(join(folder, name), 'utf8')).toBe(await readFile(join(root, name), 'utf8'));
  });
});

const origin = { source: 'docs', date: '2026-11-17' };
const row = (cells: Row): Row => ({ ...origin, ...cells });

const tablesOf = (tables: Partial<Tables>): Tables => ({
  asOf: '2026-11-17',
  models: [],
  prices: [],
  reasoning: [],
  structuredOutputs: [],
  retired: [],
  listing: [],
  ...tables,
});

const old = row({ id: '@cf/a/old', task: 'Text Generation', schema: 'text-generation' });
const young = row({ id: '@cf/a/young', task: 'Text Generation', schema: 'text-generation/chat', tools: 'y' });

test('a model is put together from the rows of all tables; what no row says is omitted', () => {
  const tables = tablesOf({
    models: [row({ ...young, contextWindow: '1000', vision: 'n', asyncQueue: '', paidPlan: 'y' })],
    prices: [row({ id: '@cf/a/young', unit: '1M tokens', usdIn: '0.1', usdOut: '', usdCachedIn: '0' })],
    reasoning: [row({ id: '@cf/a/young', efforts: 'low max', default: 'max', off: 'no' })],
    structuredOutputs: [row({ id: '@cf/a/young', structuredOutputs: 'no' })],
  });
  expect(buildModels(tables)).toEqual([
    {
      id: '@cf/a/young',
      task: 'Text Generation',
      contextWindow: 1000,
      tools: true,
      vision: false,
      reasoning: { efforts: ['low', 'max'], default: 'max', off: false },
      structuredOutputs: false,
      paidPlan: true,
      price: [{ unit: '1M tokens', usdIn: 0.1, usdCachedIn: 0 }],
    },
  ]);
});

test('a retired model has its day and its successors, and its id does not complete', () => {
  const retired = row({ id: '@cf/a/old', retired: '2026-05-30', replacedBy: '@cf/a/young', aliasOf: '' });
  const tables = tablesOf({ models: [old, young], retired: [retired] });
  const models = buildModels(tables);
  expect(models[0]).toMatchObject({ retired: '2026-05-30', replacedBy: ['@cf/a/young'] });
  expect(models.filter(model => isListed(model, { listing: new Map() }))).toEqual([models[1]]);
});

test.each<[string, Partial<Tables>]>([
  [
    '@cf/a/old is replaced by @cf/a/gone, which is not live.',
    { retired: [row({ id: '@cf/a/old', replacedBy: '@cf/a/gone' })] },
  ],
  ['@cf/a/gone has a row, but none in models.tsv.', { prices: [row({ id: '@cf/a/gone' })] }],
  [
    "@cf/a/old: 'never' is none of none, chatTemplateKwargs, no.",
    { reasoning: [row({ id: '@cf/a/old', off: 'never' })] },
  ],
])('tables that contradict one another are an error: %s', (message, tables) => {
  expect(() => buildModels(tablesOf({ models: [old], ...tables }))).toThrow(message);
});

describe('against the types of Cloudflare', () => {
  const types = new Map([
    ['@cf/a/old', 'text-generation'],
    ['@cf/a/typed', 'text-generation'],
  ]);

  test('what is in one and not in the other must be decided', () => {
    const other = row({ ...old, schema: 'text-embeddings' });
    expect(() => buildListing(tablesOf({ models: [other, young] }), types)).toThrow(
      'Decide these in scripts/catalogue (models.tsv, retired.tsv or listing.tsv):\n' +
        '  @cf/a/typed is in the types only\n' +
        '  @cf/a/young is in the catalogue only\n' +
        '  @cf/a/old has the schema text-generation in the types',
    );
  });

  test('a row of listing.tsv decides, also against the types', () => {
    const decided = [
      ['@cf/a/old', 'n'] as const,
      ['@cf/a/typed', 'n'] as const,
      ['@cf/a/young', 'y'] as const,
    ];
    const tables = tablesOf({
      models: [old, young],
      listing: decided.map(([id, listed]) => row({ id, listed })),
    });
    const listing = buildListing(tables, types);
    const models = buildModels(tables);
    const files = buildFiles({
      asOf: '2026-11-17',
      models,
      schemas: new Map([['@cf/a/young', 'x/y']]),
      listing,
    });
    expect(files['src/chat/model-ids.generated.ts']).toContain(
      "export type ChatModelId =\n  | '@cf/a/young'\n  ;\n",
    );
    expect(files['src/run/model-ids.generated.ts']).toContain(
      "export interface ModelTasks {\n  '@cf/a/young': 'x/y';\n}\n",
    );
    expect(files['src/catalogue/models.generated.ts']).toContain(
      "  { id: '@cf/a/old', task: 'Text Generation' },\n",
    );
  });
});

test('the list of models has a table for each task, without retired models', () => {
  const page = buildPage({
    asOf: '2026-11-17',
    models: [
      {
        id: '@cf/a/chat',
        task: 'Text Generation',
        contextWindow: 131072,
        tools: true,
        structuredOutputs: false,
        price: [{ unit: '1M tokens', usdIn: 0.06, usdCachedIn: 0.01, usdOut: 0.4 }],
      },
      { id: '@cf/a/voice', task: 'Text-to-Speech', price: [{ unit: 'audio minute', usdIn: 0.0002 }] },
      { id: '@cf/a/gone', task: 'Translation', retired: '2026-05-30' },
    ],
  });
  expect(page.split('\n').filter(line => /^(#|\| `)/.test(line))).toEqual([
    '# List of models',
    '## Text Generation',
    '| `@cf/a/chat` | 131,072 | yes |  |  | no | 0.06 in, 0.01 cached, 0.4 out per 1M tokens |',
    '## Text-to-Speech',
    '| `@cf/a/voice` | 0.0002 per audio minute |',
  ]);
});

test.each([
  ['id\tsource\tdate\n@cf/a/b\tdocs', 't.tsv:2 has 2 cells; the head has 3.'],
  ['id\tsource\tdate\n?/b\tdocs\t2026-09', "t.tsv:2: '?/b' is no model id."],
  ['id\tsource\tdate\n@cf/a/b\t\t2026-09', 't.tsv:2 has no source.'],
  ['id\tsource\tdate\n@cf/a/b\tdocs\tlately', "t.tsv:2: the date 'lately' is not YYYY-MM-DD or YYYY-MM."],
  ['id\tsource\tdate\n@cf/b/b\tdocs\t2026-09\n@cf/a/b\tdocs\t2026-09', 't.tsv: @cf/a/b is out of order'],
])('a table is refused that says %j', (text, message) => {
  expect(() => readTable(text, 't.tsv')).toThrow(message);
});

test('no row is younger than the date of the data', () => {
  const { asOf, ...tables } = readTables();
  const rows: readonly Row[] = Object.values(tables).flat();
  expect(rows.filter(({ date = '' }) => date > asOf)).toEqual([]);
});
