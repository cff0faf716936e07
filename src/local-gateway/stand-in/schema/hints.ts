import { isObject, type JsonObject } from '../../json.ts';
import { namesIn, numbersIn } from '../words.ts';
import type { Effort } from './match.ts';

/** What the prompt offers to fill a schema with; names and numbers are handed out once, in their order. */
export interface Hints {
  text: string;
  names: string[];
  /** The next number that is accepted, in the order of the text. */
  number(accepts: (value: number) => boolean): number | undefined;
  /** What may still be spent on patterns and references: they come from the caller, and there may be thousands. */
  effort: Effort;
  fact(name: string, accepts: (value: unknown) => boolean): unknown;
}

export function createHints(text: string, facts: JsonObject): Hints {
  const numbers = numbersIn(text);
  const known = flatten(facts);
  return {
    text,
    names: namesIn(text),
    effort: { left: 200_000 },
    number: accepts => {
      const index = numbers.findIndex(accepts);
      return index < 0 ? undefined : numbers.splice(index, 1)[0];
    },
    fact: (name, accepts) => {
      const value = known.get(name.toLowerCase());
      return value !== undefined && accepts(value) ? value : undefined;
    },
  };
}

function flatten(facts: JsonObject, found = new Map<string, unknown>()): Map<string, unknown> {
  for (const [key, value] of Object.entries(facts)) {
    if (isObject(value)) flatten(value, found);
    else if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), value);
  }
  return found;
}
