import { describe, expect, test } from 'vitest';
import { json, rejection, sse } from '../transport/stub-fetch.ts';
import { open } from './open.ts';

const failed = (status: number, body: object, more: Record<string, string> = {}) =>
  json(body, { status, headers: { 'cf-aig-log-id': 'log', ...more } });

const gatewayError = (code: number, message: string) => ({
  success: false,
  result: [],
  error: [{ code, message }],
});

describe("an error of the gateway's own is a status text, which packages show", () => {
  test.each([
    [
      401,
      gatewayError(2009, 'Unauthorized'),
      'AI Gateway error 2009: Unauthorized. The gateway requires its own token: set gatewayToken or CF_AIG_TOKEN (permission: AI Gateway Run).',
    ],
    [
      429,
      gatewayError(2003, 'Rate limited'),
      "AI Gateway error 2003: Rate limited. The gateway's rate limit is reached: slow down, or raise it in the dashboard.",
    ],
    [
      400,
      gatewayError(2044, 'Customer-provided provider credentials are required for this request'),
      "AI Gateway error 2044: Customer-provided provider credentials are required for this request. The gateway does not pay for this provider: store the provider's key in the gateway, or send it with the request.",
    ],
    [400, gatewayError(9999, 'a “b”\nc'), 'AI Gateway error 9999: a ?b? c.'],
    [
      500,
      { success: false, errors: [{ code: 7003, message: 'Could not route' }] },
      expect.stringContaining('error 7003: Could not route.'),
    ],
  ])('%i %j', async (status, body, statusText) => {
    const { post } = open('openai', { answers: [failed(status, body)] });
    const response = await post('/responses');
    expect({ status: response.status, statusText: response.statusText }).toEqual({ status, statusText });
    expect(response.headers.get('cf-aig-log-id')).toBe('log');
    expect(await response.json()).toEqual(body);
  });

  test('so is a page of a proxy', async () => {
    const { post } = open('openai', { answers: [new Response('<html>', { status: 502 })] });
    expect(await post('/responses')).toMatchObject({
      status: 502,
      statusText: 'AI Gateway answered 502: the body is HTML.',
    });
  });
});

test("a vendor's error keeps its body, which its package reads", async () => {
  const body = { error: { message: 'No such model', type: 'invalid_request_error', code: null } };
  const { post } = open('openai', { answers: [failed(404, body)] });
  const response = await post('/responses');
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual(body);
});

test('a redirect is handed on, not followed', async () => {
  const answer = new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } });
  const { post, sent } = open('openai', { answers: [answer] });
  expect(await post('/responses')).toBe(answer);
  expect(sent).toHaveLength(1);
});

test.each([
  ['a stream', '/responses', '{"model":"m","stream":true}', () => sse('data: {}\n\n')],
  ['a whole answer', '/responses', '{"model":"m"}', () => json({})],
  ['one that has a text about streams', '/responses', '{"input":"\\"stream\\":true"}', () => json({})],
  [
    'one whose tool has such an input',
    '/responses',
    '{"input":[{"stream":true}],"stream":false}',
    () => json({}),
  ],
  [
    'bytes',
    '/audio/speech',
    '{"input":"Hi"}',
    () => new Response('mp3', { headers: { 'content-type': 'audio/mpeg' } }),
  ],
])('%s is handed on as it is', async (_name, path, body, answer) => {
  const response = answer();
  const { post } = open('openai', { answers: [response] });
  expect(await post(path, { body })).toBe(response);
});

test.each([
  ['openai', '/responses', '{"model":"m","stream":true}'],
  ['google', '/models/g:streamGenerateContent?alt=sse', '{"contents":[]}'],
] as const)('%s: one JSON object in answer to a stream is an error', async (vendor, path, body) => {
  const { post } = open(vendor, { answers: [failed(200, { output: [] })] });
  expect(await rejection(post(path, { body }))).toMatchObject({
    name: 'AI_APICallError',
    message: 'AI Gateway answered a stream with one JSON object. Use generateText.',
    statusCode: 200,
    responseBody: '{"output":[]}',
    responseHeaders: { 'cf-aig-log-id': 'log' },
    isRetryable: false,
    data: { logId: 'log' },
  });
});

test('an error whose body breaks off is worth a retry', async () => {
  const body = new ReadableStream({ pull: controller => controller.error(new TypeError('terminated')) });
  const { post } = open('openai', { answers: [new Response(body, { status: 500 })] });
  expect(await rejection(post('/responses'))).toMatchObject({ name: 'AI_APICallError', isRetryable: true });
});
