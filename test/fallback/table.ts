import { runInNewContext } from 'node:vm';
import {
  APICallError,
  InvalidArgumentError,
  InvalidPromptError,
  TypeValidationError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider';

/** One way to fail, and whether another member is asked then. */
export interface Kind {
  readonly name: string;
  readonly moves: boolean;
  /** As the service answers it; absent for what never comes from a service. */
  readonly answer?: { readonly status: number; readonly code?: number };
  /** As a member of any vendor throws it. */
  readonly error: () => unknown;
}

const call = (statusCode: number | undefined, body: string, isRetryable?: boolean) =>
  new APICallError({
    message: body,
    url: 'https://vendor.example',
    requestBodyValues: {},
    responseBody: body,
    ...(statusCode !== undefined && { statusCode }),
    ...(isRetryable !== undefined && { isRetryable }),
  });

const coded = (moves: boolean, code: number, status: number): Kind => ({
  name: `${code}`,
  moves,
  answer: { status, code },
  // As another vendor's package reads the gateway's own error: without a code of its own, and never retryable.
  error: () => call(status, JSON.stringify({ success: false, error: [{ code, message: 'No' }] }), false),
});

const plain = (moves: boolean, status: number): Kind => ({
  name: `status ${status}`,
  moves,
  answer: { status },
  error: () => call(status, 'No'),
});

const thrown = (moves: boolean, name: string, error: () => unknown): Kind => ({ name, moves, error });

export const kinds: readonly Kind[] = [
  ...[3036, 4006, 2041, 2045, 3040, 2003, 2018].map(code => coded(true, code, 429)),
  ...[3007, 3008, 3046].map(code => coded(true, code, 408)),
  coded(true, 5028, 410),
  coded(true, 5007, 400),
  coded(true, 3042, 404),
  ...[2009, 10000].map(code => coded(true, code, 401)),
  coded(true, 2021, 402),
  coded(true, 2044, 400),
  ...[2049, 5018, 5035, 3023].map(code => coded(true, code, 403)),
  coded(true, 2005, 400),
  ...[4007, 5017].map(code => coded(true, code, 500)),
  ...[5006, 5004, 3003, 8007, 2001].map(code => coded(false, code, 400)),
  ...[3006, 5021].map(code => coded(false, code, 413)),
  ...[2016, 2017, 2029, 2030].map(code => coded(false, code, 424)),
  // Guardrails are known to answer with other statuses too.
  coded(false, 2016, 403),
  ...[401, 402, 403, 404, 408, 409, 410, 429, 500, 502, 503, 529].map(status => plain(true, status)),
  ...[302, 400, 405, 413, 422].map(status => plain(false, status)),
  thrown(true, 'a connection that cannot be made', () => call(undefined, 'Cannot connect', true)),
  thrown(true, 'a broken connection', () =>
    Object.assign(new TypeError('terminated'), { cause: { code: 'UND_ERR_SOCKET' } }),
  ),
  thrown(true, 'an answer whose connection broke', () =>
    Object.assign(call(200, 'Failed to process', false), { cause: { cause: { code: 'ECONNRESET' } } }),
  ),
  thrown(true, "workerd's lost connection", () =>
    Object.assign(new Error('Network connection lost.'), { retryable: true }),
  ),
  thrown(true, "the member's own time-out", () => new DOMException('late', 'TimeoutError')),
  thrown(true, "an error in the vendor's own form", () => ({
    type: 'overloaded_error',
    message: 'Overloaded',
  })),
  thrown(true, 'what no package can read', () => new TypeValidationError({ value: {}, cause: 'No' })),
  thrown(
    false,
    'options that the package refuses',
    () =>
      new InvalidArgumentError({
        argument: 'providerOptions',
        message: 'No',
        cause: new TypeValidationError({ value: {}, cause: 'No' }),
      }),
  ),
  thrown(false, 'an abort', () => new DOMException('stopped', 'AbortError')),
  thrown(false, 'an invalid prompt', () => new InvalidPromptError({ prompt: '', message: 'No' })),
  thrown(
    false,
    'what the model cannot do',
    () => new UnsupportedFunctionalityError({ functionality: 'PDF' }),
  ),
  thrown(false, 'a mistake in code', () => new TypeError('x is not a function')),
  thrown(false, 'a mistake in code of another realm, such as that of Jest', () =>
    runInNewContext("new TypeError('x is not a function')"),
  ),
];
