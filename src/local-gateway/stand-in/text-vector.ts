import { hash } from '../random.ts';
import { isStopWord, wordsOf } from './words.ts';

const dimensions: readonly (readonly [RegExp, number])[] = [
  [/bge-small/, 384],
  [/bge-base|embeddinggemma/, 768],
  [/bge-large|bge-m3|qwen3-embedding/, 1024],
  [/plamo/, 2048],
];

export const dimensionsOf = (model: string): number =>
  dimensions.find(([family]) => family.test(model))?.[1] ?? 768;

/**
 * A unit vector from hashed words and runs of letters: texts that share them are near.
 * The salt keeps vectors of different models and poolings apart, which are not comparable either in the real service.
 */
export function embedText(text: string, { size, salt }: { size: number; salt: string }): number[] {
  const vector = new Array<number>(size).fill(0);
  const seed = hash(salt) % 0x7fffffff;
  const add = (feature: string, weight: number): void => {
    const code = hash(feature, seed);
    const index = code % size;
    vector[index] = (vector[index] ?? 0) + (Math.floor(code / size) % 2 === 0 ? weight : -weight);
  };
  for (const word of wordsOf(text.toLowerCase())) {
    const weight = isStopWord(word) ? 0.1 : 1;
    add(`word ${word}`, weight);
    // Forms of one word share their beginning.
    add(`stem ${word.slice(0, 5)}`, weight * 0.8);
    const edged = `^${word}$`;
    for (let start = 0; start + 3 <= edged.length; start++) add(edged.slice(start, start + 3), weight * 0.4);
  }
  if (vector.every(value => value === 0)) add(`text ${text}`, 1);
  const length = Math.hypot(...vector);
  return vector.map(value => value / length);
}

/** Of unit vectors. */
export const similarity = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
