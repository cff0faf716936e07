import { APICallError } from '@ai-sdk/provider';
import { recordOf } from '../values/fields.ts';
import type { Members } from './members.ts';
import { isAbort, movesOn } from './moves.ts';
import type { FallbackMember, FallbackOptions } from './options.ts';
import type { ModelName } from './types.ts';

/** A member that was asked and failed. */
export interface Failure extends ModelName {
  readonly error: unknown;
}

/** One member that is asked. */
export interface Try<Model> {
  readonly member: FallbackMember<Model>;
  readonly failures: readonly Failure[];
  /** Ends with the call, or when the member's time is over; absent where neither can be. */
  readonly signal: AbortSignal | undefined;
  /** The first part is there: from now on only the call ends it. */
  readonly stopClock: () => void;
  /** Nothing follows. */
  readonly end: () => void;
}

interface AskOptions<Model, Answer> {
  readonly options: FallbackOptions;
  readonly abortSignal: AbortSignal | undefined;
  readonly attempt: (one: Try<Model>) => Promise<Answer>;
}

/**
 * Asks one member after the other, each call from the first on.
 * @throws the call's abort; the first error where no other member may help; else an APICallError with all attempts.
 */
export async function ask<Model extends ModelName, Answer>(
  [member, next, ...others]: Members<Model>,
  asking: AskOptions<Model, Answer>,
  failures: readonly Failure[] = [],
): Promise<Answer> {
  const { options, abortSignal, attempt } = asking;
  const from = nameOf(member);
  abortSignal?.throwIfAborted();
  const watch = createWatch(member, abortSignal);
  try {
    return await attempt({ member, failures, ...watch });
  } catch (error) {
    watch.end();
    abortSignal?.throwIfAborted();
    const failed = [...failures, { ...from, error }];
    const isMove = !isAbort(error) && (options.when?.(error, from) ?? movesOn(error));
    if (!isMove || !next) throw isMove || failures.length > 0 ? allFailed(failed, error, options) : error;
    options.onFallback?.({ error, from, to: nameOf(next) });
    return ask([next, ...others], asking, failed);
  }
}

const nameOf = ({ model: { provider, modelId } }: FallbackMember<ModelName>): ModelName => ({
  provider,
  modelId,
});

function createWatch(
  { model: { provider: url, modelId }, timeoutMs }: FallbackMember<ModelName>,
  call: AbortSignal | undefined,
): Pick<Try<never>, 'signal' | 'stopClock' | 'end'> {
  const controller = new AbortController();
  const abort = () => controller.abort(call?.reason);
  call?.addEventListener('abort', abort);
  const tooLate = () => {
    const message = `${modelId} did not begin to answer within ${timeoutMs} ms.`;
    controller.abort(new APICallError({ message, url, requestBodyValues: {}, isRetryable: true }));
  };
  const timer = timeoutMs && setTimeout(tooLate, timeoutMs);
  const stopClock = () => clearTimeout(timer);
  const end = () => {
    stopClock();
    call?.removeEventListener('abort', abort);
  };
  // Not every binding takes a signal.
  return { signal: call || timeoutMs ? controller.signal : undefined, stopClock, end };
}

/** The last error, with what failed before it. It is not retryable, since all members would be asked again. */
function allFailed(attempts: readonly Failure[], error: unknown, { retryable }: FallbackOptions): unknown {
  if (!APICallError.isInstance(error)) return error;
  return new APICallError({
    ...error,
    message: error.message,
    isRetryable: retryable === 'last' && error.isRetryable,
    data: { ...recordOf(error.data), attempts },
    cause: error,
  });
}
