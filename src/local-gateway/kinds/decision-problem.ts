import { arrayIn, isObject, type JsonObject } from '../json.ts';
import { additional, mismatch, missing, tooShort } from './input-problems.ts';

/** What is wrong with the inputs of Clef; undefined where nothing is. */
export function decisionProblem(inputs: JsonObject, id: string): string | undefined {
  const name = id.slice(id.lastIndexOf('/') + 1);
  const media = id.includes('omni') ? ['audio', 'videos'] : [];
  return (
    additional(inputs, ['model', 'state', 'questions', 'images', ...media]) ??
    (inputs.model === name ? undefined : `'/model' must be one of '${name}'`) ??
    questionsProblem(inputs.questions) ??
    imagesProblem(inputs.images)
  );
}

function questionsProblem(questions: unknown): string | undefined {
  if (!isObject(questions)) return mismatch('/questions', questions, 'object');
  const entries = Object.entries(questions);
  return (
    count('/questions', entries.length, [1, 64]) ??
    entries
      .map(([id, question]) => questionProblem(question, `/questions/${id}`))
      .find(problem => problem !== undefined)
  );
}

const counts: Readonly<Record<string, readonly [from: number, to: number]>> = {
  choice: [2, 255],
  score: [2, 10],
};

function questionProblem(question: unknown, path: string): string | undefined {
  if (!isObject(question)) return mismatch(path, question, 'object');
  const { type, criteria } = question;
  if (type !== 'noul' && type !== 'choice' && type !== 'score')
    return `'${path}/type' must be one of 'noul', 'choice', 'score'`;
  const problem =
    missing(question, ['instructions']) ??
    tooShort(`${path}/instructions`, question.instructions) ??
    additional(question, ['type', 'instructions', 'criteria'], path);
  const range = counts[type];
  if (problem !== undefined || !range) return problem;
  const isForm = type === 'score' ? Array.isArray(criteria) : isObject(criteria);
  if (!isForm) return mismatch(`${path}/criteria`, criteria, type === 'score' ? 'array' : 'object');
  return count(`${path}/criteria`, Object.keys(Object(criteria)).length, range);
}

/** URLs are not fetched: data URLs and bare base64 are taken. */
function imagesProblem(images: unknown): string | undefined {
  if (images === undefined) return undefined;
  const wrong = arrayIn(images).findIndex(
    image =>
      typeof image !== 'string' || !/^(?:data:image\/(?:png|jpeg|webp);base64,)?[\w+/]+=*$/.test(image),
  );
  return (
    count('/images', arrayIn(images).length, [1, 4]) ??
    (wrong < 0 ? undefined : `'/images/${wrong}' is not a PNG, JPEG or WebP image`)
  );
}

function count(
  path: string,
  found: number,
  [from, to]: readonly [from: number, to: number],
): string | undefined {
  return found >= from && found <= to ? undefined : `'${path}' must have ${from} to ${to} items`;
}
