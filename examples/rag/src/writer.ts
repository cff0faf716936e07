import { type Client, LibsqlError, type Transaction } from '@libsql/client';
import type { Chunk } from './chunks.ts';

/** To be raised with a change of the tables, or of how documents are cut: older indexes are made anew. */
export const schemaVersion = '1';

/** What an index was made of; its vectors compare only with those of the same embedder. */
export interface IndexInfo {
  /** Model and place: the same id may stand for another model at another host. */
  readonly embedder: string;
  readonly dimensions: number;
  readonly folder: string;
}

export interface StoredChunk extends Chunk {
  readonly vector: ArrayBuffer;
}

/** Vectors are only ever written in one transaction: a killed run leaves what was there before it. */
export interface Writer {
  /** Hashes by path. */
  readonly files: ReadonlyMap<string, string>;
  /** The vectors of chunks that are known already, by their hash. */
  findVectors(hashes: readonly string[]): Promise<Map<string, ArrayBuffer>>;
  /** Starts an empty index. */
  reset(info: IndexInfo): Promise<void>;
  removeFile(path: string): Promise<void>;
  writeFile(
    file: { readonly path: string; readonly hash: string },
    chunks: readonly StoredChunk[],
  ): Promise<void>;
  commit(): Promise<void>;
  /** Leaves the index as it was; nothing after `commit`. */
  close(): void;
}

/** @throws Error while another run writes. */
export async function createWriter(client: Client, info: IndexInfo | undefined): Promise<Writer> {
  const transaction = await client.transaction('write').catch(error => {
    if (error instanceof LibsqlError && error.code.startsWith('SQLITE_BUSY')) {
      throw new Error('Another run is writing this index. Wait for its end.');
    }
    throw error;
  });
  const run = async (sql: string, ...args: (string | number | ArrayBuffer)[]) =>
    transaction.execute({ sql, args });
  const known = info ? (await run('SELECT path, hash FROM files')).rows : [];
  return {
    files: new Map(known.map(({ path, hash }) => [String(path), String(hash)])),
    findVectors: async hashes => {
      const sql = 'SELECT hash, vector FROM chunks WHERE hash IN (SELECT value FROM json_each(?))';
      const { rows } = await run(sql, JSON.stringify(hashes));
      return new Map(
        rows.flatMap(({ hash, vector }) => (vector instanceof ArrayBuffer ? [[String(hash), vector]] : [])),
      );
    },
    reset: about => resetIndex(transaction, about),
    removeFile: async path => {
      await run('DELETE FROM files WHERE path = ?', path);
    },
    writeFile: async ({ path, hash }, chunks) => {
      await run('DELETE FROM files WHERE path = ?', path);
      const { lastInsertRowid: file = 0 } = await run(
        'INSERT INTO files (path, hash) VALUES (?, ?)',
        path,
        hash,
      );
      for (const chunk of chunks) await insertChunk(transaction, { ...chunk, file: Number(file) });
    },
    commit: () => transaction.commit(),
    close: () => transaction.close(),
  };
}

const schema = (dimensions: number): string[] => [
  ...['about', 'files', 'chunks', 'words'].map(table => `DROP TABLE IF EXISTS ${table}`),
  'CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)',
  'CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, hash TEXT NOT NULL)',
  `CREATE TABLE chunks (id INTEGER PRIMARY KEY, file INTEGER NOT NULL, hash TEXT NOT NULL, anchor TEXT NOT NULL,
    headings TEXT NOT NULL, text TEXT NOT NULL, vector F32_BLOB(${dimensions}) NOT NULL)`,
  'CREATE INDEX chunks_file ON chunks (file)',
  'CREATE INDEX chunks_hash ON chunks (hash)',
  "CREATE VIRTUAL TABLE words USING fts5(headings, text, tokenize = 'porter unicode61')",
  'CREATE TRIGGER remove_chunks AFTER DELETE ON files BEGIN DELETE FROM chunks WHERE file = old.id; END',
  'CREATE TRIGGER remove_words AFTER DELETE ON chunks BEGIN DELETE FROM words WHERE rowid = old.id; END',
];

async function resetIndex(transaction: Transaction, info: IndexInfo): Promise<void> {
  for (const sql of schema(info.dimensions)) await transaction.execute(sql);
  for (const [key, value] of Object.entries({ schema: schemaVersion, ...info })) {
    await transaction.execute({ sql: 'INSERT INTO about VALUES (?, ?)', args: [key, String(value)] });
  }
}

async function insertChunk(
  transaction: Transaction,
  { file, hash, anchor, headings, text, vector }: StoredChunk & { readonly file: number },
): Promise<void> {
  const { lastInsertRowid: id = 0 } = await transaction.execute({
    sql: 'INSERT INTO chunks (file, hash, anchor, headings, text, vector) VALUES (?, ?, ?, ?, ?, ?)',
    args: [file, hash, anchor, JSON.stringify(headings), text, vector],
  });
  await transaction.execute({
    sql: 'INSERT INTO words (rowid, headings, text) VALUES (?, ?, ?)',
    args: [id, headings.join(' '), text],
  });
}
