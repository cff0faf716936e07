import { wordsOf } from './words.ts';

const positive =
  'amazing awesome beautiful best better brilliant delicious delight easy enjoy excellent fantastic fast favorite fine fun glad good great happy helpful impressive love loved lovely nice outstanding perfect pleasant recommend reliable superb thank wonderful wow'.split(
    ' ',
  );
const negative =
  'angry annoying awful bad boring broken bug crash disappointing disgusting dislike dreadful error fail failed hard hate hated horrible mess never poor rude sad slow stupid terrible ugly unhappy unusable useless waste worse worst wrong'.split(
    ' ',
  );
const negations = new Set(['not', 'no', 'never', "don't", "isn't", "wasn't", "doesn't", "can't", 'hardly']);

/** Share of good feeling in a text, 0 to 1; 0.5 where no word of the small lexicon occurs. */
export function positivity(text: string): number {
  let balance = 0;
  let turned = false;
  for (const word of wordsOf(text.toLowerCase().replaceAll('’', "'"))) {
    if (negations.has(word)) turned = true;
    const feeling = occurs(positive, word) ? 1 : occurs(negative, word) ? -1 : 0;
    balance += turned ? -feeling : feeling;
    if (feeling !== 0) turned = false;
  }
  return 1 / (1 + Math.exp(-4.5 * balance));
}

const occurs = (lexicon: readonly string[], word: string): boolean =>
  lexicon.some(entry => word === entry || (entry.length > 4 && word.startsWith(entry.slice(0, -1))));
