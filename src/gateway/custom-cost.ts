import { type Check, type Checks, isRecordOf, number } from '../values/check.ts';

/**
 * The price of a request in the gateway's log, in US dollars.
 * https://developers.cloudflare.com/ai-gateway/configuration/custom-costs/
 */
export interface GatewayCustomCost {
  /** US dollars for each input token. */
  readonly per_token_in?: number | undefined;
  /** US dollars for each output token. */
  readonly per_token_out?: number | undefined;
  /**
   * US dollars for each input token read from the provider's prompt cache.
   * @default per_token_in
   */
  readonly per_cache_read_token?: number | undefined;
  /**
   * US dollars for each input token written to the provider's prompt cache.
   * @default per_token_in
   */
  readonly per_cache_write_token?: number | undefined;
  /** US dollars for the whole request, in place of prices per token. */
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
