import { isRecord } from '../values/check.ts';
import { listOf, recordOf, textOf } from '../values/fields.ts';
import { parseText } from '../values/json.ts';

/** What a body says went wrong. */
export interface Failure {
  readonly code: number | undefined;
  readonly message: string | undefined;
  /** Status that the body itself names. */
  readonly status: number | undefined;
  /** The request's id that the body names. */
  readonly requestId: string | undefined;
}

/**
 * Finds the failure in a JSON body, or undefined where it tells of none. Takes all shapes in use: AI Gateway's
 * `{success:false, error:[…]}`, API v4's `{success:false, errors:[…]}`, Workers AI's bare
 * `{name:'AiError', internalCode}`, OpenAI's `{error:{message, code}}`, vLLM's `{object:'error', message, code}` and the
 * events `error` and `response.failed` of OpenAI's Responses API.
 */
export function readFailure(given: unknown): Failure | undefined {
  if (!isRecord(given)) return undefined;
  const body = given.type === 'response.failed' && isRecord(given.response) ? given.response : given;
  const entry = firstEntry(body.error) ?? firstEntry(body.errors);
  const named =
    body.name === 'AiError' ||
    body.name === 'AiGatewayError' ||
    body.object === 'error' ||
    body.type === 'error' ||
    (statusOf(body.code) !== undefined && textOf(body.message) !== undefined);
  const code =
    numberOf(body.internalCode) ?? numberOf(entry?.code) ?? (named ? numberOf(body.code) : undefined);
  if (body.success !== false && entry === undefined && code === undefined && !named) return undefined;
  const message = textOf(entry?.message) ?? textOf(body.description) ?? textOf(body.message);
  return {
    code: code ?? codeIn(message),
    message: [message, ...reasonsIn(entry?.error_chain)].filter(isText).join(': ') || undefined,
    // vLLM puts the status where others put a code.
    status: statusOf(body.httpCode) ?? statusOf(entry?.status) ?? statusOf(body.status) ?? statusOf(code),
    requestId: textOf(body.requestId),
  };
}

/** API v4 keeps what is wrong below its own words, as `error_chain: [{ code: 6111, message }]`. */
function reasonsIn(chain: unknown): readonly (string | undefined)[] {
  return listOf(chain).map(reason => textOf(recordOf(reason).message));
}

const isText = (text: string | undefined): text is string => text !== undefined;

/** `error` and `errors` each come as an object, a text, or a list of either; empty ones say nothing. */
function firstEntry(value: unknown): Record<string, unknown> | undefined {
  const entry = Array.isArray(value) ? value[0] : value;
  if (typeof entry === 'string' && entry !== '') return { message: entry };
  return isRecord(entry) && Object.keys(entry).length > 0 ? entry : undefined;
}

function numberOf(value: unknown): number | undefined {
  const code = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(code) ? Number(code) : undefined;
}

/** The binding puts the code in front of its message: `3040: Capacity temporarily exceeded`. */
export function codeIn(message: string | undefined): number | undefined {
  const code = message?.match(/(?:^|[\s:])(\d{4,5}): /)?.[1];
  return code === undefined ? undefined : Number(code);
}

function statusOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 400 && value < 600
    ? value
    : undefined;
}

/**
 * Cloudflare's code of an error, also one that another vendor's package made of the gateway's answer: it keeps the body
 * alone. Codes of three digits in it are a vendor's, by HTTP status.
 */
export function codeOf(error: unknown): number | undefined {
  const { data, responseBody } = recordOf(error);
  const { code } = recordOf(data);
  if (typeof code === 'number') return code;
  const named = readFailure(parseText(responseBody))?.code;
  return named !== undefined && named > 999 ? named : undefined;
}
