import { readFileSync } from 'node:fs';

/** A row of a table, by the names of its columns; an empty cell is not known. */
export type Row = Readonly<Record<string, string>>;

/** The catalogue's data: one fact or one group of facts a row, each with its source and its date. */
export interface Tables {
  /** The day on which the tables were last held against their sources. */
  readonly asOf: string;
  readonly models: readonly Row[];
  readonly prices: readonly Row[];
  readonly reasoning: readonly Row[];
  readonly structuredOutputs: readonly Row[];
  readonly retired: readonly Row[];
  /** Decides what completes in the editor where Cloudflare's types alone do not. */
  readonly listing: readonly Row[];
}

const cell = (row: Row, column: string): string => row[column] ?? '';

/** @throws Error for a row that lacks its source or date, has a cell too many or too few, or is out of order. */
export function readTable(text: string, file: string): Row[] {
  const [head = '', ...lines] = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
  const columns = head.split('\t');
  const rows = lines.map((line, index) => {
    const cells = line.split('\t');
    const place = `${file}:${index + 2}`;
    if (cells.length !== columns.length)
      throw new Error(`${place} has ${cells.length} cells; the head has ${columns.length}.`);
    const row = Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
    if (!/^@(cf|hf)\/[^/\s]+\/[^/\s]+$/.test(cell(row, 'id')))
      throw new Error(`${place}: '${row.id}' is no model id.`);
    if (cell(row, 'source') === '') throw new Error(`${place} has no source.`);
    if (!/^20\d\d-\d\d(-\d\d)?$/.test(cell(row, 'date')))
      throw new Error(`${place}: the date '${row.date}' is not YYYY-MM-DD or YYYY-MM.`);
    return row;
  });
  const late = rows.find((row, index) => cell(row, 'id') < cell(rows[index - 1] ?? row, 'id'));
  if (late) throw new Error(`${file}: ${late.id} is out of order; sort the rows by id.`);
  return rows;
}

/** Reads the committed tables. */
export function readTables(): Tables {
  const textOf = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const table = (name: string) => readTable(textOf(`./${name}`), `scripts/catalogue/${name}`);
  return {
    asOf: textOf('./as-of.txt').trim(),
    models: table('models.tsv'),
    prices: table('prices.tsv'),
    reasoning: table('reasoning.tsv'),
    structuredOutputs: table('structured-outputs.tsv'),
    retired: table('retired.tsv'),
    listing: table('listing.tsv'),
  };
}
