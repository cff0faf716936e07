import { isRecord } from './check.ts';
import type { JSONValue } from './json.ts';

/** An object that came out of `JSON.parse`. */
export const isJsonObject = (value: unknown): value is { [key: string]: JSONValue } => isRecord(value);

/** Readers for fields that may be missing or null: what is not of the kind is undefined, or empty. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text that says something: the service sends `""` as often as null. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

/** Seconds since 1970 that a Date can hold: one that it cannot throws where the AI SDK writes it down. */
export const secondsOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Math.abs(value) <= 8.64e12 ? value : undefined;
