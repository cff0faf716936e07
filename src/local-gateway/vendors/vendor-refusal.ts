import type { ResolvedOptions } from '../options.ts';
import type { RunCall } from '../run/call.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import { paidByCredits } from './slugs.ts';
import type { VendorCall } from './vendor-wire.ts';

/**
 * Who pays: the key in the request, else the one that the gateway stores, else credits.
 * https://developers.cloudflare.com/ai-gateway/features/unified-billing/
 */
export function vendorRefusal(
  call: Pick<RunCall, 'provider' | 'gatewayAuthorization' | 'isTrusted'>,
  { vendor, options }: { vendor: VendorCall; options: ResolvedOptions },
): Failure | undefined {
  const { provider, isTrusted } = call;
  const { key, alias = 'default', noWholesale } = vendor;
  if (key !== undefined) return undefined;
  // A stored key and credits ask for an authenticated gateway, which the binding's is.
  if (!isTrusted && !call.gatewayAuthorization) return failureOf(2009);
  if (alias !== 'default' && (isTrusted || !isStored(provider, alias, options)))
    return failureOf(2040, {
      message: `Provider '${provider}' has no BYOK credential named '${alias}', use default`,
    });
  if (isStored(provider, alias, options)) return undefined;
  if (noWholesale) return failureOf(2044);
  return options.credits && paidByCredits.has(provider) ? undefined : failureOf(2021);
}

/** Without a list, a key named `default` is stored for every vendor. */
function isStored(slug: string, alias: string, { providerKeys }: ResolvedOptions): boolean {
  if (providerKeys === undefined) return alias === 'default';
  const names = Object.hasOwn(providerKeys, slug) ? providerKeys[slug] : undefined;
  return [names ?? []].flat().includes(alias);
}
