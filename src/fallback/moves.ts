import { codes } from '../request/codes.ts';
import { codeOf } from '../request/failure.ts';
import { recordOf } from '../values/fields.ts';

/** Codes of a wrong request, or without a row, though only this member cannot serve it. */
const elsewhere: readonly unknown[] = [2044, 2049, 5007];

/** A refused key, a model that is gone, a time-out, a limit, or an error of the server. */
const movable = /^(?:40[1-489]|410|429|5..)$/;
/** Some packages know no errors in the streams of their vendor. */
const unreadable = /^AI_(?:TypeValidation|JSONParse)Error$/;
const wrong = /^4(?:00|13|22)$/;

/** Whether another model may serve the request: by Cloudflare's code first, then by the status, never by words. */
export function movesOn(error: unknown): boolean {
  const { name, statusCode, isRetryable } = recordOf(error);
  // What a stream reports as an error is in the vendor's own form; an error of another realm has a name.
  if (typeof name !== 'string') return true;
  const code = codeOf(error);
  const known = codes.get(Number(code));
  const status = String(known?.status ?? statusCode);
  if (known?.retry || elsewhere.includes(code) || movable.test(status) || unreadable.test(String(name)))
    return true;
  return !known && !wrong.test(status) && (isRetryable === true || isLost(error));
}

/** A time-out or a broken connection: Node names it by a code, also in a cause; workerd marks it as retryable. */
function isLost(error: unknown, levels = 5): boolean {
  const { name, code, retryable, cause } = recordOf(error);
  if (name === 'TimeoutError' || retryable === true || /^(?:E(?!RR_)|UND_)/.test(String(code))) return true;
  return levels > 0 && isLost(cause, levels - 1);
}
