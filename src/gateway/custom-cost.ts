import { type Check, type Checks, isRecordOf, number } from '../values/check.ts';

/** What the gateway's log should count as the price of a request, in US dollars. */
export interface GatewayCustomCost {
  readonly per_token_in?: number | undefined;
  readonly per_token_out?: number | undefined;
  /** Of input tokens read from the provider's prompt cache. */
  readonly per_cache_read_token?: number | undefined;
  /** Of input tokens written to it; of the two, a missing one costs `per_token_in`. */
  readonly per_cache_write_token?: number | undefined;
  readonly total_cost?: number | undefined;
}

const checks: Checks<GatewayCustomCost> = {
  per_token_in: number,
  per_token_out: number,
  per_cache_read_token: number,
  per_cache_write_token: number,
  total_cost: number,
};

export const customCost: Check<GatewayCustomCost> = {
  expected:
    'an object of per_token_in, per_token_out, per_cache_read_token and per_cache_write_token, or of total_cost',
  accepts: value => isRecordOf(value, checks),
};
