import { invalidSetting } from '../values/check.ts';

/** The characters of a path segment that stand for themselves (RFC 3986 §3.3); a dot alone names no segment. */
const segment = /^(?!\.$)[\w\-.~!$&'()*+,;=:@]+$/;

/**
 * An id that is one segment of a URL's path.
 * @throws InvalidArgumentError for one that is empty or would change the URL.
 */
export function expectSegment(name: string, id: string): string {
  const problem =
    problemOf(id) ?? (segment.test(id) ? undefined : 'has a character that is invalid in a URL segment');
  if (problem) throw invalidSetting(name, `${problem}: ${JSON.stringify(id)}`);
  return id;
}

/** A model id, which is one segment or several; never held against a list, since models come and go. */
export function expectModelId(id: string): string {
  if (typeof id !== 'string') throw invalidSetting('modelId', `must be a string, not of type ${typeof id}`);
  const problem = problemOf(id);
  if (problem) throw invalidSetting('modelId', `${problem}: ${JSON.stringify(id)}`);
  if (!id.split('/').every(part => segment.test(part))) {
    throw invalidSetting(
      'modelId',
      `has a character that is invalid in a URL, or an empty segment: ${JSON.stringify(id)}`,
    );
  }
  return id;
}

function problemOf(id: string): string | undefined {
  if (id.trim() === '') return 'is empty';
  if (id.includes('${')) return 'has a template variable that was not filled in';
  return id.includes('..') ? "must not contain '..'" : undefined;
}
