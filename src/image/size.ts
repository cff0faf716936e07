import type { Place } from '../request/places.ts';
import { invalidSetting } from '../values/check.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const examples = { size: '1024x768', aspectRatio: '4:3' } as const;

/** @throws InvalidArgumentError for a text that is not two numbers. */
export function readSize(name: 'size' | 'aspectRatio', text: string): Size {
  const [width = 0, height = 0, more] = text.split(name === 'size' ? 'x' : ':').map(Number);
  if (width > 0 && height > 0 && more === undefined) return { width, height };
  throw invalidSetting(name, `must be of the form ${examples[name]}, not ${JSON.stringify(text)}`);
}

/**
 * The size of about a megapixel with these proportions, within what a model takes for a side.
 * @throws InvalidArgumentError for a text that is not two numbers.
 */
export function nearestSize(aspectRatio: string, { from = 0, to = 2048 }: Place): Size {
  const { width, height } = readSize('aspectRatio', aspectRatio);
  const ratio = Math.max(width, height) / Math.min(width, height);
  const side = (length: number) => Math.min(to, Math.max(from, 8, Math.round(length / 8) * 8));
  const long = side(1024 * Math.sqrt(ratio));
  const short = side(long / ratio);
  return width > height ? { width: long, height: short } : { width: short, height: long };
}
