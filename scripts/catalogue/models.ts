import type { Model, ModelPrice, ModelReasoning } from '../../src/catalogue/model.ts';
import type { Row, Tables } from './tables.ts';

const flag = (text: string | undefined): boolean | undefined => (text ? text === 'y' : undefined);
const number = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);
const words = (text: string | undefined): string[] => (text ? text.split(' ') : []);

/** Drops the fields that are not known. */
const known = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const structuredOutputs = { streamed: 'streamed', whole: 'whole', no: false } as const;
const reasoningOff = { none: 'none', chatTemplateKwargs: 'chatTemplateKwargs', no: false } as const;

/** The value of a cell that names a row of a table. */
function oneOf<T>(table: Readonly<Record<string, T>>, { text, id }: { text: string; id: string }): T {
  const value = table[text];
  if (value !== undefined) return value;
  throw new Error(`${id}: '${text}' is none of ${Object.keys(table).join(', ')}.`);
}

/** Puts the tables together, one model an id. @throws Error where they contradict one another. */
export function buildModels(tables: Tables): Model[] {
  const models = tables.models.map(row => buildModel(row, tables));
  expectSound(models, tables);
  return models;
}

function buildModel(row: Row, tables: Tables): Model {
  const id = row.id ?? '';
  const rowOf = (table: readonly Row[]): Row => table.find(other => other.id === id) ?? {};
  const price = tables.prices.filter(other => other.id === id).map(buildPrice);
  const retired = rowOf(tables.retired);
  const reasoning = tables.reasoning.find(other => other.id === id);
  const output = rowOf(tables.structuredOutputs).structuredOutputs;
  return known({
    id,
    task: row.task,
    contextWindow: number(row.contextWindow),
    tools: flag(row.tools),
    vision: flag(row.vision),
    reasoning: reasoning && buildReasoning(reasoning),
    structuredOutputs: output ? oneOf(structuredOutputs, { text: output, id }) : undefined,
    asyncQueue: flag(row.asyncQueue),
    paidPlan: flag(row.paidPlan),
    price: price.length > 0 ? price : undefined,
    retired: retired.retired,
    replacedBy: retired.replacedBy ? words(retired.replacedBy) : undefined,
    aliasOf: retired.aliasOf || undefined,
  }) as Model;
}

function buildPrice({ unit, usdIn, usdOut, usdCachedIn }: Row): ModelPrice {
  return known({
    unit,
    usdIn: number(usdIn),
    usdOut: number(usdOut),
    usdCachedIn: number(usdCachedIn),
  }) as ModelPrice;
}

function buildReasoning({ id = '', efforts, default: usual, off }: Row): ModelReasoning {
  return known({
    efforts: words(efforts),
    default: usual || undefined,
    off: off ? oneOf(reasoningOff, { text: off, id }) : undefined,
  }) as ModelReasoning;
}

function expectSound(models: readonly Model[], tables: Tables): void {
  const ids = new Set(models.map(({ id }) => id));
  if (ids.size !== models.length) throw new Error('models.tsv has an id twice.');
  const { prices, reasoning, structuredOutputs: outputs, retired } = tables;
  const lost = [prices, reasoning, outputs, retired].flat().find(({ id = '' }) => !ids.has(id));
  if (lost) throw new Error(`${lost.id} has a row, but none in models.tsv.`);
  for (const { id, replacedBy = [], aliasOf } of models) {
    const successors = aliasOf === undefined ? replacedBy : [...replacedBy, aliasOf];
    const gone = successors.find(
      other => models.find(({ id: name }) => name === other)?.retired !== undefined,
    );
    const unknown = successors.find(other => !ids.has(other));
    if (gone ?? unknown) throw new Error(`${id} is replaced by ${gone ?? unknown}, which is not live.`);
  }
}
