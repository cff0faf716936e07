import { toText } from '../values/json.ts';
import { expectEntries, unsupported } from './limits.ts';
import type { Question, Questions } from './types.ts';

interface WireQuestion {
  readonly type: 'noul' | 'choice' | 'score';
  readonly instructions: string;
  readonly criteria?: object;
}

/**
 * Workers AI calls a boolean `noul`, and refuses a question without instructions.
 * @throws InvalidArgumentError for more or fewer questions, options or levels than Workers AI takes.
 */
export function buildQuestions(questions: Questions): Record<string, WireQuestion> {
  const entries = Object.entries(questions);
  expectEntries('questions', entries.length, { from: 1, to: 64 });
  return Object.fromEntries(
    entries.map(([id, question]) => [id, buildQuestion(question, `questions.${id}.criteria`)]),
  );
}

function buildQuestion(question: Question, name: string): WireQuestion {
  const instructions = describe(question.instructions) ?? 'Judge by the criteria.';
  switch (question.type) {
    case 'boolean':
      return { type: 'noul', instructions: [instructions, ...meanings(question)].join('\n') };
    case 'choice': {
      const options = Object.entries(question.criteria);
      expectEntries(name, options.length, { from: 2, to: 255 });
      const criteria = Object.fromEntries(options.map(([option, text]) => [option, describe(text) ?? null]));
      return { type: 'choice', instructions, criteria };
    }
    case 'score': {
      expectEntries(name, question.criteria.length, { from: 2, to: 10 });
      const criteria = question.criteria.map((text, level) => describe(text) ?? `${level}`);
      return { type: 'score', instructions, criteria };
    }
    default:
      throw unsupported(`${question.type} questions`);
  }
}

/** Criteria of a boolean have no documented place, so they are instructions too. */
function meanings({ criteria }: Extract<Question, { type: 'boolean' }>): string[] {
  return (['true', 'false'] as const).flatMap(answer => {
    const text = describe(criteria?.[answer]);
    return text === undefined ? [] : [`${answer} means: ${text}`];
  });
}

function describe(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return toText(value, { what: 'questions' });
}
