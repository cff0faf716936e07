import { APICallError } from '@ai-sdk/provider';
import { recordOf } from '../values/fields.ts';
import type { Asking, Failure, Watch } from './asking.ts';
import { callOf } from './call.ts';
import type { Members } from './members.ts';
import { movesOn } from './moves.ts';
import type { FallbackMember, FallbackOptions } from './options.ts';
import type { ModelCall, ModelName } from './types.ts';

/**
 * Asks one member after the other, each call from the first on.
 * @throws the call's abort; else the last error, with all attempts where it is an APICallError.
 */
export async function ask<Model extends ModelName, Call extends ModelCall, Answer>(
  asking: Asking<Model, Call, Answer>,
  [member, next, ...others]: Members<Model> = asking.members,
  failures: readonly Failure[] = [],
): Promise<Answer> {
  const { call, options, attempt } = asking;
  const { abortSignal } = call;
  abortSignal?.throwIfAborted();
  const watch = createWatch(member, abortSignal);
  try {
    const own = { ...callOf(member, asking), abortSignal: watch.signal };
    return await attempt({ ...watch, model: member.model, call: own, failures });
  } catch (error) {
    watch.end();
    abortSignal?.throwIfAborted();
    const from = nameOf(member);
    const attempts = [...failures, { ...from, error }];
    // The caller gave up, or what runs this: nobody waits for another model.
    const isAbort = /Abort/.test(String(recordOf(error).name));
    const isMove = !isAbort && (options.when?.(error, from) ?? movesOn(error));
    if (!isMove || !next)
      throw isMove || failures.length > 0 ? withAttempts(error, { attempts, options }) : error;
    options.onFallback?.({ error, from, to: nameOf(next) });
    return ask(asking, [next, ...others], attempts);
  }
}

const nameOf = ({ model: { provider, modelId } }: FallbackMember<ModelName>): ModelName => ({
  provider,
  modelId,
});

function createWatch(
  { model: { provider: url, modelId }, timeoutMs }: FallbackMember<ModelName>,
  call: AbortSignal | undefined,
): Watch {
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

/** It is not retryable by default, since all members would be asked again. */
function withAttempts(
  error: unknown,
  { attempts, options }: { attempts: readonly Failure[]; options: FallbackOptions },
): unknown {
  if (!APICallError.isInstance(error)) return error;
  const { message, isRetryable } = error;
  return new APICallError({
    ...error,
    message,
    isRetryable: options.retryable === 'last' && isRetryable,
    data: { ...recordOf(error.data), attempts },
    cause: error,
  });
}
