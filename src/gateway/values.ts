import { type Check, type Checks, isRecord, isRecordOf, number, oneOf, whole } from '../values/check.ts';

/** How the gateway itself repeats a request that failed upstream. */
export interface GatewayRetries {
  /** Attempts in all, 1 to 5. */
  readonly maxAttempts?: number | undefined;
  /** Milliseconds between two attempts, at most 5000. */
  readonly retryDelayMs?: number | undefined;
  readonly backoff?: 'constant' | 'linear' | 'exponential' | undefined;
}

/** What the gateway's log should count as the price of a request, in US dollars. */
export interface GatewayCustomCost {
  readonly per_token_in?: number | undefined;
  readonly per_token_out?: number | undefined;
  readonly total_cost?: number | undefined;
}

/** Values that the gateway keeps with a log. */
export type GatewayMetadataEntries = Readonly<Record<string, string | number | boolean | bigint | undefined>>;

const retryChecks: Checks<GatewayRetries> = {
  maxAttempts: whole({ from: 1, to: 5 }),
  retryDelayMs: whole({ from: 0, to: 5000 }),
  backoff: oneOf(['constant', 'linear', 'exponential']),
};

export const retries: Check<GatewayRetries> = {
  expected:
    'an object of maxAttempts (1 to 5), retryDelayMs (0 to 5000) and backoff (constant, linear, exponential)',
  accepts: value => isRecordOf(value, retryChecks),
};

export const retryHeaders = ({
  maxAttempts,
  retryDelayMs,
  backoff,
}: GatewayRetries): Record<string, string> => ({
  ...(maxAttempts !== undefined && { 'cf-aig-max-attempts': String(maxAttempts) }),
  ...(retryDelayMs !== undefined && { 'cf-aig-retry-delay': String(retryDelayMs) }),
  ...(backoff !== undefined && { 'cf-aig-backoff': backoff }),
});

const costChecks: Checks<GatewayCustomCost> = {
  per_token_in: number,
  per_token_out: number,
  total_cost: number,
};

export const customCost: Check<GatewayCustomCost> = {
  expected: 'an object of per_token_in and per_token_out, or of total_cost',
  accepts: value => isRecordOf(value, costChecks),
};

/** Other values make the gateway drop all metadata of the request. */
export const metadata: Check<GatewayMetadataEntries> = {
  expected: 'an object of strings, finite numbers, booleans and bigints',
  accepts: (value): value is GatewayMetadataEntries =>
    isRecord(value) && Object.values(value).every(entry => entry === undefined || isMetadataValue(entry)),
};

const isMetadataValue = (value: unknown): boolean =>
  Number.isFinite(value) || ['string', 'boolean', 'bigint'].includes(typeof value);

/** Header values are bytes, so what is beyond ASCII leaves as \uXXXX, which a JSON reader turns back. */
export function encodeMetadata(value: GatewayMetadataEntries): string {
  const json = JSON.stringify(value, (_key, entry) => (typeof entry === 'bigint' ? String(entry) : entry));
  return json.replace(/[\x7f-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
