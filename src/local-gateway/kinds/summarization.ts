import { type JsonObject, numberIn, stringIn } from '../json.ts';
import { isStopWord, wordsOf } from '../stand-in/words.ts';
import { missing } from './input-problems.ts';
import type { Kind } from './kind.ts';

export const summarization: Kind = {
  check: inputs => missing(inputs, ['input_text']),
  result: ({ inputs }) => ({ json: { summary: summarise(inputs) } }),
};

/** The sentence with the most words that recur in the text, cut at the length asked for. */
function summarise({ input_text: text, max_length: most }: JsonObject): string {
  const whole = stringIn(text) ?? '';
  const counts = new Map<string, number>();
  for (const word of wordsOf(whole.toLowerCase()))
    if (!isStopWord(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weigh = (sentence: string): number =>
    wordsOf(sentence.toLowerCase()).reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
  const sentences = whole.match(/[^.!?]{1,5000}[.!?]{0,5}/g) ?? [whole];
  const best = [...sentences].sort((one, other) => weigh(other) - weigh(one))[0] ?? '';
  return best
    .trim()
    .split(/\s+/)
    .slice(0, numberIn(most) ?? 1024)
    .join(' ');
}
