import { type Check, type Checks, oneOf, whole } from '../values/check.ts';
import type { Headers, ModelName, ProviderOptions } from './types.ts';

/** A move from a failed model to the next one. */
export interface FallbackMove {
  /** The error of the model, in most cases an `APICallError`. */
  readonly error: unknown;
  /** The model that failed. */
  readonly from: ModelName;
  /** The model that is called next. */
  readonly to: ModelName;
}

/**
 * Options of a fallback.
 * See docs/fallback.md.
 */
export interface FallbackOptions {
  /**
   * Decides whether the next model is called. Return `undefined` for the default. It isn't called for an abort.
   * @default the next model is called after a lack of capacity, quota, rate limits, retired models, refused access,
   * timeouts, broken connections and server errors, but not after an invalid request
   */
  readonly when?: ((error: unknown, model: ModelName) => boolean | undefined) | undefined;
  /**
   * Milliseconds that each model has for its whole answer, or for the first part of a stream.
   * @default no limit
   */
  readonly timeoutMs?: number | undefined;
  /** Called for each move, before the next model is called. */
  readonly onFallback?: ((move: FallbackMove) => void) | undefined;
  /**
   * Whether the conversation keeps reasoning that another vendor's model wrote. Some vendors treat it as text.
   * @default 'drop'
   */
  readonly reasoning?: 'keep' | 'drop' | undefined;
  /**
   * Whether the AI SDK may retry all models after the last one failed. `last` keeps `isRetryable` of the last error.
   * @default 'never'
   */
  readonly retryable?: 'never' | 'last' | undefined;
}

/**
 * A model of a fallback with its own options.
 * See docs/fallback.md.
 */
export interface FallbackMember<Model> {
  /** A language model of your AI SDK version, from any provider. */
  readonly model: Model;
  /** Headers of its requests. They win over the call's headers. */
  readonly headers?: Headers | undefined;
  /** Its provider options. They win over the call's, key by key. */
  readonly providerOptions?: ProviderOptions | undefined;
  /**
   * Milliseconds that it has for its whole answer, or for the first part of a stream.
   * @default the `timeoutMs` of the fallback
   */
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
