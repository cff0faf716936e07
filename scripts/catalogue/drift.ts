import type { Model } from '../../src/catalogue/model.ts';
import type { Tables } from './tables.ts';

/** A model id, and the file and line that name it. */
export interface Named {
  readonly id: string;
  readonly place: string;
}

const oldest = 60;
const ahead = 30;
/** Ids in one line. */
const shown = 8;

const dayMs = 24 * 3600 * 1000;
const daysFrom = (one: string, other: string): number => (Date.parse(other) - Date.parse(one)) / dayMs;

/** The ids that a file names, sentences about retirement aside. */
export function namedIn(path: string, text: string): Named[] {
  return text.split('\n').flatMap((line, index) => {
    const ids = /retire|deprecated|5028/i.test(line) ? [] : line.matchAll(/@(?:cf|hf)\/[\w.-]+\/[\w.-]*\w/g);
    return [...ids].map(([id]) => ({ id, place: `${path}:${index + 1}` }));
  });
}

/** What has to be looked at, a line each. */
export function drift({
  tables,
  models,
  named,
  today,
}: {
  tables: Tables;
  models: readonly Model[];
  named: readonly Named[];
  today: string;
}): string[] {
  return [
    ...oldRows(tables, today),
    ...models.flatMap(model => retirement(model, { asOf: tables.asOf, named, today })),
  ];
}

/** A retirement that is not near says nothing, nor does an old one of a model that nothing names. */
function retirement(
  { id, retired, replacedBy = [], aliasOf }: Model,
  { asOf, named, today }: { asOf: string; named: readonly Named[]; today: string },
): string[] {
  const days = retired === undefined ? undefined : daysFrom(today, retired);
  if (days === undefined || days > ahead) return [];
  const places = named.filter(other => other.id === id).map(({ place }) => place);
  const isNews = retired !== undefined && retired > asOf;
  if (places.length === 0 && !isNews) return [];
  const when = days > 0 ? `will be retired on ${retired}` : `has been retired since ${retired}`;
  const successors = aliasOf === undefined ? replacedBy.join(', ') : `${aliasOf}, which answers for it`;
  const instead = successors ? ` (instead: ${successors})` : '';
  const where = places.length > 0 ? places.join(', ') : 'nothing';
  return [`${id} ${when}${instead}. Named by: ${where}`];
}

/** Rows of models on offer whose source is too old; what was retired stays so. */
function oldRows(tables: Tables, today: string): string[] {
  const unlisted = tables.listing.filter(({ listed }) => listed === 'n');
  const gone = new Set([...tables.retired, ...unlisted].map(({ id }) => id));
  const { models, prices, reasoning, structuredOutputs } = tables;
  return Object.entries({ models, prices, reasoning, structuredOutputs }).flatMap(([name, rows]) => {
    const old = rows.filter(row => !gone.has(row.id) && daysFrom(lastDayOf(row.date ?? ''), today) > oldest);
    const ids = [...new Set(old.map(({ id = '', date }) => `${id} (${date})`))];
    const more = ids.length > shown ? `, and ${ids.length - shown} more` : '';
    const list = ids.slice(0, shown).join(', ') + more;
    return old.length === 0
      ? []
      : [`The ${name} of ${list} are older than ${oldest} days: look them up anew.`];
  });
}

/** A month without a day may mean its last one. */
const lastDayOf = (date: string): string =>
  date.length > 7
    ? date
    : new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5)), 0)).toISOString();
