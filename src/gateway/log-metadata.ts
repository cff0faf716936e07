import { type Check, isRecord } from '../values/check.ts';

/** Values that the gateway keeps with a log. */
export type GatewayMetadataEntries = Readonly<Record<string, string | number | boolean | bigint | undefined>>;

/** Other values make the gateway drop all metadata of the request. */
export const logMetadata: Check<GatewayMetadataEntries> = {
  expected: 'an object whose values are strings, finite numbers, booleans or bigints',
  accepts: (value): value is GatewayMetadataEntries =>
    isRecord(value) && Object.values(value).every(entry => entry === undefined || isMetadataValue(entry)),
};

const isMetadataValue = (value: unknown): boolean =>
  Number.isFinite(value) || ['string', 'boolean', 'bigint'].includes(typeof value);

/** Header values are bytes, so characters beyond ASCII leave as \uXXXX, which a JSON reader turns back. */
export function encodeLogMetadata(value: GatewayMetadataEntries): string {
  const json = JSON.stringify(value, (_key, entry) => (typeof entry === 'bigint' ? String(entry) : entry));
  return json.replace(/[\x7f-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
