import { expect, test } from 'vitest';
import { createRateLimiter } from '../../../src/local-gateway/gateway/rate-limit.ts';
import { type LocalGatewayOptions, resolveOptions } from '../../../src/local-gateway/options.ts';

/** Which of the requests at these milliseconds are admitted. */
function admitted(options: LocalGatewayOptions, times: readonly number[]): number[] {
  let time = 0;
  const limiter = createRateLimiter(resolveOptions({ now: () => time, ...options }));
  return times.filter(moment => {
    time = moment;
    return limiter.admit('g');
  });
}

test.each<[string, LocalGatewayOptions, number[], number[]]>([
  ['none', {}, [0, 0, 0], [0, 0, 0]],
  [
    'a fixed window begins anew on the clock',
    { rateLimit: { requests: 2, seconds: 10 } },
    [8000, 9000, 9999, 10_000, 10_001, 10_002, 20_000],
    [8000, 9000, 10_000, 10_001, 20_000],
  ],
  [
    'a sliding window looks back',
    { rateLimit: { requests: 2, seconds: 10, technique: 'sliding' } },
    [8000, 9000, 9999, 17_999, 18_000, 18_001, 19_000],
    [8000, 9000, 18_000, 19_000],
  ],
  [
    'a request that was refused does not count',
    { rateLimit: { requests: 1, seconds: 1, technique: 'sliding' } },
    [0, 900, 1000, 1900, 2000],
    [0, 1000, 2000],
  ],
])('admits requests: %s', (_name, options, times, admits) => {
  expect(admitted(options, times)).toEqual(admits);
});

test('gateways are counted apart, the one that was quiet longest is forgotten', () => {
  const limiter = createRateLimiter(
    resolveOptions({ keep: 2, now: () => 0, rateLimit: { requests: 1, seconds: 10 } }),
  );
  const admits = (...names: string[]) => names.map(name => limiter.admit(name));
  expect(admits('a', 'b', 'a', 'b', 'a')).toEqual([true, true, false, false, false]);
  // Now b is the one that was quiet longest.
  expect(admits('c', 'a', 'b')).toEqual([true, false, true]);
  limiter.clear();
  expect(admits('a', 'b')).toEqual([true, true]);
});
