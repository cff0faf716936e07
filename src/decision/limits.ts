import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { invalidSetting } from '../values/check.ts';

/** @throws InvalidArgumentError that names what has too many or too few. */
export function expectEntries(name: string, count: number, { from, to }: { from: number; to: number }): void {
  if (count >= from && count <= to) return;
  throw invalidSetting(name, `must have ${from} to ${to} entries, not ${count}`);
}

export const unsupported = (functionality: string): UnsupportedFunctionalityError =>
  new UnsupportedFunctionalityError({
    functionality,
    message: `Decision models do not take ${functionality}: use text, JSON, or PNG, JPEG and WebP images as bytes or base64.`,
  });
