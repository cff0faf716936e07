import { type AnswerCache, createAnswerCache } from './gateway/cache.ts';
import { createLogStore, type LogStore } from './gateway/logs.ts';
import { createRateLimiter, type RateLimiter } from './gateway/rate-limit.ts';
import { createRequestStore, type RequestStore } from './http/request-store.ts';
import { type LocalGatewayOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import { createRandom, type Random } from './random.ts';
import type { ReplyPart } from './script/parts.ts';

/** Everything one local gateway remembers. */
export interface LocalState {
  readonly options: ResolvedOptions;
  readonly random: Random;
  /** Decides `failRate`, apart from the rest so that ids do not disturb it. */
  readonly chance: Random;
  /** Decides the percentages of routes. */
  readonly routing: Random;
  readonly requests: RequestStore;
  readonly scripts: (readonly ReplyPart[])[];
  readonly logs: LogStore;
  readonly cache: AnswerCache;
  readonly limiter: RateLimiter;
  /** Answers of queued requests by id, to be polled. */
  readonly queued: Map<string, unknown>;
  /** URLs of the open ports, the latest last. */
  readonly ports: string[];
}

export function createState(given: LocalGatewayOptions): LocalState {
  const options = resolveOptions(given);
  return {
    options,
    random: createRandom(options.seed),
    chance: createRandom(options.seed + 1),
    routing: createRandom(options.seed + 2),
    requests: createRequestStore(options),
    scripts: [],
    logs: createLogStore(options),
    cache: createAnswerCache(options),
    limiter: createRateLimiter(options),
    queued: new Map(),
    ports: [],
  };
}

export function clearState(state: LocalState): void {
  state.requests.clear();
  state.scripts.length = 0;
  state.queued.clear();
  state.logs.clear();
  state.cache.clear();
  state.limiter.clear();
}
