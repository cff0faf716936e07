import { isRecord } from '../values/check.ts';
import { connectionError, isAbort, isError, type RequestInfo } from './connection.ts';
import { isResponse, toWebResponse } from './response.ts';

export interface AnswerOptions extends RequestInfo {
  readonly abortSignal: AbortSignal | undefined;
}

/**
 * What a binding answered, as the HTTP response that it would have been. Errors of other kinds pass.
 * @throws APICallError, retryable, when no answer came.
 */
export async function answerOf(
  call: () => unknown,
  { abortSignal, ...info }: AnswerOptions,
): Promise<Response> {
  try {
    return toResponse(await call());
  } catch (error) {
    if (isAbort(error, abortSignal) || !isError(error)) throw error;
    if (isLost(error)) throw connectionError(error, info);
    const failure = error.name === 'TypeError' ? undefined : failureOf(error);
    if (failure) return failure;
    // workerd marks errors of its own that a repetition may mend (cloudflare/ai#656).
    if ('retryable' in error && error.retryable === true) throw connectionError(error, info);
    throw error;
  }
}

function toResponse(value: unknown): Response {
  if (isResponse(value)) return toWebResponse(value);
  if (value instanceof ReadableStream) return new Response(value);
  if (value instanceof Uint8Array) return new Response(new Uint8Array(value));
  if (value instanceof ArrayBuffer || value instanceof Blob) return new Response(value);
  return jsonResponse(value ?? null, 200);
}

/** In the words of workerd, and of Node's fetch where a stand-in calls it. */
const isLost = ({ message }: Error): boolean =>
  /^(Network connection lost|fetch failed|terminated)\b/.test(message);

/**
 * Without `returnRawResponse` the binding throws `name: AiError, message: '3040: …'`, and nothing else of the answer
 * (https://github.com/cloudflare/workerd/blob/main/src/cloudflare/internal/ai-api.ts). The code tells the status,
 * which is what an answer of status 200 leaves to it. Of a body without `internalCode` the message is the whole.
 */
function failureOf({ name, message }: Error): Response | undefined {
  const [, code, said] = /^(?:\w*Error: )*(\d{4,5})\b:?\s*(.*)/s.exec(message) ?? [];
  if (code !== undefined)
    return jsonResponse({ success: false, errors: [{ code: Number(code), message: said || message }] }, 200);
  if (name === 'AiGatewayLogNotFound') return jsonResponse({ errors: [{ code: 7002, message }] }, 404);
  if (!['AiError', 'AiGatewayError', 'InferenceUpstreamError', 'AiGatewayInternalError'].includes(name))
    return undefined;
  return uncodedFailure(message);
}

function uncodedFailure(message: string): Response {
  const saysStatus = /"(?:code|internalCode|httpCode)":\s*"?\d/.test(message);
  try {
    const body: unknown = JSON.parse(message);
    if (isRecord(body) && saysStatus) return jsonResponse({ ...body, success: false }, 200);
  } catch {
    // A page of a proxy, or plain words.
  }
  return textResponse(message, 502);
}

const jsonResponse = (value: unknown, status: number): Response =>
  textResponse(JSON.stringify(value), status);

const textResponse = (body: string, status: number): Response =>
  new Response(body, { status, headers: { 'content-type': 'application/json' } });
