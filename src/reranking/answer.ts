import { unwrap } from '../request/envelope.ts';
import { recordOf } from '../values/fields.ts';

/** A document by its place in the request. A higher score is more relevant. */
export interface Ranked {
  readonly index: number;
  readonly score: number;
}

/** Reads `{response: [{id, score}]}`; undefined for anything else. */
export function readRanking(body: unknown): Ranked[] | undefined {
  const { response } = recordOf(unwrap(body));
  if (!Array.isArray(response)) return undefined;
  const ranking = response.map(recordOf).map(({ id, score }) => ({ index: id, score }));
  return ranking.every(isRanked) ? ranking : undefined;
}

function isRanked(entry: { readonly index: unknown; readonly score: unknown }): entry is Ranked {
  return Number.isSafeInteger(entry.index) && Number.isFinite(entry.score);
}

/** The first document that the request doesn't have, or that is ranked a second time. */
export function findStray(ranking: readonly Ranked[], count: number): number | undefined {
  const seen = new Set<number>();
  return ranking.find(({ index }) => index < 0 || index >= count || seen.size === seen.add(index).size)
    ?.index;
}
