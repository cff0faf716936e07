import { setImmediate as nextTurn } from 'node:timers/promises';
import { embedMany } from 'ai';
import { readMetadata } from 'workers-ai-gateway/ai7';
import { type Chunk, chunksOf, embeddedText } from './chunks.ts';
import type { Document } from './documents.ts';
import type { Models } from './models.ts';
import type { Progress } from './progress.ts';
import { type Store, vectorOf } from './store.ts';
import type { Writer } from './writer.ts';

export interface IndexOptions {
  readonly folder: string;
  readonly documents: readonly Document[];
  readonly models: Pick<Models, 'embedding' | 'embedder'>;
  /** Embeds what is known already too. */
  readonly all?: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

export interface IndexResult {
  /** Why everything was embedded, where it was. */
  readonly fresh: string | undefined;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Chunks sent to the embedding model; those of changed files that stayed the same are not. */
  readonly embedded: number;
  readonly kept: number;
  readonly requests: number;
  /** Requests that the gateway answered from its cache. */
  readonly hits: number;
}

/** Small, so that progress and Ctrl-C are seen to, and an edit costs few of the gateway's cached answers. */
const batchSize = 16;

/** Brings an index up to date in one transaction: until its last line, readers and a crash find the old one. */
export async function indexDocuments(store: Store, options: IndexOptions): Promise<IndexResult> {
  const writer = await store.write();
  try {
    const result = await update(writer, { ...options, fresh: whyFresh(store, options), info: store.info });
    await writer.commit();
    return result;
  } finally {
    writer.close();
  }
}

function whyFresh({ info }: Store, { models, all }: IndexOptions): string | undefined {
  if (!info) return 'a new index';
  if (info.embedder !== models.embedder) return `it was made with ${info.embedder}`;
  return all ? 'as asked' : undefined;
}

type Update = IndexOptions & { readonly fresh: string | undefined; readonly info: Store['info'] };

async function update(writer: Writer, options: Update): Promise<IndexResult> {
  const { documents, fresh, info, models, folder } = options;
  const changed = documents.filter(
    ({ path, hash }) => fresh !== undefined || writer.files.get(path) !== hash,
  );
  const files = await cut(changed, options);
  const chunks = new Map(files.flatMap(file => file.chunks.map(chunk => [chunk.hash, chunk])));
  const known =
    fresh === undefined ? await writer.findVectors([...chunks.keys()]) : new Map<string, ArrayBuffer>();
  const missing = [...chunks.values()].filter(({ hash }) => !known.has(hash));
  const { vectors, dimensions, ...requests } = await embedChunks(missing, options);
  if (info && fresh === undefined && dimensions !== undefined && dimensions !== info.dimensions) {
    const reason = `its vectors have ${info.dimensions} dimensions, the model’s now ${dimensions}`;
    return update(writer, { ...options, fresh: reason });
  }
  if (fresh !== undefined) {
    if (dimensions === undefined) throw new Error(`There is no text in the Markdown of ${folder}.`);
    await writer.reset({ embedder: models.embedder, dimensions, folder });
  }
  const paths = new Set(documents.map(({ path }) => path));
  const removed = [...writer.files.keys()].filter(path => !paths.has(path));
  if (fresh === undefined) for (const path of removed) await writer.removeFile(path);
  for (const { document, chunks } of files) {
    const stored = chunks.flatMap(chunk => {
      const vector = vectors.get(chunk.hash) ?? known.get(chunk.hash);
      return vector ? [{ ...chunk, vector }] : [];
    });
    await writer.writeFile(document, stored);
  }
  return {
    fresh,
    changed: changed.length,
    unchanged: documents.length - changed.length,
    removed: removed.length,
    embedded: missing.length,
    kept: chunks.size - missing.length,
    ...requests,
  };
}

async function cut(
  documents: readonly Document[],
  { signal }: IndexOptions,
): Promise<{ readonly document: Document; readonly chunks: Chunk[] }[]> {
  const files = [];
  for (const document of documents) {
    files.push({ document, chunks: chunksOf(document) });
    await nextTurn();
    signal?.throwIfAborted();
  }
  return files;
}

async function embedChunks(
  chunks: readonly Chunk[],
  { models, signal, progress }: IndexOptions,
): Promise<{
  readonly vectors: ReadonlyMap<string, ArrayBuffer>;
  readonly dimensions: number | undefined;
  readonly requests: number;
  readonly hits: number;
}> {
  const vectors = new Map<string, ArrayBuffer>();
  let dimensions: number | undefined;
  let requests = 0;
  let hits = 0;
  progress?.start(chunks.length);
  try {
    for (let from = 0; from < chunks.length; from += batchSize) {
      const batch = chunks.slice(from, from + batchSize);
      const values = batch.map(embeddedText);
      const result = await embedMany({
        model: models.embedding,
        values,
        ...(signal && { abortSignal: signal }),
      });
      signal?.throwIfAborted();
      for (const [index, { hash }] of batch.entries()) {
        vectors.set(hash, vectorOf(result.embeddings[index] ?? []));
      }
      dimensions = result.embeddings[0]?.length;
      requests += 1;
      if (readMetadata(result).cacheStatus === 'HIT') hits += 1;
      progress?.advance(batch.length);
    }
  } finally {
    progress?.stop();
  }
  return { vectors, dimensions, requests, hits };
}
