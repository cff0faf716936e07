import { recordOf } from '../values/fields.ts';
import type { Answer, Question } from './types.ts';

/** Reads the answer to a question; undefined for what does not answer it. */
export function readAnswer(answer: unknown, question: Question): Answer | undefined {
  const { noul, choice, score, probabilities } = recordOf(answer);
  switch (question.type) {
    case 'boolean':
      return isWithin(noul, 1) ? { type: 'boolean', probability: noul } : undefined;
    case 'choice': {
      const options = Object.keys(question.criteria);
      if (typeof choice !== 'string' || !options.includes(choice)) return undefined;
      return { type: 'choice', choice, ...readDistribution(probabilities, options) };
    }
    case 'score': {
      const levels = [...question.criteria.keys()].map(String);
      if (!isWithin(score, levels.length - 1)) return undefined;
      return { type: 'score', score, ...readDistribution(probabilities, levels) };
    }
    case 'box':
      return undefined;
  }
}

function isWithin(value: unknown, to: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= to;
}

/** An incomplete distribution is left out: the AI SDK would refuse the answer for it. */
function readDistribution(
  value: unknown,
  keys: readonly string[],
): { probabilities?: Record<string, number> } {
  const fields = recordOf(value);
  const entries = keys.map((key): [string, unknown] => [key, fields[key]]);
  return entries.every(isProbability) ? { probabilities: Object.fromEntries(entries) } : {};
}

function isProbability(entry: [string, unknown]): entry is [string, number] {
  return isWithin(entry[1], 1);
}
