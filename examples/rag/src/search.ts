import { type RerankingModel, rerank } from 'ai';
import type { Passage, Store } from './store.ts';

export interface Found {
  readonly passages: readonly Passage[];
  /** How well the index fits the question, 0 to 2: the highest cosine, and the highest share of its words in a passage. */
  readonly fit: number;
}

export interface Question {
  readonly text: string;
  readonly vector: ArrayBuffer;
}

export interface SearchOptions {
  /** How much the search by words counts beside the one by meaning. */
  readonly wordWeight: number;
  /** Reads the candidates together with the question, and puts the best first; without it the order is that of the search. */
  readonly reranking?: RerankingModel | undefined;
  /** Below this fit nothing is reranked. @default 0 */
  readonly minFit?: number;
  /** @default 5 */
  readonly limit?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Of each search, so that a passage which one of them puts in place 30 can still win by the other. */
const candidates = 30;

/** The passages nearest in meaning and those that share the rarest words, as one list. */
export async function search(store: Store, question: Question, options: SearchOptions): Promise<Found> {
  const near = await store.nearest(question.vector, candidates);
  const words = wordsIn(question.text);
  const ids = fuse([
    { ids: near.map(({ id }) => id), weight: 1 },
    { ids: await matchingAny(store, words), weight: options.wordWeight },
  ]);
  const fit = (near[0]?.score ?? 0) + (await shareOf(store, words));
  // What is turned away needs no order.
  const reranking = fit < (options.minFit ?? 0) ? undefined : options.reranking;
  return { passages: await best(store, ids, { ...options, question: question.text, reranking }), fit };
}

/** Passages that are read for a question before the best are chosen: a reranker's time grows with them. */
const readThrough = 20;

async function best(
  store: Store,
  ids: readonly number[],
  { question, reranking, limit = 5, signal }: SearchOptions & { readonly question: string },
): Promise<readonly Passage[]> {
  const found = await store.passages(ids.slice(0, reranking ? readThrough : limit));
  if (!reranking || found.length === 0) return found;
  const { ranking } = await rerank({
    model: reranking,
    query: question,
    documents: found.map(({ headings, text }) => `${headings.join(' > ')}\n\n${text}`),
    topN: limit,
    ...(signal && { abortSignal: signal }),
  });
  return ranking.flatMap(({ originalIndex }) => found[originalIndex] ?? []);
}

/** The best passages by words alone. */
export async function matchingAny(store: Store, words: readonly string[]): Promise<number[]> {
  return words.length > 0 ? store.matching(words.map(quoted).join(' OR '), candidates) : [];
}

/** Words such as `near` are operators of a full-text query. */
const quoted = (word: string): string => `"${word}"`;

/** The largest share of the words that one passage has. */
async function shareOf(store: Store, words: readonly string[]): Promise<number> {
  const counts = new Map<number, number>();
  for (const word of words) {
    for (const id of await store.matching(quoted(word), 1000)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values()) / Math.max(1, words.length);
}

/** Reciprocal rank fusion (https://doi.org/10.1145/1571941.1572114); the lists are short, so that first places count. */
function fuse(lists: readonly { readonly ids: readonly number[]; readonly weight: number }[]): number[] {
  const scores = new Map<number, number>();
  for (const { ids, weight } of lists) {
    for (const [index, id] of ids.entries()) scores.set(id, (scores.get(id) ?? 0) + weight / (11 + index));
  }
  return [...scores].sort(([, one], [, other]) => other - one).map(([id]) => id);
}

/** Words of English questions that tell nothing of what is asked. */
const silent = new Set(
  `a an and any are as at be by can could do does for from get had has have how i if in into is it its just make may me my
  need no not now of on one or our should so than that the their them then there they this to use used was we what when
  where which who why will with would you your`.split(/\s+/),
);

/** A question's telling words. */
export function wordsIn(question: string): string[] {
  const words = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].filter(word => !silent.has(word));
}
