import { objectIn, stringIn } from '../json.ts';
import { type Failure, failureOf } from '../wire/failures.ts';

/** The message of an error that a server sends in place of an answer, or within one. */
export function errorIn(value: unknown): string | undefined {
  const body = objectIn(value);
  if (!body?.error) return undefined;
  return (
    stringIn(objectIn(body.error)?.message) ??
    stringIn(body.error) ??
    JSON.stringify(body.error).slice(0, 2000)
  );
}

/** What the upstream did in place of answering. */
export const upstreamFailure = (what: string): Failure =>
  failureOf(2005, { message: `The upstream ${what}` });

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
