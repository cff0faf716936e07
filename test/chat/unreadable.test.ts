import { expect, test } from 'vitest';
import { noticeCut } from '../../src/chat/cut-stream.ts';
import { unreadable } from '../../src/chat/unreadable.ts';

const exchange = {
  url: 'https://gateway.ai.cloudflare.com/v1/a/g/workers-ai/@cf/x',
  inputs: { messages: [] },
  requestBody: '{"messages":[]}',
  response: new Response(null, { headers: { 'cf-aig-log-id': '01JLOG' } }),
};

test.each([
  { body: '', says: /the body is empty\./, isRetryable: true },
  { body: ' \n', says: /the body is empty\./, isRetryable: true },
  { body: '<html>', says: /the body is HTML\./, isRetryable: false },
  { body: 'error code: 1015', says: /error code: 1015/, isRetryable: false },
  { body: '{"foo":1}', says: /\{"foo":1\}/, isRetryable: false },
  { body: '{"response":"H', says: /truncated JSON: \{"response":"H/, isRetryable: true },
])(
  'the body $body is told of, and only one that lost its end is worth a retry',
  ({ body, says, isRetryable }) => {
    const error = unreadable(body, exchange);
    expect(error.message).toMatch(says);
    expect(error).toMatchObject({
      statusCode: 200,
      responseBody: body,
      isRetryable,
      data: { logId: '01JLOG' },
    });
  },
);

test('a stream that closed without any end was cut, and is worth a retry', () => {
  const unended = { isDone: false, hasFinishReason: false, hasFailed: false };
  expect(noticeCut(unended, exchange)).toMatchObject({ isRetryable: true, data: { logId: '01JLOG' } });
  for (const seen of ['isDone', 'hasFinishReason', 'hasFailed'])
    expect(noticeCut({ ...unended, [seen]: true }, exchange)).toBe(undefined);
});
