import { isRecord } from '../values/check.ts';
import { type Gateway, type GatewayOptions, givenRows } from './options.ts';

/** The headers that carry the options. */
export function gatewayHeaders(options: GatewayOptions): Record<string, string> {
  return Object.assign({}, ...givenRows(options).map(([row, value]) => row.headers(value)));
}

/** The options of one entry of the universal endpoint. */
export function entryOptions(options: GatewayOptions): {
  headers: Record<string, string>;
  config: { [name: string]: unknown };
} {
  const rows = givenRows(options);
  return {
    headers: Object.assign({}, ...rows.map(([row, value]) => (row.config ? {} : row.headers(value)))),
    config: Object.assign({}, ...rows.map(([row, value]) => row.config?.(value))),
  };
}

/** The options that the Workers binding has names for; JSON has no bigint. */
export function bindingOptions(options: Gateway): Record<string, unknown> {
  const named = givenRows(options).filter(([row]) => !row.isHeaderOnly);
  const entries = named.map(([, value, key]) => [key, isRecord(value) ? withoutBigints(value) : value]);
  return { id: options.id, ...Object.fromEntries(entries) };
}

/** The headers of those that it has none for. */
export function headerOnlyOptions(options: GatewayOptions): Record<string, string> {
  const rest = givenRows(options).filter(([row]) => row.isHeaderOnly);
  return Object.assign({}, ...rest.map(([row, value]) => row.headers(value)));
}

const withoutBigints = (value: object): object =>
  Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, typeof entry === 'bigint' ? String(entry) : entry]),
  );
