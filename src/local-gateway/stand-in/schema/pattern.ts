/** A piece of a regular expression. */
export type Pattern =
  | { readonly type: 'character'; readonly source: string; readonly has: (character: string) => boolean }
  | { readonly type: 'edge'; readonly holds: (text: readonly string[], at: number) => boolean }
  | { readonly type: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly type: 'choice'; readonly options: readonly Pattern[] }
  | { readonly type: 'repeat'; readonly of: Pattern; readonly least: number; readonly most: number };

interface Reader {
  readonly source: string;
  at: number;
  /** Of open groups: the reader calls itself. */
  depth: number;
}

const longest = 2000;
const deepest = 50;

/** Undefined for what is no pattern, is too long, or looks around or back. */
export function readPattern(source: string): Pattern | undefined {
  if (source.length > longest) return undefined;
  try {
    new RegExp(source, 'u');
    const reader = { source, at: 0, depth: 0 };
    const pattern = readChoice(reader);
    return reader.at === source.length ? pattern : undefined;
  } catch {
    return undefined;
  }
}

function readChoice(reader: Reader): Pattern {
  const options = [readSequence(reader)];
  while (take(reader, /\|/y)) options.push(readSequence(reader));
  return { type: 'choice', options };
}

function readSequence(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  while (reader.at < reader.source.length && !/[|)]/.test(reader.source.charAt(reader.at)))
    parts.push(readRepeat(reader));
  return { type: 'sequence', parts };
}

function readRepeat(reader: Reader): Pattern {
  const of = readAtom(reader);
  const [, sign, least, comma, most] = take(reader, /([*+?]|\{(\d+)(,(\d*))?\})\??/y) ?? [];
  if (sign === undefined) return of;
  if (sign === '*') return { type: 'repeat', of, least: 0, most: Infinity };
  if (sign === '+') return { type: 'repeat', of, least: 1, most: Infinity };
  if (sign === '?') return { type: 'repeat', of, least: 0, most: 1 };
  const fewest = Number(least);
  const end = comma === undefined ? fewest : most === '' ? Infinity : Number(most);
  return { type: 'repeat', of, least: fewest, most: end };
}

const isWord = (character: string | undefined): boolean => /^\w$/.test(character ?? '');
const isAtBoundary = (text: readonly string[], at: number): boolean =>
  isWord(text[at - 1]) !== isWord(text[at]);

const edges: Readonly<Record<string, (text: readonly string[], at: number) => boolean>> = {
  '^': (_text, at) => at === 0,
  $: (text, at) => at === text.length,
  '\\b': isAtBoundary,
  '\\B': (text, at) => !isAtBoundary(text, at),
};

function readAtom(reader: Reader): Pattern {
  const edge = take(reader, /\^|\$|\\b|\\B/y)?.[0];
  const holds = edge === undefined ? undefined : edges[edge];
  if (holds) return { type: 'edge', holds };
  if (take(reader, /\((?:\?:|\?<\w+>|(?!\?))/y)) return readGroup(reader);
  const [source] = take(reader, character) ?? [];
  if (source === undefined) throw new SyntaxError(`Not read: ${reader.source}`);
  if (!/^[.\\[]/.test(source)) return { type: 'character', source, has: character => character === source };
  const expression = new RegExp(`^(?:${source})$`, 'u');
  return { type: 'character', source, has: character => expression.test(character) };
}

function readGroup(reader: Reader): Pattern {
  if (++reader.depth > deepest) throw new SyntaxError('Too many groups');
  const group = readChoice(reader);
  if (!take(reader, /\)/y)) throw new SyntaxError('An open group');
  reader.depth--;
  return group;
}

/** A class, an escape (of what is no reference) or a character. */
const character =
  /\[(?:\\[\s\S]|[^\]\\])*\]|\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|c[a-z]|p\{[^}]*\}|[^1-9kbux])|[^\\()[\]{}*+?|^$]/iuy;

function take(reader: Reader, expression: RegExp): RegExpExecArray | undefined {
  expression.lastIndex = reader.at;
  const found = expression.exec(reader.source) ?? undefined;
  if (found) reader.at += found[0].length;
  return found;
}
