import { APICallError } from '@ai-sdk/provider';
import { readMetadata } from 'workers-ai-gateway';
import type { Out, Told } from './table.ts';

/** What came out of an operation. */
export type Outcome =
  | { readonly type: 'error'; readonly error: unknown }
  | {
      readonly type: 'chat';
      readonly text: string;
      readonly reasoning: string;
      readonly calls: readonly string[];
      readonly ends: string;
      readonly errors: readonly unknown[];
    }
  | { readonly type: 'value'; readonly value: unknown };

/** What an operation resolves to or is rejected with. */
export async function outcomeOf(operation: () => PromiseLike<Outcome>): Promise<Outcome> {
  try {
    return await operation();
  } catch (error) {
    return { type: 'error', error };
  }
}

/** The log that answers name here. */
const log = 'log';

/** How an error differs from what the table says of it; none is undefined. */
export function errorMismatch(
  error: unknown,
  { status, code, again, says, hasLog }: Told,
  logId: string | undefined = log,
): object | undefined {
  if (!APICallError.isInstance(error)) return { isNoAPICallError: error };
  const { statusCode, isRetryable, message } = error;
  const metadata = readMetadata(error);
  const expected = { status, code, again, logId: hasLog ? logId : undefined };
  const actual = { status: statusCode, code: metadata.code, again: isRetryable, logId: metadata.logId };
  const differs = JSON.stringify(expected) !== JSON.stringify(actual) || !says.test(message);
  return differs
    ? { expected: { ...expected, says: String(says) }, actual: { ...actual, message } }
    : undefined;
}

/** How an outcome differs from what the table says; `good` is what the operation gives when all is well. */
export function mismatch(
  outcome: Outcome,
  out: Out,
  { good, logId = log }: { good: unknown; logId?: string | undefined },
): object | undefined {
  if (typeof out === 'object' && 'throws' in out) {
    if (outcome.type !== 'error') return { expected: 'an error', actual: outcome };
    return errorMismatch(outcome.error, out.throws, logId);
  }
  if (outcome.type === 'error') return { expected: out, actual: outcome.error };
  if (out === 'response') {
    const isResponse = outcome.type === 'value' && outcome.value instanceof Response;
    return isResponse ? undefined : { expected: out, actual: outcome };
  }
  if (typeof out === 'object' && 'gives' in out) return mismatch(outcome, 'answer', { good: out.gives });
  if (outcome.type === 'value')
    return JSON.stringify(outcome.value) === JSON.stringify(good)
      ? undefined
      : { expected: good, actual: outcome.value };
  const { text, ends, errors } = out === 'answer' ? { text: 'Hi', ends: 'stop', errors: [] } : out;
  if (outcome.text !== text || outcome.ends !== ends || outcome.errors.length !== errors.length)
    return { expected: out, actual: outcome };
  return outcome.errors.flatMap((error, i) => {
    const told = errors[i];
    return (told && errorMismatch(error, told, logId)) ?? [];
  })[0];
}
