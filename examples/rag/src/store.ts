import { existsSync } from 'node:fs';
import { type Client, createClient, LibsqlError, type Row } from '@libsql/client';
import { createWriter, type IndexInfo, schemaVersion, type Writer } from './writer.ts';

export interface Passage {
  readonly id: number;
  readonly path: string;
  readonly anchor: string;
  readonly headings: readonly string[];
  readonly text: string;
}

export interface Store {
  /** Undefined where nothing has been indexed yet. */
  readonly info: IndexInfo | undefined;
  count(): Promise<{ readonly files: number; readonly chunks: number }>;
  /** The nearest passages by cosine, best first, each with its similarity. */
  nearest(vector: ArrayBuffer, limit: number): Promise<{ readonly id: number; readonly score: number }[]>;
  /** Passages that a full-text query matches, best first. */
  matching(query: string, limit: number): Promise<number[]>;
  passages(ids: readonly number[]): Promise<Passage[]>;
  /** Every `path#anchor` there is. */
  sections(): Promise<Set<string>>;
  /** @throws Error while another run writes. */
  write(): Promise<Writer>;
  close(): void;
}

export const vectorOf = (numbers: readonly number[]): ArrayBuffer => Float32Array.from(numbers).buffer;

/** @throws Error where the file is no index. */
export async function openStore(file: string): Promise<Store> {
  const client = createClient({ url: `file:${file}`, timeout: 500 });
  try {
    // Readers go on while a run writes: https://www.sqlite.org/wal.html
    await client.execute('PRAGMA journal_mode = WAL');
    return createStore(client, await readInfo(client));
  } catch (error) {
    client.close();
    if (error instanceof LibsqlError && /NOTADB|CORRUPT/.test(error.code)) {
      throw new Error(`${file} is no index. Delete it, or name another file with --index.`);
    }
    throw error;
  }
}

/** @throws Error that says what to run first. */
export async function openIndex(file: string): Promise<Store & { readonly info: IndexInfo }> {
  const missing = new Error(`There is no index ${file} yet. Make it with: npm run index`);
  if (!existsSync(file)) throw missing;
  const store = await openStore(file);
  const { info } = store;
  if (info) return { ...store, info };
  store.close();
  throw missing;
}

function createStore(client: Client, info: IndexInfo | undefined): Store {
  const rows = async (sql: string, ...args: (string | number | ArrayBuffer)[]): Promise<Row[]> =>
    (await client.execute({ sql, args })).rows;
  return {
    info,
    count: async () => {
      const [row] = await rows(
        'SELECT (SELECT count(*) FROM files) files, (SELECT count(*) FROM chunks) chunks',
      );
      return { files: Number(row?.files), chunks: Number(row?.chunks) };
    },
    nearest: async (vector, limit) => {
      const sql =
        'SELECT id, vector_distance_cos(vector, ?) distance FROM chunks ORDER BY distance, id LIMIT ?';
      const found = await rows(sql, vector, limit);
      return found.map(row => ({ id: Number(row.id), score: 1 - Number(row.distance) }));
    },
    matching: async (query, limit) => {
      const sql = 'SELECT rowid id FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?';
      return (await rows(sql, query, limit)).map(row => Number(row.id));
    },
    passages: async ids => {
      const sql =
        'SELECT c.*, path FROM chunks c JOIN files f ON f.id = file WHERE c.id IN (SELECT value FROM json_each(?))';
      const found = (await rows(sql, JSON.stringify(ids))).map(passageOf);
      return found.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
    },
    sections: async () => {
      const found = await rows('SELECT DISTINCT path, anchor FROM chunks JOIN files f ON f.id = file');
      return new Set(found.map(row => `${row.path}#${row.anchor}`));
    },
    write: () => createWriter(client, info),
    close: () => client.close(),
  };
}

const passageOf = (row: Row): Passage => ({
  id: Number(row.id),
  path: String(row.path),
  anchor: String(row.anchor),
  headings: JSON.parse(String(row.headings)),
  text: String(row.text),
});

async function readInfo(client: Client): Promise<IndexInfo | undefined> {
  const { rows: tables } = await client.execute("SELECT name FROM sqlite_master WHERE name = 'about'");
  if (tables.length === 0) return undefined;
  const { rows } = await client.execute('SELECT key, value FROM about');
  const about = new Map(rows.map(({ key, value }) => [String(key), String(value)]));
  if (about.get('schema') !== schemaVersion) return undefined;
  return {
    embedder: about.get('embedder') ?? '',
    dimensions: Number(about.get('dimensions')),
    folder: about.get('folder') ?? '',
  };
}
