import { embedMany } from 'ai';
import type { Models } from './models.ts';
import { matchingAny, search, wordsIn } from './search.ts';
import { type Passage, type Store, vectorOf } from './store.ts';

export interface Case {
  readonly question: string;
  /** `path#anchor` of the section that answers it; null where none does. */
  readonly section: string | null;
}

export interface Quality {
  /** Share of questions whose section is among the first five passages. */
  readonly hitRate: number;
  /** Mean of 1 / rank of the first right passage among the first five; 0 for none. */
  readonly meanReciprocalRank: number;
}

export interface Evaluation {
  /** Of the search by meaning, by words, by both, and by both reranked, which is what `ask` does. */
  readonly quality: Readonly<Record<'meaning' | 'words' | 'both' | 'reranked', Quality>>;
  readonly missed: readonly { readonly question: string; readonly section: string; readonly best: string }[];
  readonly answerable: number;
  /** Of questions that have an answer: the lowest fit, and how many were turned away all the same. */
  readonly lowestFit: number;
  readonly wronglyRefused: number;
  /** Those that have none, and whether they were turned away. */
  readonly unanswerable: readonly {
    readonly question: string;
    readonly fit: number;
    readonly isRefused: boolean;
  }[];
}

const limit = 5;
const sectionOf = ({ path, anchor }: Passage): string => `${path}#${anchor}`;

/** @throws Error for a question whose section the index has not. */
export async function evaluate(
  store: Store,
  { cases, models, signal }: { cases: readonly Case[]; models: Models; signal?: AbortSignal },
): Promise<Evaluation> {
  await expectSections(store, cases);
  const { embeddings } = await embedMany({
    model: models.embedding,
    values: cases.map(({ question }) => question),
    ...(signal && { abortSignal: signal }),
  });
  const results = [];
  for (const [index, { question, section }] of cases.entries()) {
    const asked = { text: question, vector: vectorOf(embeddings[index] ?? []) };
    results.push({ question, section, ...(await ranksOf(store, { ...asked, section, models, signal })) });
  }
  const answerable = results.flatMap(result =>
    result.section === null ? [] : [{ ...result, section: result.section }],
  );
  const unanswerable = results.filter(({ section }) => section === null);
  return {
    quality: {
      meaning: qualityOf(answerable.map(({ ranks }) => ranks.meaning)),
      words: qualityOf(answerable.map(({ ranks }) => ranks.words)),
      both: qualityOf(answerable.map(({ ranks }) => ranks.both)),
      reranked: qualityOf(answerable.map(({ ranks }) => ranks.reranked)),
    },
    missed: answerable.filter(({ ranks }) => ranks.reranked === 0),
    answerable: answerable.length,
    lowestFit: Math.min(...answerable.map(({ fit }) => fit)),
    wronglyRefused: answerable.filter(({ isRefused }) => isRefused).length,
    unanswerable,
  };
}

async function expectSections(store: Store, cases: readonly Case[]): Promise<void> {
  const there = await store.sections();
  const gone = cases.flatMap(({ section }) => (section === null || there.has(section) ? [] : [section]));
  if (gone.length === 0) return;
  throw new Error(
    `The index has no ${[...new Set(gone)].join(', ')}. Index the folder that the questions are about, or correct them.`,
  );
}

interface Asked {
  readonly text: string;
  readonly vector: ArrayBuffer;
  readonly section: string | null;
  readonly models: Models;
  readonly signal: AbortSignal | undefined;
}

/** The place of the first right passage in each list, from 1; 0 where it is not among the first five. */
async function ranksOf(store: Store, { section, models, signal, ...asked }: Asked) {
  const near = await store.nearest(asked.vector, limit);
  const lists = {
    meaning: await store.passages(near.map(({ id }) => id)),
    words: await store.passages((await matchingAny(store, wordsIn(asked.text))).slice(0, limit)),
  };
  const { passages: both } = await search(store, asked, { wordWeight: models.wordWeight, limit });
  const { passages: reranked, fit } = await search(store, asked, { ...models, limit, signal });
  const rankIn = (passages: readonly Passage[]): number =>
    passages.findIndex(passage => sectionOf(passage) === section) + 1;
  const [first] = reranked;
  return {
    ranks: {
      meaning: rankIn(lists.meaning),
      words: rankIn(lists.words),
      both: rankIn(both),
      reranked: rankIn(reranked),
    },
    best: first ? sectionOf(first) : 'nothing',
    fit,
    isRefused: fit < models.minFit,
  };
}

function qualityOf(ranks: readonly number[]): Quality {
  const found = ranks.filter(rank => rank > 0);
  return {
    hitRate: found.length / ranks.length,
    meanReciprocalRank: found.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length,
  };
}
