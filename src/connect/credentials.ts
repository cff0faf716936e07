import type { Secret } from '../values/check.ts';
import { readSecret } from '../values/secret.ts';

/**
 * Stands for a key that was not given. Without one, a vendor's package takes that of its environment variable, which is
 * not the gateway's to see; an empty one counts as the caller's own.
 */
export const noKey = 'workers-ai-gateway-no-key';

/** What of a request may carry a vendor's key. */
export interface Keyed {
  /** Path and query after the vendor's slug, with a slash in front. */
  readonly path: string;
  readonly headers: Record<string, string>;
}

/**
 * Puts the key in each place that waits for one, whatever its name. Without a key those places go: the gateway takes a
 * vendor's header that is present for the caller's own key.
 * https://developers.cloudflare.com/ai-gateway/features/unified-billing/
 */
export async function withKey(
  { path, headers }: Keyed,
  apiKey: Secret | undefined,
): Promise<Keyed & { readonly hasKey: boolean }> {
  const isOpen = JSON.stringify([path, headers]).includes(noKey);
  const key = isOpen ? await readSecret('apiKey', apiKey) : undefined;
  const fill = (text: string) => text.replaceAll(noKey, () => key ?? '');
  const kept = Object.entries(headers).filter(([, value]) => key || !value.includes(noKey));
  return {
    path: key ? fill(path) : path.replace(new RegExp(`[^?&]*${noKey}&?`), ''),
    headers: Object.fromEntries(kept.map(([name, value]) => [name, fill(value)])),
    hasKey: !isOpen || key !== undefined,
  };
}
