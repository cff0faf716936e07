import { APICallError } from '@ai-sdk/provider';
import { readGatewayMetadata } from '../gateway/metadata.ts';
import { codes } from './codes.ts';
import { type Failure, readFailure } from './failure.ts';

/** What `APICallError.data` holds. */
export interface CallErrorData {
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
  /** The body, or the frame of a stream, as it came. */
  readonly body: string;
}

const retryStatus = (status: number) => status === 408 || status === 409 || status === 429 || status >= 500;

/** Reads a failed answer into the error that the AI SDK knows. Codes decide what is worth a retry, then the status. */
export function callError({ url, inputs, response, body }: FailedExchange): APICallError {
  const failure = readFailure(parse(body));
  const code = failure?.code;
  const known = code === undefined ? undefined : codes.get(code);
  const status = response.ok ? (failure?.status ?? known?.status) : response.status;
  return new APICallError({
    message: messageOf({ failure, response, body, advice: known?.advice ?? adviceFor(response.status) }),
    url,
    requestBodyValues: inputs,
    ...(status !== undefined && { statusCode: status }),
    responseHeaders: Object.fromEntries(response.headers),
    responseBody: body,
    isRetryable: known?.retry ?? (status !== undefined && retryStatus(status)),
    data: dataOf(response, failure),
  });
}

function dataOf({ headers }: Response, failure?: Failure): CallErrorData {
  const { logId, requestId, inferenceId } = readGatewayMetadata(headers);
  return { code: failure?.code, logId, requestId: requestId ?? inferenceId ?? failure?.requestId };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function messageOf({
  failure,
  response,
  body,
  advice,
}: {
  failure: Failure | undefined;
  response: Response;
  body: string;
  advice: string | undefined;
}): string {
  const head =
    failure?.code !== undefined
      ? `error ${failure.code}`
      : response.ok
        ? 'failed'
        : `answered ${response.status}`;
  const said = failure?.message ?? describeBody(body);
  const sentence = oneLine(said, failure?.code);
  return [`Workers AI ${head}: ${sentence}`, advice].filter(Boolean).join(' ');
}

/** Of a body that is no JSON, its kind tells more than its first bytes. */
export function describeBody(body: string): string {
  const start = body.trimStart();
  if (start === '') return 'the body is empty.';
  return start.startsWith('<') ? 'the body is HTML.' : start.slice(0, 100);
}

/** An answer whose status is good and whose body is not what was asked for. */
export function brokenAnswer(
  message: string,
  {
    exchange,
    body,
    isRetryable = false,
  }: { exchange: Omit<FailedExchange, 'body'>; body: unknown; isRetryable?: boolean },
): APICallError {
  return new APICallError({
    message,
    url: exchange.url,
    requestBodyValues: exchange.inputs,
    statusCode: exchange.response.status,
    responseHeaders: Object.fromEntries(exchange.response.headers),
    responseBody: typeof body === 'string' ? body : JSON.stringify(body),
    isRetryable,
    data: dataOf(exchange.response),
  });
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

function adviceFor(status: number): string | undefined {
  if (status === 401 || status === 403)
    return 'Check apiKey (CLOUDFLARE_API_TOKEN) and its Workers AI permission.';
  if (status === 0 || (status >= 300 && status < 400)) return 'Redirects are not followed: check baseURL.';
  if (status === 404) return 'Check accountId, gateway.id and the model id.';
  if (status === 410) return 'The model is no longer offered: choose another.';
  return undefined;
}
