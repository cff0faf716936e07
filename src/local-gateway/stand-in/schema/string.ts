import { entryIn, type JsonObject, numberIn, stringIn } from '../../json.ts';
import { capitalised, wordsOf, wordsOfName } from '../words.ts';
import type { Hints } from './hints.ts';
import { meets, written } from './match.ts';
import { readPattern } from './pattern.ts';

interface Place {
  name: string;
  index: number | undefined;
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '2025-01-15T12:00:00Z',
  date: '2025-01-15',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'ada@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
};

const samples = [
  '1',
  '12',
  '123',
  '1234',
  '12345',
  'a',
  'A',
  'abc',
  'ABC',
  'AB',
  'ABC-123',
  'a1',
  '#336699',
  '1.0.0',
];

export function fitString(schema: JsonObject, place: Place, hints: Hints): string {
  const format = entryIn(formats, stringIn(schema.format) ?? '');
  if (format !== undefined) return mentioned(format, hints) ?? format;
  const known = stringIn(hints.fact(place.name, value => typeof value === 'string'));
  const value = fitLength(known ?? phraseFor(place, hints), schema);
  return fitPattern(value, schema, hints);
}

/** A date or an address of the same form that the text holds. */
function mentioned(format: string, { date, email, uri }: Hints): string | undefined {
  if (format === formats.date) return date;
  if (format === formats.email) return email;
  return format === formats.uri ? uri : undefined;
}

function phraseFor({ name, index }: Place, hints: Hints): string {
  const words = wordsOfName(name);
  const says = (...meanings: string[]): boolean => meanings.some(meaning => words.includes(meaning));
  if (says('expression', 'formula', 'calculation')) return hints.arithmetic ?? hints.text;
  if (says('query', 'question', 'prompt', 'input', 'message', 'text', 'search')) {
    return hints.quoted ?? hints.text;
  }
  if (says('unit', 'units')) return 'celsius';
  if (isNamed(words) && index === undefined) {
    const found = hints.names.length > 1 ? hints.names.shift() : hints.names[0];
    if (found !== undefined) return found;
  }
  const label = capitalised(words.join(' ').replace(/s$/, '')) || 'Item';
  if (index !== undefined) return `${label} ${index + 1} of ${hints.topic}`;
  if (says('name', 'title')) return wordsOf(hints.topic).map(capitalised).join(' ');
  return hints.quoted ?? `${label || 'Value'} of ${hints.topic}`;
}

/** Properties that ask for a proper name: a place, a person, a product. */
const isNamed = (words: readonly string[]): boolean =>
  words.some(word =>
    /^(city|cities|town|place|location|country|region|state|address|destination|origin|from|to|where|who|name|person|user|customer|author|company|product|airport|symbol|topic|subject)$/.test(
      word,
    ),
  );

/** A schema may ask for a thousand million characters. */
const longest = 20_000;

function fitLength(value: string, schema: JsonObject): string {
  const least = Math.min(numberIn(schema.minLength) ?? 0, longest);
  const most = numberIn(schema.maxLength) ?? Number.POSITIVE_INFINITY;
  let long = value;
  while (long.length < least) long += ` ${value || 'x'}`;
  return long.slice(0, Math.max(least, Math.min(long.length, most)));
}

/** Longer texts are not tried: what fits a pattern is short. */
const longestTried = 200;

/** The value, else a word, else a text made for the pattern; the value where the pattern is not understood. */
function fitPattern(value: string, schema: JsonObject, hints: Hints): string {
  const source = stringIn(schema.pattern);
  const pattern = source === undefined || hints.effort.left <= 0 ? undefined : readPattern(source);
  // Each piece of a pattern is compiled.
  hints.effort.left -= 10 * (source?.length ?? 0);
  if (!pattern) return value;
  const fits = (text: string): boolean => text.length <= longestTried && meets(pattern, text, hints.effort);
  if (fits(value)) return value;
  const more = Math.min(numberIn(schema.minLength) ?? 0, longestTried);
  const made = [written(pattern, 0), written(pattern, 1), written(pattern, more)];
  const most = numberIn(schema.maxLength) ?? Number.POSITIVE_INFINITY;
  const hasLength = (text: string): boolean => text.length >= more && text.length <= most;
  return (
    [...hints.words, ...Object.values(formats), ...samples].find(word => hasLength(word) && fits(word)) ??
    made.find(text => hasLength(text) && fits(text)) ??
    value
  );
}
