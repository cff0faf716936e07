import { posix } from 'node:path';
import { importsOf, type Source } from './source.ts';

/** Files that lead back to themselves over their imports, those of types too: one line for each set of them. */
export function circleProblems(sources: readonly Source[]): string[] {
  const imports = new Map(sources.map(source => [source.path, importedBy(source)]));
  const reached = new Map(sources.map(({ path }) => [path, reachedFrom(path, imports)]));
  const leads = (from: string, to: string): boolean => reached.get(from)?.has(to) ?? false;
  const circles = [...reached.keys()]
    .filter(path => leads(path, path))
    .map(path => [...reached.keys()].filter(other => leads(path, other) && leads(other, path)))
    .map(paths => `import each other in a circle: ${paths.sort().join(', ')}`);
  return [...new Set(circles)].sort();
}

const importedBy = (source: Source): string[] =>
  importsOf(source)
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from }) => posix.join(posix.dirname(source.path), from));

function reachedFrom(start: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const next of imports.get(path) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
}
