import type { Model } from '../../src/catalogue/model.ts';
import { buildPage } from './page.ts';
import type { Tables } from './tables.ts';

/** Why an id of Cloudflare's types, or one that they lack, is or is not offered in the editor. */
type Listing = ReadonlyMap<string, boolean>;

export interface Catalogue {
  readonly asOf: string;
  readonly models: readonly Model[];
  /** The task and shape of each model that `run()` has types for, by id. */
  readonly schemas: ReadonlyMap<string, string>;
  readonly listing: Listing;
}

const header = '// Generated from scripts/catalogue by `npm run catalogue`; do not edit.\n\n';

/** The generated files, by their path in the package. */
export function buildFiles(catalogue: Catalogue): Record<string, string> {
  const { models, schemas } = catalogue;
  const listed = models.filter(model => isListed(model, catalogue));
  const idsOf = (task: string) => listed.filter(model => model.task === task).map(({ id }) => id);
  const rows = listed.flatMap(({ id }) => (schemas.has(id) ? [`  '${id}': '${schemas.get(id)}';\n`] : []));
  return {
    'src/catalogue/models.generated.ts': header + buildCatalogue(catalogue),
    'src/chat/model-ids.generated.ts': header + buildUnion('ChatModelId', idsOf('Text Generation')),
    'src/embedding/model-ids.generated.ts': header + buildUnion('EmbeddingModelId', idsOf('Text Embeddings')),
    'src/image/model-ids.generated.ts': header + buildUnion('ImageModelId', idsOf('Text-to-Image')),
    'src/speech/model-ids.generated.ts': header + buildUnion('SpeechModelId', idsOf('Text-to-Speech')),
    'src/transcription/model-ids.generated.ts':
      header +
      buildUnion('TranscriptionModelId', idsOf('Automatic Speech Recognition').filter(takesRequests)),
    'docs/model-list.md': buildPage(catalogue),
    'src/run/model-ids.generated.ts': `${header}export interface ModelTasks {\n${rows.join('')}}\n`,
  };
}

/** Flux listens over a WebSocket alone. https://developers.cloudflare.com/workers-ai/models/flux/ */
const takesRequests = (id: string): boolean => id !== '@cf/deepgram/flux';

/** Whether the id completes in the editor. */
export const isListed = (model: Model, { listing }: Pick<Catalogue, 'listing'>): boolean =>
  model.retired === undefined && listing.get(model.id) !== false;

function buildCatalogue({ asOf, models }: Catalogue): string {
  const rows = models.map(model => `  ${literalOf(model)},\n`).join('');
  return (
    "import type { Model } from './model.ts';\n\n" +
    `export const dateOfData = '${asOf}';\n\n` +
    `export const rows: readonly Model[] = [\n${rows}];\n`
  );
}

function buildUnion(name: string, ids: readonly string[]): string {
  const members = ids.map(id => `  | '${id}'\n`).join('');
  // The semicolon has a line of its own so that a model more is a line more.
  return `export type ${name} =\n${members}  ;\n`;
}

/** A value as TypeScript spells it: one line, keys bare. */
function literalOf(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/['\\]/g, '\\$&')}'`;
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${literalOf(field)}`);
  return `{ ${fields.join(', ')} }`;
}

/** Reads what decides the editor's ids from the tables, and holds it against Cloudflare's types. */
export function buildListing(tables: Tables, types: ReadonlyMap<string, string>): Listing {
  const listing = new Map(tables.listing.map(({ id = '', listed }) => [id, listed === 'y']));
  const ids = new Set(tables.models.map(({ id = '' }) => id));
  const retired = new Set(tables.retired.map(({ id = '' }) => id));
  const isOpen = (id: string) => !listing.has(id) && !retired.has(id);
  const undecided = [
    ...[...types.keys()].filter(id => !ids.has(id) && isOpen(id)).map(id => `${id} is in the types only`),
    ...[...ids].filter(id => !types.has(id) && isOpen(id)).map(id => `${id} is in the catalogue only`),
    ...tables.models.flatMap(({ id = '', schema = '' }) => {
      const typed = types.get(id);
      return typed === undefined || typed === schema ? [] : [`${id} has the schema ${typed} in the types`];
    }),
  ];
  if (undecided.length === 0) return listing;
  throw new Error(
    `Decide these in scripts/catalogue (models.tsv, retired.tsv or listing.tsv):\n  ${undecided.join('\n  ')}`,
  );
}
