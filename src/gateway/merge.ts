import { withoutUndefined } from '../values/check.ts';
import type { Gateway, GatewayOptions } from './options.ts';

/** The gateway of a request: the provider's setting under those given, later ones winning. */
export type ResolveGateway = (
  ...settings: readonly (GatewayOptions | false | undefined)[]
) => Gateway | false;

/**
 * Later settings win, key by key; `metadata` and `retries` too. `undefined` overrides nothing, and `false` all
 * that was said before it.
 */
export function mergeGateways(
  ...settings: readonly (GatewayOptions | false | undefined)[]
): GatewayOptions | false {
  let merged: GatewayOptions | false = {};
  for (const setting of settings) {
    if (setting === false) merged = false;
    else if (setting) merged = mergeOptions(merged || {}, setting);
  }
  return merged;
}

function mergeOptions(below: GatewayOptions, above: GatewayOptions): GatewayOptions {
  return {
    ...below,
    ...withoutUndefined(above),
    ...(above.metadata && { metadata: { ...below.metadata, ...withoutUndefined(above.metadata) } }),
    ...(above.retries && { retries: { ...below.retries, ...withoutUndefined(above.retries) } }),
  };
}
