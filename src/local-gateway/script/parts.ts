import type { SeenRequest } from '../http/seen-request.ts';
import type { JsonObject } from '../json.ts';
import { type Failure, type FailureOverrides, failureOf } from '../wire/failures.ts';

/** Where a model's answer comes from a script, the stand-in or a function of yours, it comes as these. */
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

export type Responder = Response | ((request: SeenRequest) => Response | Promise<Response>);

/** Answer text; when streamed, one chunk per argument. */
export const text = (...chunks: string[]): ReplyPart => ({ type: 'text', chunks });

/** What the model thinks before it answers, in the way its family sends it (a key of its own, or think tags). */
export const reasoning = (...chunks: string[]): ReplyPart => ({ type: 'reasoning', chunks });

/** A tool call. Arguments given as a string go out as they are, broken JSON included. */
export const toolCall = (name: string, args: unknown = {}, options: { id?: string } = {}): ReplyPart => ({
  type: 'tool-call',
  name,
  arguments: args,
  id: options.id,
});

/** A JSON answer: an object under `response` (native), JSON text (OpenAI), or the whole result of another task. */
export const json = (value: unknown): ReplyPart => ({ type: 'json', value });

/** Replaces the counted usage, key by key (`prompt_tokens`, `completion_tokens`, …). */
export const usage = (counts: JsonObject): ReplyPart => ({ type: 'usage', usage: counts });

/** The finish reason; without it `tool_calls` after a call, else `stop`. */
export const finish = (reason: string): ReplyPart => ({ type: 'finish', reason });

/**
 * Fails the run: `failure(3040)` with the status and text that the service uses, or `failure({ code, … })`.
 * After content has been streamed it becomes an error frame, since the status has left already.
 */
export function failure(
  code: number | ({ code: number } & FailureOverrides),
  overrides: FailureOverrides = {},
): ReplyPart {
  if (typeof code === 'number') return { type: 'failure', failure: failureOf(code, overrides) };
  const { code: number, ...rest } = code;
  return { type: 'failure', failure: failureOf(number, { ...rest, ...overrides }) };
}

/** Waits. Before anything else it delays the response's headers, later it stalls the stream. */
export const pause = (milliseconds: number): ReplyPart => ({ type: 'pause', milliseconds });

/** The connection ends here, as if complete: no finish reason, no usage, no `[DONE]`. */
export const cut = (): ReplyPart => ({ type: 'cut' });

/** The connection breaks here: reading errors, or the call itself if nothing was sent. */
export const reset = (): ReplyPart => ({ type: 'reset' });

/**
 * An error inside the stream, which then ends as usual. No capture of such a frame is public: the forms that
 * clients should take are `errors` (default), `error` and `ai-error`; a whole answer becomes a 200 that says `success: false`.
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

/** Exact text of an event stream, one chunk per argument; nothing is added after it. */
export const frames = (...exact: string[]): ReplyPart => ({ type: 'frames', frames: exact });

/** An exact HTTP response, or a function of the request that makes one. */
export const respond = (answer: Responder): ReplyPart => ({ type: 'respond', answer });

/** A picture or a sound: as bytes, or as base64 in JSON where the model answers so. */
export const media = (bytes: Uint8Array, options: { contentType?: string } = {}): ReplyPart => ({
  type: 'media',
  bytes,
  contentType: options.contentType,
});
