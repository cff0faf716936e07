import { APICallError } from '@ai-sdk/provider';
import { readGatewayMetadata } from '../gateway/metadata.ts';
import { connectionError } from '../transport/connection.ts';
import type { Exchange } from '../transport/transport.ts';
import { parseText } from '../values/json.ts';
import { adviceFor } from './advice.ts';
import { describeBody, isCut } from './body.ts';
import { type Code, codes } from './codes.ts';
import { type Failure, readFailure } from './failure.ts';

/** What `APICallError.data` holds. */
interface CallErrorData {
  /** Cloudflare's code, such as 3040. */
  readonly code: number | undefined;
  /** Id of the gateway's log entry. */
  readonly logId: string | undefined;
  readonly requestId: string | undefined;
}

/** A failed answer: what was asked, and what came back. */
export interface FailedExchange {
  readonly url: string;
  readonly inputs: unknown;
  readonly response: Response;
  readonly gateway?: Exchange['gateway'];
  /** The body, or the event of a stream, as it came. */
  readonly body: string;
  /** Why there is no body: the connection broke. */
  readonly cause?: unknown;
  readonly model?: string | undefined;
}

const retryStatus = (status: number) => status === 408 || status === 409 || status === 429 || status >= 500;

/** Whether the same request may succeed later: a code that is known says it, whatever status it came with. */
function isWorthRetry({ code, status }: { code: Code | undefined; status: number | undefined }): boolean {
  return code ? (code.retry ?? retryStatus(code.status)) : status !== undefined && retryStatus(status);
}

/** Reads a failed answer into the error that the AI SDK knows. */
export function callError(exchange: FailedExchange): APICallError {
  const { url, response, gateway, body, cause, model } = exchange;
  const failure = readFailure(parseText(body));
  const code = failure?.code;
  const known = code === undefined ? undefined : codes.get(code);
  const status = response.ok ? (failure?.status ?? known?.status) : response.status;
  const said = failure?.message ?? (cause ? 'the connection broke within the body.' : describeBody(body));
  return new APICallError({
    ...answered(exchange, failure),
    message: messageOf({
      code,
      response,
      said,
      advice: adviceFor(code, { status: response.status, url, gateway, body, model }),
    }),
    ...(status !== undefined && { statusCode: status }),
    responseBody: body,
    isRetryable: isWorthRetry({ code: known, status }),
    cause,
  });
}

/** What every error of an answer holds. */
function answered({ url, inputs, response }: Omit<FailedExchange, 'body'>, failure?: Failure) {
  const responseHeaders = Object.fromEntries(response.headers);
  const { logId, requestId, inferenceId } = readGatewayMetadata(responseHeaders);
  const data: CallErrorData = {
    code: failure?.code,
    logId,
    requestId: requestId ?? inferenceId ?? failure?.requestId,
  };
  return { url, requestBodyValues: inputs, responseHeaders, data };
}

function messageOf({
  code,
  response,
  said,
  advice,
}: {
  code: number | undefined;
  response: Response;
  said: string;
  advice: string | undefined;
}): string {
  const head = code !== undefined ? `error ${code}` : response.ok ? 'failed' : `answered ${response.status}`;
  const rest = longest - head.length - (advice?.length ?? 0);
  return [`Workers AI ${head}: ${shorten(oneLine(said, code), Math.max(rest, 80))}`, advice]
    .filter(Boolean)
    .join(' ');
}

/** Characters of a message, about: the body has the rest. Its advice is never cut. */
const longest = 280;

const shorten = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length).trimEnd()}…`;

/**
 * An answer whose status is good and whose body is not what was asked for. One that lost its end on the way, a stream
 * (which has no body to show) or a body that is cut, is worth another try.
 */
export function brokenAnswer(
  message: string,
  {
    exchange,
    body,
    isRetryable = body === undefined || isCut(body),
  }: {
    exchange: Omit<FailedExchange, 'body'>;
    body: string | undefined;
    isRetryable?: boolean;
  },
): APICallError {
  return new APICallError({
    ...answered(exchange),
    message,
    statusCode: exchange.response.status,
    ...(body !== undefined && { responseBody: body }),
    isRetryable,
  });
}

/** An answer that began well, and whose connection broke before its end: worth another try. */
export function brokenOff(cause: unknown, exchange: Omit<FailedExchange, 'body'>): APICallError {
  const { url, inputs } = exchange;
  const { message, isRetryable } = connectionError(cause, { url, requestBodyValues: inputs });
  return new APICallError({ ...answered(exchange), message, cause, isRetryable });
}

/** One line, ended, without a token, the code said twice and the `AiError:` that Cloudflare stacks up. */
function oneLine(message: string, code: number | undefined): string {
  const line = message
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:(?:AiError|Error): )+/, '')
    // Workers AI ends its messages with the request's id, which `data` has.
    .replace(/ \([\da-f]{8}-[\da-f-]{27}\)$/, '')
    .replace(/\bBearer [^\s"']+/gi, 'Bearer …')
    .replace(code === undefined ? /^$/ : new RegExp(`^${code}: `), '');
  return /[.!?)]$/.test(line) ? line : `${line}.`;
}
