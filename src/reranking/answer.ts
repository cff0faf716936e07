import type { Broken } from '../request/ask.ts';
import { unwrap } from '../request/envelope.ts';
import { recordOf } from '../values/fields.ts';
import type { RerankingInputs } from './request.ts';

/** A document by its place in the request. A higher score is more relevant. */
interface Ranked {
  readonly index: number;
  readonly score: number;
}

export interface Ranking {
  /** The most relevant document first; scores are from 0 to 1. */
  readonly ranking: readonly Ranked[];
  /** The scores of `ranking` as the model gave them, where those were logits. */
  readonly rawScores: readonly number[] | undefined;
}

interface Asked extends Pick<RerankingInputs, 'documents' | 'topN'> {
  readonly broken: Broken;
}

/**
 * Reads `{response: [{id, score}]}`.
 * @throws APICallError for anything else, and for a document that the request doesn't have, or that is ranked twice.
 */
export function readRanking(body: unknown, { documents: { length }, topN, broken }: Asked): Ranking {
  const { response } = recordOf(unwrap(body));
  const entries = Array.isArray(response) ? response.map(readRanked) : [undefined];
  if (!entries.every(entry => entry !== undefined)) throw broken('answered without a ranking');
  const seen = new Set<number>();
  for (const { index } of entries) {
    if (index < 0 || index >= length) throw broken(`ranked document ${index} of ${length}`);
    if (seen.size === seen.add(index).size) throw broken(`ranked document ${index} twice`);
  }
  return sortRanking(entries, topN);
}

function readRanked(entry: unknown): Ranked | undefined {
  const { id, score } = recordOf(entry);
  return typeof id === 'number' &&
    Number.isSafeInteger(id) &&
    typeof score === 'number' &&
    Number.isFinite(score)
    ? { index: id, score }
    : undefined;
}

/** If any score lies outside 0 to 1, they are logits, and all are mapped by a sigmoid. */
function sortRanking(entries: readonly Ranked[], topN: number | undefined): Ranking {
  const areLogits = entries.some(({ score }) => score < 0 || score > 1);
  const best = [...entries].sort((a, b) => b.score - a.score).slice(0, topN);
  if (!areLogits) return { ranking: best, rawScores: undefined };
  return {
    ranking: best.map(({ index, score }) => ({ index, score: 1 / (1 + Math.exp(-score)) })),
    rawScores: best.map(({ score }) => score),
  };
}
