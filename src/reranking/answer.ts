import type { Broken } from '../request/ask.ts';
import { unwrap } from '../request/envelope.ts';
import { recordOf } from '../values/fields.ts';
import type { RerankingInputs } from './request.ts';

/** A document by its place in the request, as the AI SDK has it. A higher score is more relevant. */
interface Ranked {
  readonly index: number;
  readonly relevanceScore: number;
}

export interface Ranking {
  /** The most relevant document first; scores are from 0 to 1. */
  readonly ranking: Ranked[];
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
  // For a thousand documents a set takes as much memory as the answer.
  const seen = new Uint8Array(length);
  const wrong = entries.find(({ index }) => {
    const before = seen[index];
    seen[index] = 1;
    return before !== 0;
  });
  if (wrong) throw broken(`ranked document ${wrong.index} ${seen[wrong.index] ? 'twice' : `of ${length}`}`);
  return sortRanking(entries, topN);
}

function readRanked(entry: unknown): Ranked | undefined {
  const { id, score } = recordOf(entry);
  return typeof id === 'number' &&
    Number.isSafeInteger(id) &&
    typeof score === 'number' &&
    Number.isFinite(score)
    ? { index: id, relevanceScore: score }
    : undefined;
}

/** If any score lies outside 0 to 1, they are logits, and all are mapped by a sigmoid. */
function sortRanking(entries: Ranked[], topN: number | undefined): Ranking {
  const areLogits = entries.some(({ relevanceScore }) => relevanceScore < 0 || relevanceScore > 1);
  entries.sort((a, b) => b.relevanceScore - a.relevanceScore).splice(topN ?? Infinity);
  if (!areLogits) return { ranking: entries, rawScores: undefined };
  return {
    ranking: entries.map(({ index, relevanceScore }) => ({
      index,
      relevanceScore: 1 / (1 + Math.exp(-relevanceScore)),
    })),
    rawScores: entries.map(({ relevanceScore }) => relevanceScore),
  };
}
