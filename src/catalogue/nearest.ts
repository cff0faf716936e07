import { models } from './catalogue.ts';

/** The live model that an id was meant to be: one whose end is missing, else the one that is fewest edits away. */
export function nearestModel(id: string): string | undefined {
  const ids = models.filter(({ retired }) => retired === undefined).map(model => model.id);
  const ranked = ids.map(known => ({ known, edits: known.startsWith(id) ? 0 : editsBetween(id, known) }));
  return ranked.sort((one, other) => one.edits - other.edits)[0]?.known;
}

/** Characters to insert, delete or replace: https://en.wikipedia.org/wiki/Levenshtein_distance */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, character] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 0; at < other.length; at += 1) {
      const replaced = (row[at] ?? 0) + (character === other[at] ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
