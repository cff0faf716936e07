import { expect, test } from 'vitest';
import { codeIn, codeOf, readFailure } from '../../src/request/failure.ts';

const nothing = { code: undefined, message: undefined, status: undefined, requestId: undefined };

test.each([
  {
    name: "vLLM's, with its code at the top level",
    body: { object: 'error', message: 'Internal Server Error', type: 'InternalServerError', code: 500 },
    expected: { ...nothing, code: 500, message: 'Internal Server Error', status: 500 },
  },
  {
    name: 'a code that is a status, beside a message',
    body: { code: 503, message: 'Overloaded' },
    expected: { ...nothing, code: 503, message: 'Overloaded', status: 503 },
  },
  {
    name: 'an event of the type error',
    body: { type: 'error', code: 'server_error', message: 'It broke' },
    expected: { ...nothing, message: 'It broke' },
  },
  {
    name: 'a failed answer of the Responses API',
    body: { type: 'response.failed', response: { error: { code: '429', message: 'Later' } } },
    expected: { ...nothing, code: 429, message: 'Later', status: 429 },
  },
  {
    name: "AI Gateway's own, whose `error` is a list",
    body: {
      success: false,
      result: [],
      messages: [],
      error: [{ code: 2005, message: 'Failed to get response from provider' }],
      name: 'AiGatewayError',
      httpCode: 400,
      internalCode: 2005,
      message: 'Failed to get response from provider',
      description: 'Failed to get response from provider',
    },
    expected: { ...nothing, code: 2005, message: 'Failed to get response from provider', status: 400 },
  },
  {
    name: 'its older form, with the first four keys alone',
    body: { success: false, result: [], messages: [], error: [{ code: 2003, message: 'Rate limited' }] },
    expected: { ...nothing, code: 2003, message: 'Rate limited' },
  },
  {
    name: "API v4's",
    body: {
      result: null,
      success: false,
      errors: [{ code: 10000, message: 'Authentication error' }],
      messages: [],
    },
    expected: { ...nothing, code: 10000, message: 'Authentication error' },
  },
  {
    name: "API v4's, whose reasons alone have words",
    body: {
      success: false,
      errors: [{ code: 6003, error_chain: [{ code: 6111 }, { message: 'Invalid format' }] }],
    },
    expected: { ...nothing, code: 6003, message: 'Invalid format' },
  },
  {
    name: "API v4's, whose reasons have none",
    body: { success: false, errors: [{ code: 6003, message: 'Invalid', error_chain: [{ code: 6111 }] }] },
    expected: { ...nothing, code: 6003, message: 'Invalid' },
  },
  {
    name: "API v4's with two entries: the first",
    body: {
      success: false,
      errors: [
        { code: 7003, message: 'Could not route' },
        { code: 7000, message: 'No route' },
      ],
    },
    expected: { ...nothing, code: 7003, message: 'Could not route' },
  },
  {
    name: "API v4's that says success",
    body: { errors: [{ code: 7002, message: 'Not Found' }], success: true },
    expected: { ...nothing, code: 7002, message: 'Not Found' },
  },
  {
    name: "Workers AI's, without an envelope",
    body: {
      name: 'AiError',
      internalCode: 4006,
      httpCode: 429,
      message: 'AiError: AiError: you have used up your daily free allocation',
      description: 'you have used up your daily free allocation',
      requestId: '35c8551a',
    },
    expected: {
      code: 4006,
      message: 'you have used up your daily free allocation',
      status: 429,
      requestId: '35c8551a',
    },
  },
  {
    name: "OpenAI's",
    body: { error: { message: 'Bad request', type: 'invalid_request_error', code: 'bad' } },
    expected: { ...nothing, message: 'Bad request' },
  },
  {
    name: "vLLM's, whose code is a status",
    body: { error: { object: 'error', message: 'overloaded', type: 'ServerError', param: null, code: 503 } },
    expected: { ...nothing, code: 503, message: 'overloaded', status: 503 },
  },
  {
    name: 'a text',
    body: { error: 'Request not found' },
    expected: { ...nothing, message: 'Request not found' },
  },
  {
    name: 'a list of texts',
    body: { errors: ['3040: Capacity'] },
    expected: { ...nothing, code: 3040, message: '3040: Capacity' },
  },
  {
    name: 'a code as text',
    body: { error: { code: '3040', message: 'x' } },
    expected: { ...nothing, code: 3040, message: 'x' },
  },
  {
    name: "Workers AI's, of which only the name tells",
    body: { name: 'AiError', description: 'No' },
    expected: { ...nothing, message: 'No' },
  },
  {
    name: "AI Gateway's, of which only the name tells",
    body: { name: 'AiGatewayError', message: 'No' },
    expected: { ...nothing, message: 'No' },
  },
  {
    name: "vLLM's, of which only the object tells",
    body: { object: 'error', message: 'No' },
    expected: { ...nothing, message: 'No' },
  },
  { name: 'a code and nothing else', body: { internalCode: 3040 }, expected: { ...nothing, code: 3040 } },
  ...['3040x', 'E3040', '1e3', '', ' ', [3040], null, true, 30.4].map(code => ({
    name: `a code that is none: ${JSON.stringify(code)}`,
    body: { success: false, internalCode: code },
    expected: nothing,
  })),
  ...[399, 600, 450.5, '429', null].map(httpCode => ({
    name: `a status that is none: ${JSON.stringify(httpCode)}`,
    body: { success: false, httpCode },
    expected: nothing,
  })),
  ...[400, 599].map(httpCode => ({
    name: `the status ${httpCode}`,
    body: { success: false, httpCode },
    expected: { ...nothing, status: httpCode },
  })),
  { name: 'no more than success: false', body: { success: false }, expected: nothing },
  {
    name: 'success: false with an empty result',
    body: { success: false, result: null, errors: [] },
    expected: nothing,
  },
  {
    name: 'a code in the message alone',
    body: { success: false, errors: [{ message: 'AiError: 3040: Capacity temporarily exceeded' }] },
    expected: { ...nothing, code: 3040, message: 'AiError: 3040: Capacity temporarily exceeded' },
  },
])('finds the failure in $name', ({ body, expected }) => {
  expect(readFailure(body)).toEqual(expected);
});

test.each([
  { name: 'an answer', body: { response: 'Hi' } },
  { name: 'an enveloped answer', body: { result: {}, success: true, errors: [], messages: [] } },
  { name: 'an answer that says no error', body: { object: 'response', output: [], error: null } },
  { name: 'empty errors', body: { response: 'Hi', error: '', errors: [{}] } },
  { name: 'JSON that a model wrote', body: { response: { error: 'no such city' } } },
  { name: 'an unfinished event', body: { type: 'response.failed' } },
  { name: 'an answer whose code is a number', body: { code: 404 } },
  { name: 'an answer with a name', body: { name: 'Ada', message: 'hello' } },
  { name: 'a list', body: [{ error: 'x' }] },
  { name: 'a text', body: 'error' },
  { name: 'null', body: null },
])('finds none in $name', ({ body }) => {
  expect(readFailure(body)).toBeUndefined();
});

test.each([
  ['3040: Capacity temporarily exceeded', 3040],
  ['AiError: 5007: No such model', 5007],
  ['InferenceUpstreamError: 10000: Authentication error', 10000],
  ['Sequence too long: 9003 > 8192', undefined],
  ['Error 404: not found', undefined],
  ['JSON Mode couldn’t be met', undefined],
  [undefined, undefined],
])('the code in %j is %j', (message, code) => {
  expect(codeIn(message)).toBe(code);
});

const v4 = (code: number) => JSON.stringify({ success: false, errors: [{ code, message: 'No' }] });

test.each([
  { of: 'ours', error: { data: { code: 3040 }, responseBody: '' }, code: 3040 },
  { of: 'ours, whose body has another', error: { data: { code: 3040 }, responseBody: v4(2005) }, code: 3040 },
  { of: "another vendor's package", error: { data: undefined, responseBody: v4(2005) }, code: 2005 },
  {
    of: "another vendor's package, which read the body",
    error: { data: { code: 'rate_limit' }, responseBody: v4(2003) },
    code: 2003,
  },
  { of: 'a vendor that puts the status there', error: { responseBody: v4(429) }, code: undefined },
  { of: 'a vendor, with three digits', error: { responseBody: v4(999) }, code: undefined },
  { of: 'a gateway, with four', error: { responseBody: v4(1000) }, code: 1000 },
  { of: 'an answer without a failure', error: { responseBody: '{"response":"Hi"}' }, code: undefined },
  { of: 'a text', error: { responseBody: 'error code: 1015' }, code: undefined },
  { of: 'anything else', error: new Error('No'), code: undefined },
  { of: 'nothing', error: undefined, code: undefined },
])("Cloudflare's code in an error of $of is $code", ({ error, code }) => {
  expect(codeOf(error)).toBe(code);
});
