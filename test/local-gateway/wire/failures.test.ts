import { expect, test } from 'vitest';
import { errorBody } from '../../../src/local-gateway/wire/error-bodies.ts';
import { type FailureOrigin, failureOf, jsonModeFailure } from '../../../src/local-gateway/wire/failures.ts';

const codes: Readonly<Record<FailureOrigin, Readonly<Record<number, readonly number[]>>>> = {
  gateway: {
    400: [2001, 2005, 2008, 2028, 2040],
    401: [2009],
    402: [2021],
    424: [2016, 2017, 2029, 2030],
    429: [2003, 2018, 2041, 2045],
  },
  'workers-ai': {
    400: [3003, 3025, 3030, 3039, 5004, 5006, 5007, 5023, 5025, 8001, 8002, 8007],
    403: [3023, 3041, 5016, 5018, 5035],
    404: [3042],
    405: [5005, 5019],
    408: [3007, 3008],
    410: [5028],
    413: [3006, 5021],
    429: [3036, 3040, 4006],
    500: [3043, 4007, 5017, 8005],
    503: [7009],
  },
  api: { 400: [6003], 401: [10000], 403: [9109], 404: [7000, 7002, 7003], 405: [7001] },
};

const rows = Object.entries(codes).flatMap(([origin, statuses]) =>
  Object.entries(statuses).flatMap(([status, list]) =>
    list.map(code => [code, Number(status), origin] as const),
  ),
);

test.each(rows)('%i is a %i of %s, and says why', (code, status, origin) => {
  expect(failureOf(code)).toEqual({
    code,
    status,
    origin,
    message: expect.stringMatching(/^(?!Failure )\S/),
  });
});

test.each([
  [3036, /daily free allocation of 10,000 neurons/],
  [4006, /daily free allocation of 10,000 neurons/],
  [3040, /^Capacity temporarily exceeded/],
  [5021, /\(42481\).*\(32000\)/],
  [5023, /^JSON Schema mode is not supported with stream mode\.$/],
  [5025, /^This model doesn't support JSON Schema$/],
  [2041, /Spend limit exceeded: rule 'default'/],
  [2045, /Spend limit exceeded: rule 'per-user'/],
])('%i says %s', (code, message) => {
  expect(failureOf(code).message).toMatch(message);
});

test.each([
  [1999, 'workers-ai'],
  [2000, 'gateway'],
  [2999, 'gateway'],
  [3000, 'workers-ai'],
  [9999, 'workers-ai'],
])('an unknown code %i is a 500 of %s', (code, origin) => {
  expect(failureOf(code)).toEqual({ code, status: 500, origin, message: `Failure ${code}` });
});

test('a malformed Authorization header is named in the chain of its error', () => {
  const [error] = JSON.parse(errorBody(failureOf(6003), 'v4', { requestId: 'r' })).errors;
  expect(error).toMatchObject({
    code: 6003,
    error_chain: [{ code: 6111, message: expect.stringMatching('Authorization') }],
  });
});

test('a status or message that a script tells wins over the code’s own', () => {
  const told = { status: 503, message: 'm', origin: 'api', shape: 'openai', headers: { a: 'b' } } as const;
  expect(failureOf(3040, told)).toEqual({ code: 3040, ...told });
});

test('JSON mode fails in two ways', () => {
  const message = "JSON Mode couldn't be met";
  expect(jsonModeFailure(400)).toEqual({ code: 5025, status: 400, origin: 'workers-ai', message });
  expect(jsonModeFailure(200)).toEqual({
    code: 3040,
    status: 200,
    origin: 'workers-ai',
    message,
    shape: 'v4',
  });
});

const busy = failureOf(3040, { message: 'Busy' });
const context = { requestId: 'r' };

test.each([
  [
    'gateway',
    busy,
    {
      success: false,
      result: [],
      messages: [],
      error: [{ code: 3040, message: 'Busy' }],
      name: 'AiGatewayError',
      httpCode: 429,
      internalCode: 3040,
      message: 'Busy',
      description: 'Busy',
    },
  ],
  [
    'v4',
    busy,
    { errors: [{ message: 'AiError: Busy (r)', code: 3040 }], success: false, result: {}, messages: [] },
  ],
  [
    'v4',
    failureOf(5007),
    { errors: [{ message: 'No such model or task', code: 5007 }], success: false, result: {}, messages: [] },
  ],
  [
    'v4',
    failureOf(7000),
    {
      result: null,
      success: false,
      errors: [{ code: 7000, message: 'No route for that URI' }],
      messages: [],
    },
  ],
  [
    'ai-error',
    busy,
    {
      name: 'AiError',
      internalCode: 3040,
      httpCode: 429,
      message: 'AiError: AiError: Busy (r)',
      description: 'Busy',
      requestId: 'r',
    },
  ],
  ['openai', busy, { error: { message: 'Busy', type: 'rate_limit_error', param: null, code: 3040 } }],
  [
    'openai',
    failureOf(8001),
    { error: { message: 'Invalid input', type: 'invalid_request_error', param: null, code: 8001 } },
  ],
] as const)('as %s', (shape, failure, body) => {
  expect(JSON.parse(errorBody(failure, shape, context))).toEqual(body);
});
