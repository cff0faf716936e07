import type { Place } from '../request/places.ts';
import { invalidSetting } from '../values/check.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** @throws InvalidArgumentError for a text that is not two numbers. */
export const readSize = (size: string): Size => readPair(size, 'size', 'x');

function readPair(text: string, setting: string, between: string): Size {
  const [width = 0, height = 0, more] = text.split(between).map(Number);
  if (width > 0 && height > 0 && more === undefined) return { width, height };
  throw invalidSetting(setting, `must be two numbers with ${between} between, not ${JSON.stringify(text)}`);
}

/**
 * The size of about a megapixel with these proportions, within what a model takes for a side.
 * @throws InvalidArgumentError for a text that is not two numbers.
 */
export function nearestSize(aspectRatio: string, { from = 0, to = 2048 }: Place): Size {
  const { width, height } = readPair(aspectRatio, 'aspectRatio', ':');
  const scale = Math.min(1024 / Math.sqrt(width * height), to / Math.max(width, height));
  const side = (length: number) => Math.min(to, Math.max(from, 8, Math.round((length * scale) / 8) * 8));
  return { width: side(width), height: side(height) };
}
