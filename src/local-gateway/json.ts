/** Reading of values that came from outside: each returns `undefined` where the value is not of that kind. */

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const stringIn = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

export const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const booleanIn = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

export const objectIn = (value: unknown): JsonObject | undefined => (isObject(value) ? value : undefined);

export const arrayIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The table's own entry: a key from outside may be `constructor`. */
export const entryIn = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

export function parseJson(text: string | undefined): unknown {
  // Most headers are not sent, and an error costs more than all the rest of reading them.
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
