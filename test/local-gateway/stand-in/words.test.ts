import { expect, test } from 'vitest';
import { tokensOf } from '../../../src/local-gateway/script/reply.ts';
import { positivity } from '../../../src/local-gateway/stand-in/sentiment.ts';
import {
  arithmeticIn,
  namesIn,
  numbersIn,
  quotedIn,
  sameStem,
  wordsOfName,
} from '../../../src/local-gateway/stand-in/words.ts';

test.each<[string, string[]]>([
  ['The weather in São Paulo and Lisbon', ['São Paulo', 'Lisbon']],
  ['Compare Porto with Rio de Janeiro', ['Porto', 'Rio', 'Janeiro']],
  ['Cloudflare is near Ada Lovelace', ['Ada Lovelace', 'Cloudflare']],
  ['It rains. Oslo is wet, says Bob', ['Bob', 'Oslo']],
  ['First line\nOslo, and Bob', ['Bob', 'First', 'Oslo']],
  ['Ask Ada', ['Ada']],
  ['In Askim', ['Askim']],
  ['Oslo.  Bergen', ['Oslo', 'Bergen']],
  ['see\n  Oslo, and Bob', ['Bob', 'Oslo']],
  ['to Ask', []],
  ['nothing here', []],
])('names in %j', (text, names) => {
  expect(namesIn(text)).toEqual(names);
});

test('numbers, quotes, sums and the words of a name are read', () => {
  expect([numbersIn('from -3 to 4.25, or 6.'), numbersIn('none')]).toEqual([[-3, 4.25, 6], []]);
  expect([quotedIn('say “hi there” now'), quotedIn('say nothing')]).toEqual(['hi there', undefined]);
  expect(arithmeticIn('What is (12 + 3.25)  *  41?')).toBe('(12 + 3.25)  *  41');
  expect(arithmeticIn('12.25×10.75-1')).toBe('12.25×10.75-1');
  expect(wordsOfName('__getCurrent_weather2Go')).toEqual(['get', 'current', 'weather2', 'go']);
});

test.each([
  ['add', 'add', true],
  ['add', 'adds', false],
  ['stock', 'stocks', true],
  ['weather', 'weathers', true],
  ['weather', 'weasel', false],
  ['four', 'fourth', false],
])('%s and %s are forms of one word: %s', (one, other, same) => {
  expect(sameStem(one, other)).toBe(same);
  expect(sameStem(other, one)).toBe(same);
});

test.each([
  ['I love it', 0.9, 1],
  ['I hate it', 0, 0.1],
  ['It is', 0.5, 0.5],
  ['not good', 0, 0.1],
  ['not bad', 0.9, 1],
  ['It isn’t good', 0, 0.1],
  ['not now, good', 0, 0.1],
  ['not good, great', 0.5, 0.5],
  ['good and bad', 0.5, 0.5],
  ['loving', 0.5, 0.5],
  ['crashes and errors', 0, 0.01],
  ['goodness', 0.5, 0.5],
])('the feeling of %j is from %d to %d', (text, least, most) => {
  const feeling = positivity(text);
  expect(feeling).toBeGreaterThanOrEqual(least);
  expect(feeling).toBeLessThanOrEqual(most);
});

test.each<[string, string[]]>([
  ['Hello, world', ['Hello', ',', ' world']],
  ['a  b\n', ['a', '  b', '\n']],
  ['“x”', ['“', 'x', '”']],
  ['', []],
])('tokens of %j', (text, tokens) => {
  expect(tokensOf(text)).toEqual(tokens);
});

test('tokens join to the same text, whatever it is', () => {
  const text = `${'x'.repeat(100)}${' '.repeat(100)}😀 ü\t${'!?'.repeat(9)}\u{10FFFF}`;
  expect(tokensOf(text).join('')).toBe(text);
});
