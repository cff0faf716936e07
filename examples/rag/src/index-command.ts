import { relative } from 'node:path';
import { fromUser, indexFile, indexOption, repository, runCommand, usageError } from './command.ts';
import { readDocuments } from './documents.ts';
import { type IndexResult, indexDocuments } from './index-documents.ts';
import { connect } from './models.ts';
import { createProgress } from './progress.ts';
import { openStore, type Store } from './store.ts';

const help = `Indexes a folder of Markdown, or brings its index up to date.

  npm run index                          the docs of this repository
  npm run index -- ~/notes               another folder
  npm run index -- ~/notes --index notes.db

  --include <path>  Only this file or folder below the folder; may be repeated
  --index <file>    The index (default: rag.db beside package.json)
  --all             Embed everything anew
  --help            This text

Only what changed is embedded. Ctrl-C at any time leaves the index as it was.`;

/** A folder without further words means all of it. */
const ofRepository = ['README.md', 'CONTRIBUTING.md', 'docs'];

await runCommand({
  help,
  options: {
    ...indexOption,
    include: { type: 'string', multiple: true },
    all: { type: 'boolean' },
  },
  stopped: 'Stopped. The index is as it was.',
  run: async ({ values, positionals }, signal) => {
    const [given, ...more] = positionals;
    if (more.length > 0) throw usageError('It takes one folder.');
    const folder = given === undefined ? repository : fromUser(given);
    const documents = await readDocuments(
      folder,
      values.include ?? (given === undefined ? ofRepository : ['.']),
    );
    if (documents.length === 0) throw new Error(`There is no Markdown in ${folder}.`);
    const models = await connect();
    console.log(`Embedding with ${models.embedder} on ${models.place}.`);
    const file = indexFile(values.index);
    const store = await openStore(file);
    try {
      expectSameFolder(store, { folder, file });
      const start = performance.now();
      const result = await indexDocuments(store, {
        folder,
        documents,
        models,
        all: values.all ?? false,
        signal,
        progress: createProgress('Embedding'),
      });
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${report(result)} in ${seconds} s.`);
      const { files, chunks } = await store.count();
      console.log(`${relative(fromUser('.'), file)}: ${chunks} chunks of ${files} files.`);
    } finally {
      store.close();
    }
    return undefined;
  },
});

/** One folder an index: else the files of the other would count as removed. */
function expectSameFolder({ info }: Store, { folder, file }: { folder: string; file: string }): void {
  if (!info || info.folder === folder) return;
  throw new Error(`${file} is the index of ${info.folder}. Delete it, or name another file with --index.`);
}

function report({ fresh, changed, unchanged, removed, embedded, kept, requests, hits }: IndexResult): string {
  const why = fresh === undefined ? '' : `Everything anew (${fresh}). `;
  const files = `Files: ${changed} new or changed, ${unchanged} unchanged, ${removed} removed.`;
  const cache = requests === 0 ? '' : `, ${hits} of them from the gateway’s cache`;
  return `${why}${files}\nEmbedded ${embedded} chunks, kept ${kept} of changed files: ${requests} requests${cache},`;
}
