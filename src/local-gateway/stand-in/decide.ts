import type { DecisionAnswer, DecisionQuestion } from '../kinds/functions.ts';
import { isStopWord, sameStem, wordsOf } from './words.ts';

/** An answer that follows the state: an option or a level named in it wins, else the words in common decide. */
export function answerQuestion(question: DecisionQuestion, state: string): object {
  const words = wordsOf(state.toLowerCase());
  if (question.type === 'noul') return noul(likelihood(question.instructions, words));
  const texts = Object.entries(question.criteria);
  const weights = texts.map(([name, text]) => {
    const named = names(state, question.type === 'choice' ? name : (text ?? '')) ? 6 : 0;
    return Math.exp(named + Math.min(4, inCommon(text ?? '', words)));
  });
  return distributed(question, weights);
}

/** The whole answer that a function meant. */
export function completeAnswer(question: DecisionQuestion, given: DecisionAnswer): object {
  if (typeof given === 'object') return given;
  if (question.type === 'noul') return noul(Number(given));
  const keys = Object.keys(question.criteria);
  // Between two levels, the nearer one is the likelier.
  const weights = keys.map((key, at) =>
    question.type === 'choice' ? Number(key === given) : Math.max(0, 1 - Math.abs(at - Number(given))),
  );
  if (weights.some(weight => weight > 0)) return distributed(question, weights);
  throw new TypeError(`decide answered '${given}' to a ${question.type} of ${keys.join(', ')}.`);
}

const noul = (probability: number): object => ({ type: 'noul', noul: rounded(probability) });

function distributed(
  question: Exclude<DecisionQuestion, { type: 'noul' }>,
  weights: readonly number[],
): object {
  const keys = Object.keys(question.criteria);
  const shares = toShares(weights);
  const most = Math.max(...shares);
  const probabilities = Object.fromEntries(keys.map((key, at) => [key, shares[at] ?? 0]));
  if (question.type === 'choice')
    return { type: 'choice', choice: keys[shares.indexOf(most)], confidence: most, probabilities };
  const score = rounded(shares.reduce((sum, share, level) => sum + level * share, 0));
  const legend = Object.fromEntries(Object.entries(question.criteria));
  return { type: 'score', score, confidence: most, legend, probabilities };
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Rounded as the service rounds, and 1 in sum: the largest takes what rounding left. */
function toShares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const shares = weights.map(weight => rounded(weight / total));
  const largest = shares.indexOf(Math.max(...shares));
  const left = 1 - shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, at) => (at === largest ? rounded(share + left) : share));
}

/** Of true: words of the question that the state has speak for it, those of a line on `false` against it. */
function likelihood(instructions: string, words: readonly string[]): number {
  const lines = instructions.split('\n');
  const isAgainst = (line: string) => line.startsWith('false means:');
  const against = inCommon(lines.filter(isAgainst).join(' ').slice(12), words);
  const withIt = inCommon(lines.filter(line => !isAgainst(line)).join(' '), words);
  return (withIt + 0.2) / (withIt + against + 1);
}

const inCommon = (text: string, words: readonly string[]): number =>
  wordsOf(text.toLowerCase()).filter(word => !isStopWord(word) && words.some(other => sameStem(word, other)))
    .length;

/** Whole words alone: `art` is not named by «start». */
function names(state: string, option: string): boolean {
  const wordsIn = (text: string) => ` ${wordsOf(text.toLowerCase().replaceAll('_', ' ')).join(' ')} `;
  const named = wordsIn(option);
  return named.trim() !== '' && wordsIn(state).includes(named);
}
