import { posix } from 'node:path';
import { type Import, importsOf, type Source } from './source.ts';

/** One folder for each kind of model, and for what is no model. */
const kinds = ['chat', 'embedding', 'image', 'speech', 'transcription', 'reranking', 'run'];
const versions = ['spec/v1', 'spec/v2', 'spec/v3', 'spec/v4'];
const kindImports = ['stream', 'wire', 'transport', 'gateway'];
const specImports = ['spec/shared', 'provider', ...kinds, 'stream', 'gateway'];

interface Row {
  readonly values: readonly string[];
  /** Of which only types may be imported. */
  readonly types?: readonly string[];
}

/** What each folder may import, besides itself. */
const table: Readonly<Record<string, Row>> = {
  'top of src': {
    values: [...versions, 'spec/shared', 'provider', 'testing', 'wrangler'],
    types: ['transport', 'gateway'],
  },
  ...Object.fromEntries(versions.map(version => [version, { values: specImports }])),
  'spec/shared': { values: specImports },
  provider: { values: [...kinds, 'transport', 'gateway'] },
  ...Object.fromEntries(kinds.map(kind => [kind, { values: kindImports }])),
  transport: { values: ['gateway'] },
  wire: { values: ['gateway', 'transport'] },
  stream: { values: [] },
  gateway: { values: [] },
  testing: { values: [] },
  wrangler: { values: ['testing'] },
};

/** The file whose folder is a row of the table. */
function folderOf(path: string): string {
  const [first = '', second = '', ...rest] = path.split('/');
  if (second === '') return 'top of src';
  return first === 'spec' && rest.length > 0 ? `spec/${second}` : first;
}

/** Files that run on a server, where Node's own modules are. */
const nodeFiles = /^(cli\.ts|testing\/listen\.ts|wrangler([./-].*)?)$/;

/** The imports of a file that the house does not allow. */
export function importProblems(source: Source): string[] {
  const folder = folderOf(source.path);
  const row = table[folder];
  if (!row) return [`'${source.path}' stands in '${folder}', which has no row in the table of imports`];
  return importsOf(source).flatMap(found =>
    found.from.startsWith('.')
      ? relativeProblem(found, { path: source.path, folder, row })
      : packageProblem(found, { path: source.path, folder }),
  );
}

function relativeProblem(
  { from, isType }: Import,
  { path, folder, row }: { path: string; folder: string; row: Row },
): string[] {
  const target = posix.join(posix.dirname(path), from);
  if (target.startsWith('..')) return [`'${path}' may not import '${from}', outside src`];
  const wanted = folderOf(target);
  if (wanted === folder || row.values.includes(wanted)) return [];
  if (!row.types?.includes(wanted)) return [`'${path}' may not import '${wanted}'`];
  return isType ? [] : [`'${path}' may import only types of '${wanted}'`];
}

/** The types of one version of the AI SDK's specification belong to that version's folder. */
function packageProblem({ from }: Import, { path, folder }: { path: string; folder: string }): string[] {
  const version = /^@ai-sdk\/provider-(v\d)$/.exec(from)?.[1];
  const isElsewhere = version !== undefined && folder !== `spec/${version}`;
  const isNode = from.startsWith('node:') && !nodeFiles.test(path);
  return isElsewhere || isNode ? [`'${path}' may not import '${from}'`] : [];
}
