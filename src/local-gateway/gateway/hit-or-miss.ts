import type { ModelAnswer, RunCall } from '../run/call.ts';
import type { AnswerCache } from './cache.ts';

interface Sources {
  cache: AnswerCache;
  askModel: () => Promise<ModelAnswer>;
}

interface CachedOrAsked {
  cacheStatus: 'HIT' | 'MISS';
  answer: ModelAnswer;
}

/** HIT where the cache has an answer; else MISS, and the model's answer is kept for as long as it may be. */
export async function hitOrMiss(call: RunCall, { cache, askModel }: Sources): Promise<CachedOrAsked> {
  const stored = cache.read(call);
  const cacheStatus = stored ? 'HIT' : 'MISS';
  call.seen.cacheStatus = cacheStatus;
  if (stored) return { cacheStatus, answer: { ...stored, meter: { tokensIn: 0, tokensOut: 0 } } };
  const answer = await askModel();
  cache.write(call, answer);
  return { cacheStatus, answer };
}
