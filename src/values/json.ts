import { UnsupportedFunctionalityError } from '@ai-sdk/provider';

/** A value as JSON can hold it. */
export type JSONValue = null | string | number | boolean | JSONValue[] | { [key: string]: JSONValue };

/**
 * A caller's value as JSON. What JSON has no word for, a function say, is null.
 * @throws UnsupportedFunctionalityError for what JSON cannot hold: a bigint, a cycle, too many levels.
 */
export function toJson(value: unknown, { what }: { readonly what: string }): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnsupportedFunctionalityError({
      functionality: `${what} that JSON cannot hold`,
      message: `Workers AI takes ${what} as JSON, and these cannot be written as JSON: ${reason.split('\n')[0]}.`,
    });
  }
}

/**
 * A text as it is, any other value as JSON.
 * @throws UnsupportedFunctionalityError as `toJson` does.
 */
export const toText = (value: unknown, { what }: { readonly what: string }): string =>
  typeof value === 'string' ? value : toJson(value, { what });

/** The value of a JSON text, or undefined for anything else. */
export function parseText(text: unknown): JSONValue | undefined {
  // Most headers are missing, and an error that is thrown and caught costs 8 µs.
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
