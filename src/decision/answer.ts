import type { Broken } from '../request/ask.ts';
import { unwrap } from '../request/envelope.ts';
import { countOf, recordOf } from '../values/fields.ts';
import { findRounding, type Rounding } from './rounding.ts';
import type { Answer, Question, Questions } from './types.ts';

export interface DecisionResult {
  readonly answers: Record<string, Answer>;
  readonly rounding: Rounding;
  /** Output is neither counted nor billed. */
  readonly inputTokens: number | undefined;
}

/** @throws APICallError where a question has no answer. */
export function readAnswers(
  body: unknown,
  { questions, broken }: { questions: Questions; broken: Broken },
): DecisionResult {
  const { answers, usage } = recordOf(unwrap(body));
  const read = Object.entries(questions).map(([id, question]): [string, Answer] => {
    const answer = readAnswer(recordOf(answers)[id], question);
    if (!answer) throw broken(`answered without a ${question.type} for the question '${id}'`);
    return [id, answer];
  });
  return {
    answers: Object.fromEntries(read),
    rounding: findRounding(read.map(([, answer]) => answer)),
    inputTokens: countOf(recordOf(usage).input_tokens),
  };
}

/** Reads the answer to a question; undefined for what does not answer it. */
function readAnswer(answer: unknown, question: Question): Answer | undefined {
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
