import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Place } from '../request/places.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** @throws InvalidArgumentError for a text that is not two numbers. */
export function readSize(text: string): Size {
  const [width, height] = twoNumbers('size', text, /^(\d+)x(\d+)$/);
  return { width, height };
}

/**
 * The size of about a megapixel with these proportions, within what a model takes for a side.
 * @throws InvalidArgumentError for a text that is not two numbers.
 */
export function readAspectRatio(text: string, { from = 0, to = 2048 }: Pick<Place, 'from' | 'to'>): Size {
  const [across, down] = twoNumbers('aspectRatio', text, /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/);
  const root = Math.sqrt(across / down);
  const [short, long] = [1024 * Math.min(root, 1 / root), 1024 * Math.max(root, 1 / root)];
  const scale = Math.min(Math.max(1, from / short), to / long);
  const side = (length: number) => Math.min(to, Math.max(from, 8, Math.round((length * scale) / 8) * 8));
  return { width: side(1024 * root), height: side(1024 / root) };
}

function twoNumbers(argument: string, text: string, form: RegExp): [number, number] {
  const [, first, second] = form.exec(text) ?? [];
  if (Number(first) > 0 && Number(second) > 0) return [Number(first), Number(second)];
  const example = argument === 'size' ? '1024x768' : '4:3';
  throw new InvalidArgumentError({
    argument,
    message: `${argument} must be of the form ${example}, not ${JSON.stringify(text)}.`,
  });
}
