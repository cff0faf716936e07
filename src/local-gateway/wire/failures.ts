/** How the body of a failed call is written; see `errors.ts`. */
export type ErrorShape =
  | 'gateway'
  | 'v4'
  | 'ai-error'
  | 'openai'
  | 'anthropic'
  | 'cohere'
  | 'google'
  | 'mistral';

/** Who answers with this error: the gateway itself, the model platform behind it, or the API in front of both. */
export type FailureOrigin = 'gateway' | 'workers-ai' | 'api';

export interface Failure {
  code: number;
  status: number;
  message: string;
  origin: FailureOrigin;
  /** Overrides the shape that the path would give. */
  shape?: ErrorShape | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

type Row = readonly [status: number, origin: FailureOrigin, message: string];

const quotaUsedUp =
  "you have used up your daily free allocation of 10,000 neurons, please upgrade to Cloudflare's Workers Paid plan if you would like to continue usage.";

/**
 * Codes that the service is known to answer with.
 * https://developers.cloudflare.com/workers-ai/platform/errors/ and, for the gateway's own, reports of its users.
 */
const failures: Readonly<Record<number, Row>> = {
  2001: [400, 'gateway', 'Please configure AI Gateway in the Cloudflare dashboard'],
  2003: [429, 'gateway', 'Rate limited'],
  2005: [400, 'gateway', 'Failed to get response from provider'],
  2008: [400, 'gateway', 'Invalid provider'],
  2009: [401, 'gateway', 'Unauthorized'],
  2016: [424, 'gateway', 'Prompt blocked due to security configurations'],
  2017: [424, 'gateway', 'Response blocked due to security configurations'],
  2018: [429, 'gateway', 'Wholesale Rate limited'],
  2021: [402, 'gateway', 'Insufficient balance; add money to your gateway or use BYOK'],
  2028: [400, 'gateway', 'Route has no elements'],
  2029: [424, 'gateway', 'Request content blocked due to DLP policy violations'],
  2030: [424, 'gateway', 'Response content blocked due to DLP policy violations'],
  2040: [400, 'gateway', "Provider 'workers-ai' has no BYOK credential with that alias"],
  2041: [429, 'gateway', "Spend limit exceeded: rule 'default' (cost limit 1 per 3600s, fixed)"],
  2044: [400, 'gateway', 'Customer-provided provider credentials are required for this request'],
  2045: [429, 'gateway', "Spend limit exceeded: rule 'per-user' (cost limit 0.002 per 3600s, fixed)"],
  2049: [403, 'gateway', 'No provider key is stored for this request'],
  3003: [400, 'workers-ai', 'Request is incomplete'],
  3006: [413, 'workers-ai', 'Request is too large'],
  3007: [408, 'workers-ai', 'Request timeout'],
  3008: [408, 'workers-ai', 'Request was aborted'],
  3023: [403, 'workers-ai', 'Account is not allowed to use this model'],
  3025: [400, 'workers-ai', 'Invalid request'],
  3030: [400, 'workers-ai', 'Sequence too long: 9003 > 8192'],
  3036: [429, 'workers-ai', quotaUsedUp],
  3039: [400, 'workers-ai', 'Finetune is missing required files'],
  3040: [429, 'workers-ai', 'Capacity temporarily exceeded, please try again.'],
  3041: [403, 'workers-ai', 'Account is blocked'],
  3042: [404, 'workers-ai', 'Invalid model ID'],
  3043: [500, 'workers-ai', 'Internal server error'],
  4006: [429, 'workers-ai', quotaUsedUp],
  4007: [500, 'workers-ai', 'An internal server error occured.'],
  5004: [400, 'workers-ai', 'Invalid data'],
  5005: [405, 'workers-ai', 'This model does not support LoRA'],
  5006: [400, 'workers-ai', "Bad input: Error: oneOf at '/' not met, 0 matches"],
  5007: [400, 'workers-ai', 'No such model or task'],
  5016: [403, 'workers-ai', "Model agreement: send {'prompt':'agree'} first"],
  5017: [500, 'workers-ai', 'Failed to fetch the model configuration'],
  5018: [403, 'workers-ai', 'Account is not allowed to access this model'],
  5019: [405, 'workers-ai', 'Deprecated SDK version'],
  5021: [
    413,
    'workers-ai',
    'The estimated number of input and maximum output tokens (42481) exceeded this model context window limit (32000).',
  ],
  5023: [400, 'workers-ai', 'JSON Schema mode is not supported with stream mode.'],
  5025: [400, 'workers-ai', "This model doesn't support JSON Schema"],
  5028: [410, 'workers-ai', 'This model was deprecated on 2026-05-30'],
  5035: [403, 'workers-ai', 'This model requires the Workers Paid plan'],
  6003: [400, 'api', 'Invalid request headers'],
  7000: [404, 'api', 'No route for that URI'],
  7001: [405, 'api', 'Method not available for that URI.'],
  7002: [404, 'api', 'Not Found'],
  7003: [404, 'api', 'Could not route to that path, perhaps your object identifier is invalid?'],
  7007: [402, 'api', 'Customer-provided provider credentials are required for this request'],
  7009: [503, 'workers-ai', 'Upstream service unavailable'],
  8001: [400, 'workers-ai', 'Invalid input'],
  8002: [400, 'workers-ai', 'Invalid input'],
  8005: [500, 'workers-ai', 'Internal error'],
  8007: [400, 'workers-ai', 'Upstream refused the request'],
  9109: [403, 'api', 'Unauthorized to access requested resource'],
  10000: [401, 'api', 'Authentication error'],
};

export interface FailureOverrides {
  status?: number;
  message?: string;
  origin?: FailureOrigin;
  shape?: ErrorShape;
  headers?: Readonly<Record<string, string>>;
}

/**
 * The failure the service answers with for a code. An HTTP status is a failure of another vendor; any other unknown code
 * is a 500 of the model platform.
 */
export function failureOf(code: number, overrides: FailureOverrides = {}): Failure {
  const [status, origin, message] = failures[code] ?? [
    code >= 400 && code < 600 ? code : 500,
    originOf(code),
    `Failure ${code}`,
  ];
  return { code, status, origin, message, ...overrides };
}

const originOf = (code: number): FailureOrigin => (code >= 2000 && code < 3000 ? 'gateway' : 'workers-ai');

/** https://developers.cloudflare.com/workers-ai/features/json-mode/; the sources disagree about its code and status. */
export function jsonModeFailure(status: 200 | 400): Failure {
  const message = "JSON Mode couldn't be met";
  return status === 200
    ? { code: 3040, status, origin: 'workers-ai', message, shape: 'v4' }
    : failureOf(5025, { message });
}
