import { inspect } from 'node:util';

/** Every text that a value turns into where programs print, log, send or copy it. */
function renderings(value: unknown): string[] {
  return [
    attempt(() => String(value)),
    attempt(() => JSON.stringify(value) ?? ''),
    attempt(() => JSON.stringify(value, namesOf(value)) ?? ''),
    attempt(() => inspect(structuredClone(value), { depth: Infinity })),
    inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: null }),
    ...(value instanceof Error ? [value.message, value.stack ?? '', String(value.cause)] : []),
  ];
}

/** What cannot be written or copied says so in an error, which is printed in its place. */
function attempt(render: () => string): string {
  try {
    return render();
  } catch (error) {
    return error instanceof Error ? `${error.message} ${error.stack}` : String(error);
  }
}

/** Of properties that are not enumerable too, as loggers of errors do it. */
const namesOf = (value: unknown): string[] =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? Object.getOwnPropertyNames(value)
    : [];

/** Where the secrets show. */
export const leaksIn = (value: unknown, secrets: readonly string[]): string[] =>
  renderings(value).filter(text => secrets.some(secret => text.includes(secret)));
