import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export interface Document {
  /** Below the folder, with `/` on every system. */
  readonly path: string;
  readonly text: string;
  /** Of the text: two documents with the same hash are the same. */
  readonly hash: string;
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const skipped = new Set(['node_modules', 'dist']);
const isMarkdown = (name: string): boolean => /\.(md|markdown)$/i.test(name);

/**
 * The Markdown files of a folder, by path; hidden folders, `node_modules` and `dist` are passed over.
 * `include` names files and folders below it, where not all of it is meant.
 */
export async function readDocuments(folder: string, include: readonly string[] = ['.']): Promise<Document[]> {
  const lists = await Promise.all(include.map(path => findMarkdown(join(folder, path))));
  const paths = [...new Set(lists.flat())].sort();
  return Promise.all(
    paths.map(async path => {
      const text = await readFile(path, 'utf8');
      return { path: relative(folder, path).split(sep).join('/'), text, hash: hashOf(text) };
    }),
  );
}

async function findMarkdown(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Error(`There is no file or folder ${path}.`);
  if (found.isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const lists = await Promise.all(
    entries.map(entry => {
      const child = join(path, entry.name);
      if (entry.isFile()) return isMarkdown(entry.name) ? [child] : [];
      const isOpen = entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name);
      return isOpen ? findMarkdown(child) : [];
    }),
  );
  return lists.flat();
}
