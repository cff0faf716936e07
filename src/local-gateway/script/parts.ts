import type { SeenRequest } from '../http/seen-request.ts';
import type { JsonObject } from '../json.ts';
import { type Failure, type FailureOverrides, failureOf } from '../wire/failures.ts';

/**
 * A part of an answer, made by `text()`, `toolCall()`, `failure()` and the others.
 * See docs/local-gateway.md.
 */
export type ReplyPart =
  | { type: 'text'; chunks: readonly string[] }
  | { type: 'reasoning'; chunks: readonly string[] }
  | { type: 'tool-call'; name: string; arguments: unknown; id?: string | undefined }
  | { type: 'json'; value: unknown }
  | { type: 'usage'; usage: JsonObject }
  | { type: 'finish'; reason: string }
  | { type: 'failure'; failure: Failure }
  | { type: 'pause'; milliseconds: number }
  | { type: 'cut' }
  | { type: 'reset' }
  | { type: 'error-frame'; frame: unknown }
  | { type: 'frames'; frames: readonly string[] }
  | { type: 'respond'; answer: Responder }
  | { type: 'media'; bytes: Uint8Array; contentType?: string | undefined };

/** An exact response, or a function of the request that returns one. */
export type Responder = Response | ((request: SeenRequest) => Response | Promise<Response>);

/** Text of the answer. In a stream, each argument is a chunk. */
export const text = (...chunks: string[]): ReplyPart => ({ type: 'text', chunks });

/** Reasoning, under the keys of the model's family or between think tags. In a stream, each argument is a chunk. */
export const reasoning = (...chunks: string[]): ReplyPart => ({ type: 'reasoning', chunks });

/** A tool call. Arguments that are a string are sent unchanged, even if they are broken JSON. */
export const toolCall = (name: string, args: unknown = {}, options: { id?: string } = {}): ReplyPart => ({
  type: 'tool-call',
  name,
  arguments: args,
  id: options.id,
});

/** A JSON answer of a chat, or the whole result of a task that isn't a chat. */
export const json = (value: unknown): ReplyPart => ({ type: 'json', value });

/** Replaces the usage of the answer, key by key (`prompt_tokens`, `completion_tokens`, …). */
export const usage = (counts: JsonObject): ReplyPart => ({ type: 'usage', usage: counts });

/**
 * Replaces the finish reason.
 * @default 'tool_calls' after a tool call, otherwise 'stop'
 */
export const finish = (reason: string): ReplyPart => ({ type: 'finish', reason });

/**
 * Fails the run with a code of Cloudflare, its status and its message: `failure(3040)` or `failure({ code, … })`.
 * After the first part of a stream, it is an event with the error.
 * See docs/codes.md.
 */
export function failure(
  code: number | ({ code: number } & FailureOverrides),
  overrides: FailureOverrides = {},
): ReplyPart {
  if (typeof code === 'number') return { type: 'failure', failure: failureOf(code, overrides) };
  const { code: number, ...rest } = code;
  return { type: 'failure', failure: failureOf(number, { ...rest, ...overrides }) };
}

/** Waits for this many milliseconds. As the first part, it delays the headers; later, it stalls the stream. */
export const pause = (milliseconds: number): ReplyPart => ({ type: 'pause', milliseconds });

/** Ends the connection as if the answer were complete, without a finish reason, usage or `[DONE]`. */
export const cut = (): ReplyPart => ({ type: 'cut' });

/** Breaks the connection. Reading the answer fails, or the call itself if nothing was sent yet. */
export const reset = (): ReplyPart => ({ type: 'reset' });

/**
 * An event with an error in a stream that goes on. A whole answer becomes a 200 with `success: false`. Which form the
 * service sends is not documented: `form` chooses among the three that are known, `errors` by default.
 */
export function errorFrame(
  code: number,
  options: { message?: string; form?: 'errors' | 'error' | 'ai-error' } = {},
): ReplyPart {
  const message = options.message ?? failureOf(code).message;
  const forms = {
    errors: { errors: [{ code, message }], success: false, result: null, messages: [] },
    error: { error: { code, message, type: 'server_error' } },
    'ai-error': { name: 'AiError', internalCode: code, message: `AiError: ${message}`, description: message },
  };
  return { type: 'error-frame', frame: forms[options.form ?? 'errors'] };
}

/** The exact text of a stream. Each argument is a chunk; nothing is added after the last. */
export const frames = (...exact: string[]): ReplyPart => ({ type: 'frames', frames: exact });

/** An exact HTTP response, or a function of the request that returns one. */
export const respond = (answer: Responder): ReplyPart => ({ type: 'respond', answer });

/** A picture or a sound. It is sent as bytes, or as base64 in JSON if the model answers that way. */
export const media = (bytes: Uint8Array, options: { contentType?: string } = {}): ReplyPart => ({
  type: 'media',
  bytes,
  contentType: options.contentType,
});
