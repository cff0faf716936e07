import type { JsonObject } from '../json.ts';

/** What is wrong with inputs, in the words of the service's check against a schema; each is undefined where nothing is. */

export const missing = (inputs: JsonObject, names: readonly string[]): string | undefined =>
  names.every(name => inputs[name] !== undefined)
    ? undefined
    : `required properties at '/' are '${names.join(',')}'`;

const typeName = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

export const mismatch = (path: string, value: unknown, types: string): string =>
  `Type mismatch of '${path}', '${typeName(value)}' not in '${types}'`;

export const notText = (path: string, value: unknown): string | undefined =>
  typeof value === 'string' ? undefined : mismatch(path, value, 'string');

export const emptyPrompt = (prompt: unknown): string | undefined =>
  prompt === '' ? "Length of '/prompt' must be >= 1 not met" : undefined;

export const tooShort = (path: string, value: unknown): string | undefined =>
  notText(path, value) ?? (value === '' ? `Length of '${path}' must be >= 1 not met` : undefined);

/** Schemas that name their properties and allow no other. */
export function additional(inputs: JsonObject, names: readonly string[], path = ''): string | undefined {
  const extra = Object.keys(inputs).find(key => !names.includes(key));
  return extra === undefined ? undefined : `Additional property '${path}/${extra}' is not allowed`;
}
