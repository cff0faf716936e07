import { describe, expect, test } from 'vitest';
import { type CommandValues, optionsFrom } from '../../../src/local-gateway/command/options.ts';

test.each<[CommandValues, object]>([
  [{}, {}],
  [
    { gateway: ['one', 'two'], model: ['@cf/a/b'] },
    { gateways: ['one', 'two'], models: ['@cf/a/b'] },
  ],
  [{ retired: 'served' }, { retired: 'served' }],
  [
    { token: 't', 'gateway-token': 'g' },
    { token: 't', gatewayToken: 'g' },
  ],
  [
    { 'cache-ttl': '60', delay: '1', 'chunk-delay': '2' },
    { cacheTtl: 60, delayMs: 1, chunkDelayMs: 2 },
  ],
  [
    { 'rate-limit': '10/60', fail: ['3040=0.1', '3036'] },
    { rateLimit: { requests: 10, seconds: 60 }, failRate: { 3036: 1, 3040: 0.1 } },
  ],
  [
    { upstream: 'http://a/v1/', 'upstream-model': 'm', 'upstream-key': 'k' },
    { upstream: { url: 'http://a/v1', model: 'm', apiKey: 'k' } },
  ],
])('the values %j are the options %j', (values, options) => {
  expect(optionsFrom(values)).toEqual(options);
});

describe('--date', () => {
  test('starts the clock at midnight of that day, and lets it run', () => {
    const { now = Date.now } = optionsFrom({ date: '2026-05-29' });
    const past = now() - Date.parse('2026-05-29');
    expect(past).toBeGreaterThanOrEqual(0);
    expect(past).toBeLessThan(3_600_000);
  });

  test.each(['yesterday', '2026-5-29', '2026-02-30', '29.05.2026', ''])('takes no %j', date => {
    expect(() => optionsFrom({ date })).toThrow(`--date takes a day such as 2026-05-29, not '${date}'.`);
  });
});

test.each<[CommandValues, string]>([
  [{ retired: 'yes' }, "--retired takes 'refused' or 'served', not 'yes'."],
  [{ delay: 'x' }, "--delay takes a number of at least 0, not 'x'."],
  [{ fail: ['3040=2'] }, "--fail takes a code and a share between 0 and 1, e.g. 3040=0.1, not '3040=2'."],
  [{ fail: ['0.1'] }, "--fail takes a code and a share between 0 and 1, e.g. 3040=0.1, not '0.1'."],
  [{ 'rate-limit': '10' }, "--rate-limit takes requests/seconds, e.g. 10/60, not '10'."],
  [{ upstream: 'ollama' }, "--upstream takes a URL such as http://127.0.0.1:11434/v1, not 'ollama'."],
  [
    { upstream: 'http://me:secret@127.0.0.1:9/v1' },
    '--upstream takes a URL without user and password. Pass the key with --upstream-key.',
  ],
  [{ 'upstream-model': 'llama3.1' }, '--upstream-model requires --upstream.'],
])('%j are refused: %s', (values, message) => {
  expect(() => optionsFrom(values)).toThrow(message);
});
