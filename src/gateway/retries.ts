import { type Check, type Checks, isRecordOf, oneOf, whole } from '../values/check.ts';

/** How the gateway itself repeats a request that failed upstream. */
export interface GatewayRetries {
  /** Attempts in all, 1 to 5. */
  readonly maxAttempts?: number | undefined;
  /** Milliseconds between two attempts, at most 5000. */
  readonly retryDelayMs?: number | undefined;
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
