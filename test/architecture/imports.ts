import { posix } from 'node:path';
import { type Import, importsOf, type Source } from './source.ts';

/** One folder for each kind of model, and for what is no model. */
const kinds = ['chat', 'embedding', 'image', 'speech', 'transcription', 'reranking', 'decision', 'run'];
const versions = ['sdk/v1', 'sdk/v2', 'sdk/v3', 'sdk/v4'];

interface Row {
  readonly values: readonly string[];
  /** Of which only types may be imported. */
  readonly types?: readonly string[];
}

/** What each folder may import, besides itself and `values`. */
const table: Readonly<Record<string, Row>> = {
  'top of src': {
    values: [...versions, 'sdk/shared', 'provider', 'catalogue', 'local-gateway', 'wrangler'],
    types: [...kinds, 'connect', 'fallback', 'transport', 'gateway'],
  },
  ...rows(versions, ['sdk/shared', 'provider', ...kinds, 'fallback', 'stream', 'gateway']),
  'sdk/shared': { values: [...kinds, 'fallback', 'request', 'stream', 'gateway'] },
  provider: { values: [...kinds, 'connect', 'fallback', 'request', 'transport', 'gateway'] },
  ...rows(kinds, ['request', 'stream', 'transport', 'gateway']),
  fallback: { values: ['request', 'gateway'] },
  connect: { values: ['request', 'transport', 'gateway'] },
  request: { values: ['transport', 'gateway'] },
  transport: { values: ['gateway'] },
  ...rows(['stream', 'gateway', 'catalogue', 'values'], []),
  'local-gateway': { values: ['catalogue'] },
  wrangler: { values: ['local-gateway'] },
};

function rows(folders: readonly string[], values: readonly string[]): Record<string, Row> {
  return Object.fromEntries(folders.map(folder => [folder, { values }]));
}

/** The core may check unknown values; the witness of the wire checks with code of its own. */
const mayUseValues = (folder: string) => !['local-gateway', 'wrangler', 'catalogue'].includes(folder);

/** The file whose folder is a row of the table. */
function folderOf(path: string): string {
  const [first = '', second = '', ...rest] = path.split('/');
  if (second === '') return 'top of src';
  return first === 'sdk' && rest.length > 0 ? `sdk/${second}` : first;
}

/** Files that run on a server, where Node's own modules are. */
const nodeFiles = /^(cli\.ts|local-gateway\/(listen|http\/port-message)\.ts|wrangler([./-].*)?)$/;

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
  if (wanted === 'values' && mayUseValues(folder)) return [];
  if (!row.types?.includes(wanted)) return [`'${path}' may not import '${wanted}'`];
  return isType ? [] : [`'${path}' may import only types of '${wanted}'`];
}

/** The types of one version of the AI SDK's specification belong to that version's folder. */
function packageProblem({ from }: Import, { path, folder }: { path: string; folder: string }): string[] {
  const version = /^@ai-sdk\/provider-(v\d)$/.exec(from)?.[1];
  const isElsewhere = version !== undefined && folder !== `sdk/${version}`;
  const isNode = from.startsWith('node:') && !nodeFiles.test(path);
  return isElsewhere || isNode ? [`'${path}' may not import '${from}'`] : [];
}
