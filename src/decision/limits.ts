import { invalidSetting } from '../values/check.ts';
import { type Unsupported, unsupportedBy } from '../values/unsupported.ts';

/** @throws InvalidArgumentError that names what has too many or too few. */
export function expectEntries(name: string, count: number, { from, to }: { from: number; to: number }): void {
  if (count >= from && count <= to) return;
  throw invalidSetting(name, `must have ${from} to ${to} entries, not ${count}`);
}

const refuse: Unsupported = unsupportedBy('Decision models do not take');

export const unsupported = (what: string): ReturnType<Unsupported> =>
  refuse(what, 'Use text, JSON, or PNG, JPEG and WebP images as bytes or base64.');
