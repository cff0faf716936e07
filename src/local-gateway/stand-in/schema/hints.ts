import { isObject, type JsonObject } from '../../json.ts';
import { positivity } from '../sentiment.ts';
import { arithmeticIn, namesIn, numbersIn, quotedIn, topicOf, wordsOf } from '../words.ts';
import type { Effort } from './match.ts';

/** What the prompt offers to fill a schema with; names and numbers are handed out once, in their order. */
export interface Hints {
  text: string;
  /** Looked up once: a schema may ask for thousands of texts. */
  topic: string;
  quoted: string | undefined;
  arithmetic: string | undefined;
  /** Values of a format. */
  date: string | undefined;
  email: string | undefined;
  uri: string | undefined;
  /** From 0, bad, to 1, good. */
  mood: number;
  /** In lower case. */
  said: ReadonlySet<string>;
  /** Words of the beginning, to try on patterns. */
  words: readonly string[];
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
    topic: topicOf(text),
    quoted: quotedIn(text),
    arithmetic: arithmeticIn(text),
    date: /\b\d{4}-\d\d-\d\d\b/.exec(text)?.[0],
    email: /[\w.+-]{1,64}@[\w-]{1,64}(\.[\w-]{1,64}){1,9}/.exec(text)?.[0],
    uri: /https?:\/\/[^\s"'<>)]+/.exec(text)?.[0],
    mood: positivity(text),
    said: new Set(wordsOf(text.toLowerCase())),
    words: wordsOf(text.slice(0, 2000)),
    names: namesIn(text),
    effort: { left: 80_000 },
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
