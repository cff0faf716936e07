import type { ResolvedOptions } from '../options.ts';
import { fingerprint } from '../random.ts';
import type { ModelAnswer, RunCall } from '../run/call.ts';
import { isStream } from '../run/is-stream.ts';

interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

export interface AnswerCache {
  read(call: RunCall): StoredAnswer | undefined;
  /** Keeps what the documentation calls cacheable, for as long as the call or the gateway says. */
  write(call: RunCall, answer: ModelAnswer): void;
  clear(): void;
}

/** Characters and bytes of all answers together. */
const mostHeld = 64 * 1024 * 1024;

/** A cache key without a TTL, while the gateway itself does not cache, means five minutes. */
const fiveMinutes = 300;
const longest = 30 * 24 * 3600;

/** https://developers.cloudflare.com/ai-gateway/features/caching/ */
export function createAnswerCache(options: ResolvedOptions): AnswerCache {
  const entries = new Map<string, { answer: StoredAnswer; until: number }>();
  let held = 0;
  const drop = (key: string): void => {
    held -= entries.get(key)?.answer.body.length ?? 0;
    entries.delete(key);
  };
  return {
    read: call => {
      if (call.controls.skipCache || ttlOf(call, options) <= 0) return undefined;
      const entry = entries.get(keyOf(call));
      return entry && entry.until > options.now() ? entry.answer : undefined;
    },
    write: (call, { status, headers, body }) => {
      const ttl = ttlOf(call, options);
      // Streams are not cached: https://developers.cloudflare.com/ai-gateway/reference/troubleshooting/
      if (status !== 200 || ttl <= 0 || isStream(body) || !isCacheable(headers, call, options)) return;
      const key = keyOf(call);
      drop(key);
      entries.set(key, { answer: { status, headers, body }, until: options.now() + ttl * 1000 });
      held += body.length;
      for (const oldest of entries.keys()) {
        if (entries.size <= options.keep && held <= mostHeld) break;
        drop(oldest);
      }
    },
    clear: () => {
      entries.clear();
      held = 0;
    },
  };
}

function isCacheable(headers: Record<string, string>, call: RunCall, options: ResolvedOptions): boolean {
  const type = headers['content-type'] ?? '';
  if (call.format === 'embeddings' || /bge-(?!reranker)|embedding/.test(call.model)) {
    return options.disputes.embeddingsCached;
  }
  return type === 'application/json' || type.startsWith('text/') || type.startsWith('image/');
}

function ttlOf({ controls }: RunCall, { cacheTtl, disputes }: ResolvedOptions): number {
  const asked =
    controls.cacheTtl ?? (controls.cacheKey !== undefined && cacheTtl === 0 ? fiveMinutes : cacheTtl);
  if (asked === 0) return disputes.cacheTtlZero === 'five-minutes' ? fiveMinutes : 0;
  if (asked < 60 && disputes.cacheTtlBelowMinute === 'raised') return 60;
  return Math.min(asked, longest);
}

/** Neither metadata nor any other gateway header is part of it. */
function keyOf({
  account,
  gateway,
  controls,
  provider,
  endpoint,
  model,
  authorization,
  seen,
  inputs,
  ownBody,
  bytes,
}: RunCall): string {
  const request =
    controls.cacheKey ??
    JSON.stringify([
      provider,
      endpoint,
      model,
      authorization,
      bytes ? [inputs, [...bytes]] : (ownBody ?? seen.text ?? inputs),
    ]);
  return `${account}/${gateway}/${fingerprint(request)}`;
}
