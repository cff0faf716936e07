import type { Answer } from './types.ts';

/** How many decimals the service rounds to, which the AI SDK allows for where it adds values up. */
export interface Rounding {
  readonly probabilityDecimals: number;
  readonly scoreDecimals: number;
}

/**
 * Four, as seen in Workers AI's answers, or as many as these add up with: other clients saw sums that were off by more
 * than four decimals account for, and the AI SDK refuses an answer that does not add up.
 */
export function findRounding(answers: readonly Answer[]): Rounding {
  const decimals = [4, 3, 2, 1].find(places => answers.every(answer => addsUp(answer, places))) ?? 0;
  return { probabilityDecimals: decimals, scoreDecimals: decimals };
}

/** The AI SDK's own checks, with a tolerance for sums of floating point below the SDK's own. */
function addsUp(answer: Answer, decimals: number): boolean {
  if (answer.type === 'boolean' || !answer.probabilities) return true;
  const error = 0.5 * 10 ** -decimals;
  const isNear = (a: number, b: number, errors: number) => Math.abs(a - b) <= errors * error + 1e-7;
  const values = Object.values(answer.probabilities);
  if (!isNear(sum(values), 1, values.length)) return false;
  if (answer.type === 'choice') {
    const chosen = answer.probabilities[answer.choice] ?? 0;
    return isNear(chosen, Math.max(...values), 2);
  }
  const mean = sum(values.map((probability, level) => level * probability));
  return isNear(mean, answer.score, sum([...values.keys()]) + 1);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
