import { isObject, type JsonObject, parseJson } from '../json.ts';
import type { Failure } from '../wire/failures.ts';
import { errorIn, messageOf, upstreamFailure } from './problem.ts';

interface Whole {
  answer: JsonObject;
  text: string;
  /** Why it is no answer. */
  failure?: Failure;
}

/** A whole answer with a list under this name, or what the server sent in its place. */
export async function wholeOf(response: Response, list: 'choices' | 'data'): Promise<Whole> {
  const failed = (what: string): Whole => ({ answer: {}, text: '', failure: upstreamFailure(what) });
  try {
    const text = await response.text();
    const answer = parseJson(text);
    const error = errorIn(answer);
    if (error !== undefined) return failed(`answered an error: ${error}`);
    if (isObject(answer) && Array.isArray(answer[list])) return { answer, text };
    return failed(text === '' ? 'answered nothing.' : `answered no JSON with ${list}: ${text.slice(0, 200)}`);
  } catch (error) {
    return failed(`broke off: ${messageOf(error)}`);
  }
}
