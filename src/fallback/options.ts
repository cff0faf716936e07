import { type Check, type Checks, oneOf, whole } from '../values/check.ts';
import type { Headers, ModelName, ProviderOptions } from './types.ts';

/** One move from a model that failed to the next. */
export interface FallbackMove {
  /** What the model failed with: an `APICallError` in most cases. */
  readonly error: unknown;
  readonly from: ModelName;
  readonly to: ModelName;
}

/** How a fallback moves from one model to the next. */
export interface FallbackOptions {
  /**
   * Decides whether the next model is asked; `undefined` leaves it to the default. It is not asked about an abort.
   * @default moves on for capacity, quota, rate limits, models that are gone, refused access, time-outs, broken
   * connections and server errors; never for a wrong request
   */
  readonly when?: ((error: unknown, model: ModelName) => boolean | undefined) | undefined;
  /**
   * Milliseconds that each model has for its whole answer, or in a stream for its first part.
   * @default no limit
   */
  readonly timeoutMs?: number | undefined;
  /** Called once for each move, before the next model is asked. */
  readonly onFallback?: ((move: FallbackMove) => void) | undefined;
  /**
   * What becomes of reasoning in the conversation that another vendor wrote: some vendors show it as text.
   * @default 'drop'
   */
  readonly reasoning?: 'keep' | 'drop' | undefined;
  /**
   * Whether the error after the last model may be retryable, so that the AI SDK's `maxRetries` repeats all models:
   * `last` keeps what the last error says of itself.
   * @default 'never'
   */
  readonly retryable?: 'never' | 'last' | undefined;
}

/** A model of a fallback, with what applies to it alone. */
export interface FallbackMember<Model> {
  readonly model: Model;
  /** Headers of its requests; they win over the call's, which all models get. */
  readonly headers?: Headers | undefined;
  /** Its provider options; they win over the call's, key by key. */
  readonly providerOptions?: ProviderOptions | undefined;
  /** Milliseconds, in place of the fallback's `timeoutMs`. */
  readonly timeoutMs?: number | undefined;
}

const callback: Check<() => undefined> = {
  expected: 'a function',
  accepts: (value): value is () => undefined => typeof value === 'function',
};

export const milliseconds: Check<number> = whole({ from: 1, to: 2 ** 31 - 1 });

export const optionChecks: Checks<FallbackOptions> = {
  when: callback,
  timeoutMs: milliseconds,
  onFallback: callback,
  reasoning: oneOf(['keep', 'drop']),
  retryable: oneOf(['never', 'last']),
};
