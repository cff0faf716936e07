import { expect, onTestFinished, test, vi } from 'vitest';
import { createLocalGateway, failure, pause, text } from 'workers-ai-gateway/testing';
import { post, user } from './post.ts';

const question = user('Hi');

test('the gateway’s own retries: the caller sees one request and the second answer', async () => {
  const gateway = createLocalGateway();
  gateway.reply(failure(3040));
  gateway.reply(text('at last'));
  const response = await post(gateway, question, { headers: { 'cf-aig-max-attempts': '2' } });
  expect(await response.json()).toMatchObject({ result: { response: 'at last' } });
  expect(gateway.requests).toHaveLength(1);
});

test('a bad request is not repeated', async () => {
  const gateway = createLocalGateway();
  gateway.reply(failure(5004));
  gateway.reply(text('never'));
  expect((await post(gateway, question, { headers: { 'cf-aig-max-attempts': '5' } })).status).toBe(400);
});

test.each([
  { backoff: 'constant', least: 40 },
  { backoff: 'linear', least: 60 },
  { backoff: 'exponential', least: 60 },
])('$backoff backoff waits at least $least ms over two retries', async ({ backoff, least }) => {
  const gateway = createLocalGateway();
  gateway.reply(failure(3040));
  gateway.reply(failure(3040));
  gateway.reply(text('ok'));
  const started = Date.now();
  const headers = { 'cf-aig-max-attempts': '3', 'cf-aig-retry-delay': '20', 'cf-aig-backoff': backoff };
  expect((await post(gateway, question, { headers })).status).toBe(200);
  expect(Date.now() - started).toBeGreaterThanOrEqual(least - 3);
});

test.each([
  { rule: 2005, status: 400 },
  { rule: 408, status: 408 },
] as const)('a timeout to the first byte fails with $rule', async ({ rule, status }) => {
  const gateway = createLocalGateway({ disputes: { timeoutFailure: rule } });
  gateway.reply(pause(60_000), text('late'));
  expect((await post(gateway, question, { headers: { 'cf-aig-request-timeout': '20' } })).status).toBe(
    status,
  );
});

test.each([2005, 408] as const)('the last of several attempts is waited for (%i)', async timeoutFailure => {
  const gateway = createLocalGateway({ disputes: { timeoutFailure } });
  gateway.reply(pause(60_000), text('too late'));
  gateway.reply(pause(60), text('in its own time'));
  const headers = { 'cf-aig-request-timeout': '20', 'cf-aig-max-attempts': '2' };
  expect(await (await post(gateway, question, { headers })).json()).toMatchObject({
    result: { response: 'in its own time' },
  });
});

test('a stream that began in time goes on beyond the timeout', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const gateway = createLocalGateway();
  gateway.reply(text('one'), pause(60), text('two'));
  const headers = { 'cf-aig-request-timeout': '20' };
  const answer = post(gateway, { ...question, stream: true }, { headers }).then(response => response.text());
  await vi.advanceTimersByTimeAsync(60);
  expect(await answer).toContain('two');
});

test.each([
  { technique: 'fixed', after: 59, status: 429 },
  { technique: 'fixed', after: 61, status: 200 },
  { technique: 'sliding', after: 61, status: 429 },
  { technique: 'sliding', after: 91, status: 200 },
] as const)('rate limit, $technique: $status after $after s', async ({ technique, after, status }) => {
  let seconds = 30;
  const gateway = createLocalGateway({
    now: () => seconds * 1000,
    rateLimit: { requests: 2, seconds: 60, technique },
  });
  expect([(await post(gateway, question)).status, (await post(gateway, question)).status]).toEqual([
    200, 200,
  ]);
  seconds = after;
  expect((await post(gateway, question)).status).toBe(status);
});
