import { type Check, type Checks, isRecordOf, oneOf, whole } from '../values/check.ts';

/**
 * How the gateway retries a request that failed upstream.
 * https://developers.cloudflare.com/ai-gateway/configuration/request-handling/
 * See docs/retries.md.
 */
export interface GatewayRetries {
  /** Attempts in all, from 1 to 5. */
  readonly maxAttempts?: number | undefined;
  /** Milliseconds between two attempts, from 0 to 5000. */
  readonly retryDelayMs?: number | undefined;
  /** How the delay grows from one attempt to the next. */
  readonly backoff?: 'constant' | 'linear' | 'exponential' | undefined;
}

const checks: Checks<GatewayRetries> = {
  maxAttempts: whole({ from: 1, to: 5 }),
  retryDelayMs: whole({ from: 0, to: 5000 }),
  backoff: oneOf(['constant', 'linear', 'exponential']),
};

export const retries: Check<GatewayRetries> = {
  expected:
    'an object of maxAttempts (1 to 5), retryDelayMs (0 to 5000) and backoff (constant, linear, exponential)',
  accepts: value => isRecordOf(value, checks),
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

/** The names that an entry of the universal endpoint has for them. */
export const retryConfig = ({
  maxAttempts,
  retryDelayMs,
  backoff,
}: GatewayRetries): Record<string, unknown> => ({ maxAttempts, retryDelay: retryDelayMs, backoff });
