import { type Check, type Checks, isRecordOf, number } from '../values/check.ts';

/** What the gateway's log should count as the price of a request, in US dollars. */
export interface GatewayCustomCost {
  readonly per_token_in?: number | undefined;
  readonly per_token_out?: number | undefined;
  readonly total_cost?: number | undefined;
}

const checks: Checks<GatewayCustomCost> = {
  per_token_in: number,
  per_token_out: number,
  total_cost: number,
};

export const customCost: Check<GatewayCustomCost> = {
  expected: 'an object of per_token_in and per_token_out, or of total_cost',
  accepts: value => isRecordOf(value, checks),
};
