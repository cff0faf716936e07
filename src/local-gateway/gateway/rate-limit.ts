import type { ResolvedOptions } from '../options.ts';

export interface RateLimiter {
  /** Counts a request against its gateway; false when there were too many. */
  admit(gateway: string): boolean;
  clear(): void;
}

/** https://developers.cloudflare.com/ai-gateway/features/rate-limiting/ */
export function createRateLimiter({ rateLimit, now, keep }: ResolvedOptions): RateLimiter {
  const admitted = new Map<string, number[]>();
  return {
    admit: gateway => {
      if (!rateLimit) return true;
      const window = rateLimit.seconds * 1000;
      const time = now();
      const start =
        rateLimit.technique === 'sliding' ? time - window + 1 : Math.floor(time / window) * window;
      const recent = (admitted.get(gateway) ?? []).filter(moment => moment >= start);
      const admits = recent.length < rateLimit.requests;
      if (admits) recent.push(time);
      admitted.delete(gateway);
      admitted.set(gateway, recent);
      const [oldest = gateway] = admitted.keys();
      if (admitted.size > keep) admitted.delete(oldest);
      return admits;
    },
    clear: () => admitted.clear(),
  };
}
