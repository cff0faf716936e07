/** Words of a prompt, from which the stand-in model makes its answers. */

const stopWords = new Set(
  'a an the of to in on at by for with from and or not no is are was were be been am do does did can could will would shall should may might must i me my you your he she it its we our they their this that these those what which who whom whose when where why how as if then than so very just please tell give show get find make write generate create list about into over under up down out there here any some all me using use'.split(
    ' ',
  ),
);

export const isStopWord = (word: string): boolean => stopWords.has(word.toLowerCase());

export const wordsOf = (text: string): string[] =>
  text.match(/[\p{L}\p{N}]{1,64}(?:['’-][\p{L}\p{N}]{1,64}){0,8}/gu) ?? [];

/** `getCurrentWeather`, `get_current_weather` → get current weather. */
export const wordsOfName = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());

/** What the text is about: its last few words that carry meaning. */
export function topicOf(text: string): string {
  const meaningful = wordsOf(text).filter(word => !isStopWord(word));
  return meaningful.slice(0, 4).join(' ') || 'the request';
}

/** Runs of capitalised words; a single one that merely opens a sentence comes last. */
export function namesIn(text: string): string[] {
  const names: string[] = [];
  const doubtful: string[] = [];
  const name = /\p{Lu}[\p{L}\p{N}'’-]*(?:\s\p{Lu}[\p{L}\p{N}'’-]*)*/gu;
  for (const match of text.matchAll(name)) {
    const words = match[0].split(/\s/);
    const [first = ''] = words;
    const kept = isStopWord(first) || isVerb(first) ? words.slice(1) : words;
    const before = text.slice(Math.max(0, match.index - 10), match.index);
    const opensSentence = /(^|[.!?:]\s+|\n\s*)$/.test(before);
    if (kept.length > 0) (opensSentence && words.length === 1 ? doubtful : names).push(kept.join(' '));
  }
  return [...names, ...doubtful];
}

const isVerb = (word: string): boolean =>
  /^(Add|Ask|Book|Calculate|Call|Check|Classify|Compare|Compute|Convert|Describe|Explain|Extract|Look|Multiply|Name|Plan|Read|Search|Send|Summari[sz]e|Translate)$/.test(
    word,
  );

export const numbersIn = (text: string): number[] => (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);

export const quotedIn = (text: string): string | undefined => /["“«]([^"“«”»]{1,1000})["”»]/.exec(text)?.[1];

/** An arithmetic expression, such as `2 + 3 * 4`. */
export const arithmeticIn = (text: string): string | undefined =>
  /\({0,9}\d{1,30}(?:\.\d{1,30})?\){0,9}(?:\s{0,9}[-+*/×÷]\s{0,9}\({0,9}\d{1,30}(?:\.\d{1,30})?\){0,9})+/.exec(
    text,
  )?.[0];

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether two words are forms of one: alike for the first five letters. */
export const sameStem = (one: string, other: string): boolean => one.slice(0, 5) === other.slice(0, 5);
