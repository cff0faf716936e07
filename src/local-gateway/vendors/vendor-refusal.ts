import type { ResolvedOptions } from '../options.ts';
import type { RunCall } from '../run/call.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import { paidByCredits } from './slugs.ts';
import type { VendorCall, VendorDoor } from './vendor-wire.ts';

type Caller = Pick<RunCall, 'provider' | 'gatewayAuthorization' | 'isTrusted'>;

interface Context {
  readonly vendor: VendorCall;
  readonly options: ResolvedOptions;
}

/**
 * Who pays: the key in the request, else the one that the gateway stores, else credits.
 * https://developers.cloudflare.com/ai-gateway/features/unified-billing/
 */
export function vendorRefusal(call: Caller, { vendor, options }: Context): Failure | undefined {
  const { provider, isTrusted } = call;
  const { key, alias = 'default', noWholesale, door } = vendor;
  if (key !== undefined) return door === 'compat' ? wrongKey(key, options) : undefined;
  // A stored key and credits ask for an authenticated gateway, which the binding's is, and that of Cloudflare's API.
  if (door !== 'catalogue' && !isTrusted && door !== 'route' && !call.gatewayAuthorization)
    return failureOf(2009);
  if (alias !== 'default' && (isTrusted || !isStored(provider, alias, options)))
    return failureOf(2040, {
      message: `Provider '${provider}' has no BYOK credential named '${alias}', use default`,
    });
  const doorOf = doors[door];
  if ((isTrusted || doorOf.finds(provider)) && isStored(provider, alias, options)) return undefined;
  if (noWholesale) return failureOf(doorOf.barred);
  return options.credits ? doorOf.unpaid(provider) : failureOf(2021);
}

interface Payment {
  /** Whether a stored key of a vendor is looked for. */
  readonly finds: (provider: string) => boolean;
  /** What comes of it where credits may not pay. */
  readonly barred: number;
  /** What comes of it where credits would have to pay. */
  readonly unpaid: (provider: string) => Failure | undefined;
}

const everyone = (): boolean => true;

const doors: Readonly<Record<VendorDoor, Payment>> = {
  path: {
    finds: everyone,
    barred: 2044,
    unpaid: provider => (paidByCredits.has(provider) ? undefined : failureOf(2021)),
  },
  /** https://github.com/anomalyco/models.dev/pull/4715 */
  compat: {
    finds: everyone,
    barred: 2044,
    unpaid: provider => {
      if (provider === 'openai' || provider === 'anthropic') return undefined;
      const status = provider === 'deepseek' ? 401 : 403;
      return failureOf(status, {
        message: 'Model or provider could not be resolved for spend-limit enforcement',
      });
    },
  },
  catalogue: {
    finds: provider => provider === 'openai' || provider === 'anthropic',
    barred: 7007,
    unpaid: () => undefined,
  },
  route: { finds: everyone, barred: 2044, unpaid: () => undefined },
};

/** A token of Workers AI is no key of a vendor. */
function wrongKey(key: string, { disputes, token = 'local-token' }: ResolvedOptions): Failure | undefined {
  const isToken = key.replace(/^Bearer /i, '') === token;
  return isToken && disputes.compatAuthorization === 'key'
    ? failureOf(401, { message: 'Incorrect API key provided' })
    : undefined;
}

/** Without a list, a key named `default` is stored for every vendor. */
function isStored(slug: string, alias: string, { providerKeys }: ResolvedOptions): boolean {
  if (providerKeys === undefined) return alias === 'default';
  const names = Object.hasOwn(providerKeys, slug) ? providerKeys[slug] : undefined;
  return [names ?? []].flat().includes(alias);
}
