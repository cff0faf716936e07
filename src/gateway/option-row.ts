import type { Check } from '../values/check.ts';

/** One option of a request through the gateway: what it takes, and how it travels. */
export interface OptionRow<T> extends Check<T> {
  /** The request headers that carry the value. */
  readonly headers: (value: unknown) => Record<string, string>;
  readonly warning: (value: unknown) => string | undefined;
  /** Whether the Workers binding has no name for it, so that it goes as a header there too. */
  readonly isHeaderOnly: boolean;
  /** What an entry of the universal endpoint has in its `config` in place of the headers. */
  readonly config?: (value: unknown) => Record<string, unknown>;
}

export function option<T>(
  check: Check<T>,
  headers: (value: T) => Record<string, string>,
  warning: (value: T) => string | undefined = () => undefined,
): OptionRow<T> {
  return {
    ...check,
    headers: value => (check.accepts(value) ? headers(value) : {}),
    warning: value => (check.accepts(value) ? warning(value) : undefined),
    isHeaderOnly: false,
  };
}

/** An option that the Workers binding has no name for. */
export const headerOnly = <T>(row: OptionRow<T>): OptionRow<T> => ({ ...row, isHeaderOnly: true });

/** An option that an entry of the universal endpoint names in its `config`. */
export const inConfig = <T>(
  row: OptionRow<T>,
  config: (value: T) => Record<string, unknown>,
): OptionRow<T> => ({
  ...row,
  config: value => (row.accepts(value) ? config(value) : {}),
});
