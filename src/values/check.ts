import { InvalidArgumentError } from '@ai-sdk/provider';
import { nearSetting } from './near.ts';

/** Says whether a value is what a setting takes; `expected` completes the sentence «must be …». */
export interface Check<T> {
  readonly expected: string;
  readonly accepts: (value: unknown) => value is T;
}

function check<T>(expected: string, accepts: (value: unknown) => boolean): Check<T> {
  return { expected, accepts: (value): value is T => accepts(value) };
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const boolean: Check<boolean> = check('true or false', value => typeof value === 'boolean');
export const text: Check<string> = check(
  'a string that is not empty',
  value => typeof value === 'string' && value !== '',
);
export const number: Check<number> = check('a finite number', value => Number.isFinite(value));
export const record: Check<Record<string, unknown>> = check('an object', isRecord);
export const fetchFunction: Check<typeof globalThis.fetch> = check(
  'a function like fetch',
  value => typeof value === 'function',
);

/** A text, or a function that returns one, at once or as a promise. */
export type Secret = string | (() => string | Promise<string>);
export const secret: Check<Secret> = check(
  'a string that is not empty, or a function that returns one',
  value => text.accepts(value) || typeof value === 'function',
);

export function whole({ from, to }: { from: number; to: number }): Check<number> {
  const range = to === Number.MAX_SAFE_INTEGER ? `from ${from} up` : `from ${from} to ${to}`;
  return check(`a whole number ${range}`, value => isWhole(value) && value >= from && value <= to);
}

export const count: Check<number> = whole({ from: 1, to: Number.MAX_SAFE_INTEGER });

export function oneOf<const T>(values: readonly T[]): Check<T> {
  const expected = values.map(value => JSON.stringify(value)).join(' or ');
  return check(expected, value => values.some(known => known === value));
}

export function orNull<T>({ expected, accepts }: Check<T>): Check<T | null> {
  return check(`${expected}, or null`, value => value === null || accepts(value));
}

/** Header values are byte strings: no control character, nothing beyond U+00FF (RFC 9110 §5.5). */
export const headerText: Check<string> = check(
  'a string of characters that HTTP headers can contain',
  value => typeof value === 'string' && value !== '' && isHeaderValue(value),
);

export function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

export function isHeaderValue(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

/** An object whose values are all texts that a header can carry, or undefined. */
export const headerRecord: Check<Record<string, string | undefined>> = check(
  'an object of header names and values',
  value =>
    isRecord(value) &&
    Object.entries(value).every(([name, entry]) => isHeaderName(name) && isHeaderEntry(entry)),
);

const isHeaderEntry = (entry: unknown): boolean =>
  entry === undefined || (typeof entry === 'string' && isHeaderValue(entry));

/**
 * Returns `value` when it is what the setting takes.
 * @throws InvalidArgumentError that names the setting and what it takes; the value of a secret is not shown.
 */
export function expectSetting<T>(name: string, value: unknown, check: Check<T>): T {
  if (check.accepts(value)) return value;
  throw invalidSetting(name, `must be ${check.expected}${check === secret ? '' : `, not ${show(value)}`}`);
}

export function invalidSetting(name: string, problem: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: name, message: `Setting ${name} ${problem}.` });
}

/** A URL's user and password are secrets, however it is misspelt, and its query may hold one. */
function show(value: unknown): string {
  if (typeof value === 'string') {
    const shown = value.replace(/^(\w+:[/\\]+)?.*@/s, '$1…@').replace(/([?#]).+/s, '$1…');
    return JSON.stringify(shown);
  }
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return String(value);
}

/** A text in the place of settings may be a token. */
const showKind = (value: unknown): string => (typeof value === 'string' ? 'a string' : show(value));

/** One check for each setting that `T` has. */
export type Checks<T> = { readonly [Key in keyof T]-?: Check<Exclude<T[Key], undefined>> };

/**
 * Holds an object of settings against a table of checks. `undefined` counts as not given.
 * @throws InvalidArgumentError for a wrong value or a key that the table does not have.
 */
export function expectSettings<T extends object>(
  name: string,
  settings: unknown,
  checks: Checks<T>,
): asserts settings is T {
  if (!isRecord(settings))
    throw invalidSetting(name || 'settings', `must be an object, not ${showKind(settings)}`);
  const table = new Map<string, Check<unknown>>(Object.entries(checks));
  for (const [key, value] of Object.entries(settings)) {
    if (value === undefined) continue;
    const path = name ? `${name}.${key}` : key;
    const check = table.get(key);
    if (!check) throw invalidSetting(path, unknownSetting(key, [...table.keys()]));
    expectSetting(path, value, check);
  }
}

function unknownSetting(key: string, known: readonly string[]): string {
  const near = nearSetting(key, known);
  return `is unknown${near ? `: did you mean ${near}?` : '.'} Known settings: ${known.join(', ')}`;
}

/**
 * The options of one call, apart from those that are not known: other code may add keys of its own.
 * @throws InvalidArgumentError for a value that an option does not take.
 */
export function readCallOptions<T extends object>(
  options: unknown,
  checks: Checks<T>,
): { readonly known: Partial<T>; readonly unknown: readonly string[] } {
  if (options === undefined) return { known: {}, unknown: [] };
  if (!isRecord(options))
    throw invalidSetting('providerOptions.workersai', `must be an object, not ${showKind(options)}`);
  const entries = Object.entries(options);
  const known: unknown = Object.fromEntries(entries.filter(([key]) => Object.hasOwn(checks, key)));
  expectSettings<Partial<T>>('providerOptions.workersai', known, checks);
  return { known, unknown: entries.map(([key]) => key).filter(key => !Object.hasOwn(checks, key)) };
}

/** Whether each value given is one that the table's check accepts, with no key beside them. */
export function isRecordOf<T extends object>(value: unknown, checks: Checks<T>): value is T {
  if (!isRecord(value)) return false;
  const table = new Map<string, Check<unknown>>(Object.entries(checks));
  return Object.entries(value).every(([key, entry]) => entry === undefined || table.get(key)?.accepts(entry));
}

/** A copy without the keys whose value is undefined. */
export function withoutUndefined<T extends object>(value: T): T;
export function withoutUndefined(value: object): object {
  // Deleting keys from a copy would make an object that V8 is slow with from then on.
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}
