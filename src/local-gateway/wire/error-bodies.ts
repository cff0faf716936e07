import type { ErrorShape, Failure } from './failures.ts';

interface ErrorContext {
  requestId: string;
}

/** What is wrong in particular, where the error itself is general. */
const chains: Readonly<Record<number, object>> = {
  6003: { error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }] },
};

/** The bodies a failed call may have; the last four are of other vendors. https://developers.cloudflare.com/ai-gateway/ and reports of its users. */
const bodies: Readonly<Record<ErrorShape, (failure: Failure, context: ErrorContext) => unknown>> = {
  // `error` is singular and an array all the same.
  gateway: ({ code, status, message }) => ({
    success: false,
    result: [],
    messages: [],
    error: [{ code, message }],
    name: 'AiGatewayError',
    httpCode: status,
    internalCode: code,
    message,
    description: message,
  }),
  v4: ({ code, message, origin }, { requestId }) =>
    origin === 'workers-ai'
      ? {
          errors: [{ message: platformMessage(code, message, requestId), code }],
          success: false,
          result: {},
          messages: [],
        }
      : { result: null, success: false, errors: [{ code, message, ...chains[code] }], messages: [] },
  'ai-error': ({ code, status, message }, { requestId }) => ({
    name: 'AiError',
    internalCode: code,
    httpCode: status,
    message: `AiError: AiError: ${numbered(code, message)} (${requestId})`,
    description: message,
    requestId,
  }),
  openai: ({ code, status, message }) => ({
    error: {
      message: numbered(code, message),
      type: status === 429 ? 'rate_limit_error' : 'invalid_request_error',
      param: null,
      code,
    },
  }),
  anthropic: ({ status, message }) => ({
    type: 'error',
    error: {
      type: status === 429 ? 'rate_limit_error' : status < 500 ? 'invalid_request_error' : 'api_error',
      message,
    },
  }),
  cohere: ({ message }) => ({ message }),
  google: ({ status, message }) => ({
    error: {
      code: status,
      message,
      status: status === 429 ? 'RESOURCE_EXHAUSTED' : status < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL',
    },
  }),
  mistral: ({ code, status, message }) => ({
    object: 'error',
    message,
    type: status === 429 ? 'rate_limit_error' : 'invalid_request_error',
    param: null,
    code: String(code),
  }),
};

function platformMessage(code: number, message: string, requestId: string): string {
  return code === 5007 ? message : `AiError: ${numbered(code, message)} (${requestId})`;
}

/** The message of a retired model begins with its code. */
const numbered = (code: number, message: string): string => (code === 5028 ? `5028: ${message}` : message);

export const errorBody = (failure: Failure, shape: ErrorShape, context: ErrorContext): string =>
  JSON.stringify(bodies[shape](failure, context));
