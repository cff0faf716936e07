import { APICallError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { brokenAnswer, callError } from '../../src/request/error.ts';

const url = 'https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/@cf/meta/llama';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
  readonly model?: string;
}

function errorOf({ status, body, headers, model }: Answer): APICallError {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return callError({
    url,
    inputs: { messages: [] },
    response: status === 0 ? Response.error() : new Response(null, { status, ...(headers && { headers }) }),
    body: text,
    model,
  });
}

const v4 = (code: number, message = 'Something') => ({
  result: null,
  success: false,
  errors: [{ code, message }],
  messages: [],
});

/** Code, status, whether a retry may help, and what the message says of the way out. */
const codes: readonly [code: number, status: number, isRetryable: boolean, advice: RegExp][] = [
  [2001, 400, false, /gateway\.id/],
  [2003, 429, true, /slow down/],
  [2005, 400, true, /try again/],
  [2008, 400, false, /baseURL/],
  [2009, 401, false, /gatewayToken or CF_AIG_TOKEN/],
  [2016, 424, false, /blocked the request/],
  [2017, 424, false, /blocked the answer/],
  [2018, 429, true, /later/],
  [2021, 402, false, /Add money/],
  [2028, 400, false, /route/],
  [2029, 424, false, /blocked the request/],
  [2030, 424, false, /blocked the answer/],
  [2036, 403, false, /dashboard/],
  [2040, 400, false, /gateway\.byokAlias/],
  [2044, 400, false, /provider's key/],
  [2049, 403, false, /provider's key/],
  [2041, 429, false, /wait for its window/],
  [2045, 429, false, /wait for its window/],
  [3003, 400, false, /schema/],
  [3006, 413, false, /Shorten/],
  [3007, 408, true, /try again/],
  [3008, 408, true, /try again/],
  [3023, 403, false, /may not use this model/],
  [3025, 400, false, /input/],
  [3030, 400, false, /schema/],
  [3036, 429, false, /00:00 UTC/],
  [3039, 400, false, /upload it again/],
  [3040, 429, true, /try again/],
  [3041, 403, false, /may not use this model/],
  [3042, 404, false, /model id/],
  [3043, 500, true, /[Tt]ry again/],
  [3046, 408, true, /try again/],
  [4006, 429, false, /00:00 UTC/],
  [4007, 500, true, /[Tt]ry again/],
  [5004, 400, false, /schema/],
  [5005, 405, false, /LoRA/],
  [5006, 400, false, /schema/],
  [5007, 400, false, /@cf\/zai-org\/glm-4\.7-flash/],
  [5016, 403, false, /'agree'/],
  [5017, 500, true, /[Tt]ry again/],
  [5018, 403, false, /may not use this model/],
  [5019, 405, false, /another model/],
  [5021, 413, false, /Shorten/],
  [5023, 400, false, /without streaming/],
  [5025, 400, false, /structuredOutputs/],
  [5028, 410, false, /workers-ai-gateway\/models/],
  [5035, 403, false, /Workers Paid/],
  [6003, 400, false, /apiKey/],
  [7000, 404, false, /accountId, gateway\.id/],
  [7002, 404, false, /up to a second after/],
  [7003, 404, false, /accountId, gateway\.id/],
  [7007, 402, false, /provider's key/],
  [7009, 503, true, /try again/],
  [7013, 503, true, /try again/],
  [8001, 400, false, /schema/],
  [8002, 400, false, /schema/],
  [8005, 500, false, /SVG/],
  [8006, 400, false, /schema/],
  [8007, 400, false, /roles/],
  [9109, 403, false, /apiKey/],
  [10000, 401, false, /global API key/],
];

describe.each(codes)('code %i', (code, status, isRetryable, advice) => {
  test.each([
    { shape: 'with its status', answer: { status, body: v4(code) } },
    { shape: 'with HTTP 200', answer: { status: 200, body: v4(code) } },
    {
      shape: "in AI Gateway's shape",
      answer: { status, body: { success: false, error: [{ code, message: 'Something' }] } },
    },
    {
      shape: "in Workers AI's shape",
      answer: { status, body: { name: 'AiError', internalCode: code, description: 'Something' } },
    },
    { shape: "in OpenAI's shape", answer: { status, body: { error: { code, message: 'Something' } } } },
    {
      shape: 'in its message alone',
      answer: { status: 200, body: { success: false, errors: [{ message: `${code}: Something` }] } },
    },
  ])('is read from the shape of $shape', ({ answer }) => {
    const error = errorOf(answer);
    expect(error).toMatchObject({ statusCode: status, isRetryable, data: { code } });
    expect(error.message).toMatch(new RegExp(`^Workers AI error ${code}: Something\\. \\S`));
    expect(error.message).toMatch(advice);
  });
});

test.each([
  [2009, 'https://workers-binding.ai/ai-gateway/run?version=3', /header cf-aig-authorization/],
  [
    2009,
    'https://api.cloudflare.com/client/v4/accounts/acc/ai/run/@cf/x',
    /gatewayToken.*the provider rejected the key/,
  ],
  [2009, url, /gatewayToken or CF_AIG_TOKEN \(permission: AI Gateway Run\)\.$/],
])('the advice for %i fits the way to %s', (code, url, advice) => {
  const response = new Response(null, { status: 401 });
  expect(callError({ url, inputs: {}, response, body: JSON.stringify(v4(code)) }).message).toMatch(advice);
});

test.each([
  { code: 2001, own: 'create it in the dashboard', keepsOwn: false, explains: true },
  { code: 2009, own: 'set gatewayToken', keepsOwn: true, explains: true },
  { code: 3040, own: 'try again', keepsOwn: true, explains: false },
])('an error $code of a gateway that nobody named explains default: $explains', options => {
  const { code, own, keepsOwn, explains } = options;
  const response = new Response(null, { status: 400 });
  const exchange = { url, inputs: {}, response, body: JSON.stringify(v4(code)) };
  const says = /No gateway was named, so the request went through default: .* gateway: false/;
  const unnamed = callError({ ...exchange, gateway: { id: 'default', isUnnamed: true } }).message;
  expect(says.test(unnamed)).toBe(explains);
  expect(unnamed.includes(own)).toBe(keepsOwn);
  const named = callError({ ...exchange, gateway: { id: 'default' } }).message;
  expect(named).not.toMatch(says);
  expect(named).toContain(own);
});

test('a known code decides on a retry, whatever the status: 7009 comes with 404 too', () => {
  expect(errorOf({ status: 404, body: v4(7009) })).toMatchObject({ statusCode: 404, isRetryable: true });
});

test('guardrails on the run path answer 422', () => {
  expect(errorOf({ status: 422, body: v4(2017) })).toMatchObject({ statusCode: 422, isRetryable: false });
});

test('the error chain of 6003 is shown', () => {
  const chain = [{ code: 6111, message: 'Invalid format for Authorization header' }];
  const errors = [{ code: 6003, message: 'Invalid request headers', error_chain: chain }];
  expect(errorOf({ status: 400, body: { success: false, errors } }).message).toMatch(
    /6003: Invalid request headers: Invalid format for Authorization header\. Check apiKey/,
  );
});

test.each([
  ...[400, 403, 404, 410, 413].map(status => ({ status, isRetryable: false })),
  ...[408, 409, 429, 500, 502, 503, 524].map(status => ({ status, isRetryable: true })),
])('of a code that nobody knows, the status $status decides', ({ status, isRetryable }) => {
  expect(errorOf({ status, body: v4(9999) })).toMatchObject({
    statusCode: status,
    isRetryable,
    data: { code: 9999 },
  });
});

test.each([
  [
    'a gateway that got no answer (AI Gateway’s shape)',
    {
      status: 400,
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
    },
    'Workers AI error 2005: Failed to get response from provider. The gateway got no answer from Workers AI: try again.',
  ],
  [
    'inputs that the schema refuses (API v4’s shape)',
    {
      status: 400,
      body: {
        errors: [
          { message: "AiError: Bad input: Error: oneOf at '/' not met, 0 matches (f3f58c5f)", code: 5006 },
        ],
        success: false,
        result: {},
        messages: [],
      },
    },
    "Workers AI error 5006: Bad input: Error: oneOf at '/' not met, 0 matches (f3f58c5f) The model does not accept this input; see its schema in the Workers AI docs.",
  ],
  [
    'the daily allocation (Workers AI’s shape)',
    {
      status: 429,
      body: {
        name: 'AiError',
        internalCode: 4006,
        httpCode: 429,
        message:
          'AiError: AiError: you have used up your daily free allocation of 10,000 neurons. (35c8551a)',
        description: 'you have used up your daily free allocation of 10,000 neurons',
        requestId: '35c8551a',
      },
    },
    'Workers AI error 4006: you have used up your daily free allocation of 10,000 neurons. The account has used its free neurons for today: wait until 00:00 UTC or move to the Workers Paid plan.',
  ],
  [
    'OpenAI’s shape',
    { status: 400, body: { error: { message: 'max_tokens is too large', type: 'invalid_request_error' } } },
    'Workers AI answered 400: max_tokens is too large.',
  ],
  [
    'a message over several lines',
    { status: 500, body: v4(4007, 'An internal\n  server\u2028error') },
    'Workers AI error 4007: An internal server error. Try again later.',
  ],
  [
    'HTTP 200 that says success: false and nothing else',
    { status: 200, body: { success: false, result: null, errors: [], messages: [] } },
    'Workers AI failed: {"success":false,"result":null,"errors":[],"messages":[]}.',
  ],
  [
    'a page of HTML',
    { status: 502, body: '<!DOCTYPE html>\n<html><title>Bad gateway</title></html>' },
    'Workers AI answered 502: the body is HTML.',
  ],
  ['an empty body', { status: 503, body: '' }, 'Workers AI answered 503: the body is empty.'],
  ['a plain text', { status: 500, body: 'error code: 1101' }, 'Workers AI answered 500: error code: 1101.'],
  [
    'a status without a code that says who is asked',
    { status: 401, body: '' },
    'Workers AI answered 401: the body is empty. Check apiKey (CLOUDFLARE_API_TOKEN) and its Workers AI permission.',
  ],
  [
    'a model that is gone',
    { status: 410, body: { errors: [{ message: 'Model has been deprecated' }], success: false } },
    'Workers AI answered 410: Model has been deprecated. The model is no longer offered: choose another.',
  ],
  [
    'a redirect',
    { status: 302, body: '', headers: { location: 'https://example.com' } },
    'Workers AI answered 302: the body is empty. Redirects are not followed: check baseURL.',
  ],
  [
    'a redirect as browsers show it',
    { status: 0, body: '' },
    'Workers AI answered 0: the body is empty. Redirects are not followed: check baseURL.',
  ],
])('the message of %s is one line with the way out', (_name, answer, message) => {
  expect(errorOf(answer).message).toBe(message);
});

test.each([
  { said: ' Capacity\n exceeded ', shown: 'Capacity exceeded.' },
  { said: 'AiError: Error: No', shown: 'No.' },
  { said: 'The model said AiError: no', shown: 'The model said AiError: no.' },
  { said: 'Busy (35c8551a-3b1c-4f5d-9a7e-0123456789ab)', shown: 'Busy.' },
  {
    said: 'Request (35c8551a-3b1c-4f5d-9a7e-0123456789ab) failed',
    shown: 'Request (35c8551a-3b1c-4f5d-9a7e-0123456789ab) failed.',
  },
  { said: 'Wait. Then retry', shown: 'Wait. Then retry.' },
  { said: 'Really?', shown: 'Really?' },
  { said: 'undefined: x', shown: 'undefined: x.' },
])('of $said the message shows $shown', ({ said, shown }) => {
  const { message } = errorOf({ status: 418, body: { error: { message: said } } });
  expect(message).toBe(`Workers AI answered 418: ${shown}`);
});

test.each([
  { status: 401, advice: 'Check apiKey (CLOUDFLARE_API_TOKEN) and its Workers AI permission.' },
  { status: 403, advice: 'Check apiKey (CLOUDFLARE_API_TOKEN) and its Workers AI permission.' },
  { status: 300, advice: 'Redirects are not followed: check baseURL.' },
  { status: 404, advice: 'Check accountId, gateway.id and the model id.' },
  { status: 410, advice: 'The model is no longer offered: choose another.' },
])('without a code that is known, the status $status tells the way out', ({ status, advice }) => {
  const { message } = errorOf({ status, body: { error: { message: 'No' } } });
  expect(message).toBe(`Workers AI answered ${status}: No. ${advice}`);
});

test('an answer of status 200 that tells of no failure has no status and no code', () => {
  const error = errorOf({ status: 200, body: 'nonsense' });
  expect(error).toMatchObject({
    message: 'Workers AI failed: nonsense.',
    statusCode: undefined,
    isRetryable: false,
    data: { code: undefined },
  });
});

test.each([302, 0])('a redirect (status %i) is not worth a retry', status => {
  expect(errorOf({ status, body: '' })).toMatchObject({ statusCode: status, isRetryable: false });
});

test.each([
  { code: 5006, status: 503, isRetryable: false },
  { code: 10000, status: 500, isRetryable: false },
  { code: 2005, status: 404, isRetryable: true },
  { code: 3040, status: 400, isRetryable: true },
])('code $code decides on a retry whatever the status, $status here', ({ code, status, isRetryable }) => {
  expect(errorOf({ status, body: v4(code) })).toMatchObject({
    statusCode: status,
    isRetryable,
    data: { code },
  });
});

test('a status that is no whole number is none', () => {
  const body = { name: 'AiError', httpCode: 450.5, description: 'x' };
  expect(errorOf({ status: 200, body })).toMatchObject({ statusCode: undefined, isRetryable: false });
});

test('the body’s own status holds where HTTP said 200', () => {
  const body = { name: 'AiError', internalCode: 9999, httpCode: 503, description: 'x' };
  expect(errorOf({ status: 200, body })).toMatchObject({ statusCode: 503, isRetryable: true });
});

test('the status of HTTP holds over the body’s', () => {
  const body = { name: 'AiError', internalCode: 9999, httpCode: 503, description: 'x' };
  expect(errorOf({ status: 400, body })).toMatchObject({ statusCode: 400, isRetryable: false });
});

test('a failure in HTTP 200 whose kind nobody knows has no status and is not retried', () => {
  const error = errorOf({
    status: 200,
    body: { success: false, errors: [{ message: "JSON Mode couldn't be met" }] },
  });
  expect(error).toMatchObject({ statusCode: undefined, isRetryable: false, data: { code: undefined } });
});

test('the error keeps what was asked and what came back', () => {
  const error = errorOf({
    status: 429,
    body: v4(2003, 'Rate limited'),
    headers: { 'CF-AIG-Log-Id': '01JADMCQQQBWH3NXZ5GCRN98DP', 'cf-aig-request-id': 'req' },
  });
  expect(APICallError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({
    url,
    requestBodyValues: { messages: [] },
    responseHeaders: { 'cf-aig-log-id': '01JADMCQQQBWH3NXZ5GCRN98DP', 'cf-aig-request-id': 'req' },
    responseBody:
      '{"result":null,"success":false,"errors":[{"code":2003,"message":"Rate limited"}],"messages":[]}',
    data: { code: 2003, logId: '01JADMCQQQBWH3NXZ5GCRN98DP', requestId: 'req' },
  });
});

test.each([
  { name: 'Workers AI’s header', headers: { 'cf-ai-req-id': 'inference' }, expected: 'inference' },
  { name: 'the body', headers: {}, expected: 'body' },
])('without the gateway’s, the request id is that of $name', ({ headers, expected }) => {
  const body = { name: 'AiError', internalCode: 3040, description: 'x', requestId: 'body' };
  expect(errorOf({ status: 429, body, headers }).data).toEqual({
    code: 3040,
    logId: undefined,
    requestId: expected,
  });
});

test('a token that the service says back is not in the message', () => {
  const error = errorOf({
    status: 401,
    body: v4(10000, 'Invalid header "Authorization: Bearer v1.0-secret_KEY=="'),
  });
  expect(error.message).not.toContain('secret');
  expect(error.message).toContain('Authorization: Bearer');
});

test('an answer that is broken in spite of its status keeps the log id', () => {
  const response = new Response(null, { headers: { 'cf-aig-log-id': 'log' } });
  const error = brokenAnswer('Nonsense.', { exchange: { url, inputs: {}, response }, body: '{"a":1}' });
  expect(error).toMatchObject({
    message: 'Nonsense.',
    statusCode: 200,
    responseBody: '{"a":1}',
    isRetryable: false,
    data: { code: undefined, logId: 'log', requestId: undefined },
  });
});

test('a message of many kilobytes is cut, its advice and the body are whole', () => {
  const said = `AiError: Bad input: ${Array.from({ length: 200 }, (_, i) => `wrong at '/tools/${i}'`).join(', ')}`;
  const error = errorOf({ status: 400, body: v4(5006, said) });
  expect(error.message.length).toBeLessThanOrEqual(300);
  expect(error.message).toMatch(
    /^Workers AI error 5006: Bad input: wrong at '\/tools\/0'.*… The model .*\.$/,
  );
  expect(error.responseBody).toContain('/tools/199');
});

test('a message is cut only where that makes it shorter, and not behind a blank', () => {
  const messageOf = (said: string) => errorOf({ status: 418, body: { error: { message: said } } }).message;
  for (let length = 220; length < 320; length++) {
    const whole = `Workers AI answered 418: ${'x'.repeat(length)}.`;
    const message = messageOf('x'.repeat(length));
    if (message !== whole) expect(message).toMatch(/^.{200,300}…$/);
    expect(message.length).toBeLessThanOrEqual(whole.length);
    expect(messageOf(`${'x'.repeat(length)}${' x'.repeat(200)}`)).toMatch(/x…$/);
  }
});

test.each([
  '<!DOCTYPE html><html><head><title>Just a moment...</title>',
  '<html><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></html>',
  '<html><title>Attention Required! | Cloudflare</title></html>',
])('the page of a bot check is called that: %s', body => {
  expect(errorOf({ status: 403, body }).message).toBe(
    'Workers AI answered 403: the body is the HTML page of a bot check. Bot protection stopped the request before it reached Workers AI: allow it there, or send it from a server.',
  );
});

const openai = "Use createOpenAI(workersai.gateway.connect('openai')).";
const connect = "for others, use the vendor's package with workersai.gateway.connect().";
const spelling =
  /the API takes anthropic\/claude-haiku-4\.5, .*\/compat takes anthropic\/claude-haiku-4-5, .*\.$/;

test.each<[number, unknown, string | RegExp]>([
  [
    402,
    v4(2021),
    `Add money to the gateway, or use a provider key of your own. The API finds stored keys of openai and anthropic alone: ${connect}`,
  ],
  [400, v4(2044), connect],
  [402, v4(7007), connect],
  [403, v4(2049), connect],
  [
    403,
    { error: { message: 'Model or provider could not be resolved for spend-limit enforcement' } },
    "leave out route, or store the vendor's key.",
  ],
  [404, v4(7003), spelling],
  [404, v4(7003, 'Model not found'), spelling],
  [404, { error: { message: 'Model not found' } }, spelling],
  [500, { error: { message: 'Model not found' } }, spelling],
  [400, v4(5007), spelling],
  [
    400,
    v4(7003, 'Invalid value at input: Invalid input'),
    `The model may take no chat completions. ${openai}`,
  ],
  [400, { error: { message: 'Invalid value at input: Invalid input' } }, openai],
  [401, v4(10000), /API token with the permission Workers AI Read/],
  [401, v4(2009), /set gatewayToken or CF_AIG_TOKEN/],
])('of another vendor’s model %i with %j says what to do', (status, body, advice) => {
  const { message } = errorOf({ status, body, model: 'openai/gpt-5.5' });
  if (typeof advice === 'string') expect(message.endsWith(advice)).toBe(true);
  else expect(message).toMatch(advice);
  expect(message).not.toContain('@cf/openai');
});

test.each([
  { status: 402, code: 7007, isRetryable: false },
  { status: 403, code: 2049, isRetryable: false },
])('$status with $code is not worth another try', ({ status, code, isRetryable }) => {
  expect(errorOf({ status, body: v4(code) }).isRetryable).toBe(isRetryable);
});

test.each([
  { model: 'dynamic/my-route', looksUp: true },
  { model: 'custom/my-model', looksUp: true },
  { model: 'openai/custom/gpt', looksUp: false },
])('the unknown id $model is looked up in the dashboard: $looksUp', ({ model, looksUp }) => {
  const { message } = errorOf({ status: 404, body: v4(7003), model });
  expect(message.endsWith(`Check that the dashboard has ${model}.`)).toBe(looksUp);
});

test.each([
  { status: 404, code: 7003, model: 'meta/llama-3.1-8b-instruct', asks: '' },
  { status: 404, code: 7003, model: 'openai/gpt-oss-20b', asks: false },
  { status: 404, code: 7003, model: 'vertexai/gemma', asks: '' },
  { status: 404, code: 7003, model: 'dynamic/my-route', asks: false },
  { status: 400, code: 5007, model: 'workers-ai/@cf/meta/llama', asks: false },
  { status: 400, code: 5007, model: 'meta/llama-3.1-8b-instruct', asks: '' },
  { status: 404, code: 1, model: 'llama-3.1-8b-instruct', asks: '…/' },
  { status: 400, code: 5007, model: 'llama-3.1-8b-instruct', asks: '…/' },
  { status: 404, code: 7003, model: 'llama-3.1-8b-instruct', asks: false },
  { status: 400, code: 5006, model: 'llama-3.1-8b-instruct', asks: false },
  { status: 500, code: 1, model: 'llama-3.1-8b-instruct', asks: false },
  { status: 400, code: 5007, model: '@cf/meta/llama', asks: false },
  { status: 400, code: 5007, model: 'run/@cf/meta/llama', asks: false },
  { status: 404, code: 1, model: '@hf/meta/llama', asks: false },
  { status: 400, code: 5006, model: 'meta/llama', asks: false },
])('code $code for the id $model asks for @cf/: $asks', ({ status, code, model, asks }) => {
  const { message } = errorOf({ status, body: v4(code), model });
  expect(/Did you mean @cf\/(.*)\?$/.exec(message)?.[1]).toBe(asks === false ? undefined : `${asks}${model}`);
});
