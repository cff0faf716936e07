import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Of packages with a package.json of their own: thousands of files that name nothing of ours. */
const skipped = new Set(['node_modules', 'dist', '.next', '.wrangler']);

/** The files under a folder of the project that may name models, by their paths in the project. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesIn(path);
    return /\.(ts|tsx|md|jsonc?|jsonl)$/.test(path) && !/package-lock|\.generated\./.test(path) ? [path] : [];
  });
}
