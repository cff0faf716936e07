import { APICallError } from '@ai-sdk/provider';
import { codes } from '../request/codes.ts';
import { codeOf } from '../request/error.ts';
import { recordOf, textOf } from '../values/fields.ts';

/** Codes of a wrong request, or without a row, though only this member cannot serve it. */
const elsewhere: ReadonlySet<number | undefined> = new Set([2044, 2049, 5007]);

/** A refused key, a model that is gone, a time-out or a limit; the others below 500 are the request's own fault. */
const movable: ReadonlySet<number> = new Set([401, 402, 403, 404, 408, 409, 410, 429]);
const wrong: ReadonlySet<number | undefined> = new Set([400, 413, 422]);

/** Whether another model may serve the request: by Cloudflare's code first, then by the status, never by words. */
export function movesOn(error: unknown): boolean {
  // What a stream reports as an error is in the vendor's own form.
  if (!(error instanceof Error)) return true;
  if (!APICallError.isInstance(error)) return error.name === 'TimeoutError' || isLost(error);
  const code = codeOf(error);
  const known = code === undefined ? undefined : codes.get(code);
  const status = known?.status ?? error.statusCode;
  if (known?.retry || elsewhere.has(code)) return true;
  if (status !== undefined && (movable.has(status) || status >= 500)) return true;
  if (known || wrong.has(status)) return false;
  return error.isRetryable || isLost(error.cause);
}

/** The caller gave up, or what runs this: nobody waits for another model. */
export const isAbort = (error: unknown): boolean =>
  /^(?:AbortError|ResponseAborted)$/.test(String(recordOf(error).name));

/** A broken connection: Node names it by a code, in the error or the cause of it; workerd marks it as retryable. */
function isLost(error: unknown, levels = 5): boolean {
  const { code, retryable, cause } = recordOf(error);
  if (retryable === true || /^(?:E(?!RR_)|UND_ERR_)[A-Z_]+$/.test(textOf(code) ?? '')) return true;
  return levels > 0 && cause !== undefined && isLost(cause, levels - 1);
}
