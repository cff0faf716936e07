import { expect, test } from 'vitest';
import { createRandom, fingerprint, hash } from '../../src/local-gateway/random.ts';

test('hashes and chance follow from the seed, on every machine', () => {
  expect(hash('')).toBe(hash('', 0));
  expect(hash('a')).not.toBe(hash('b'));
  expect(hash('a', 1)).not.toBe(hash('a', 2));
  expect(Number.isSafeInteger(hash('some text'))).toBe(true);
  const all = Array.from({ length: 10_000 }, (_, index) => fingerprint(`text ${index}`));
  expect(new Set(all).size).toBe(10_000);
  for (const one of all) expect(one).toMatch(/^[0-9a-z]{22}$/);
  const [one, same, other] = [createRandom(5), createRandom(5), createRandom(6)];
  const first = Array.from({ length: 1000 }, () => one.next());
  expect(Array.from({ length: 1000 }, () => same.next())).toEqual(first);
  expect(other.next()).not.toBe(first[0]);
  // Even enough: each tenth has about a tenth.
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = first.filter(value => Math.floor(value * 10) === tenth).length;
    expect(share).toBeGreaterThan(60);
    expect(share).toBeLessThan(140);
  }
});

test('ids have the forms that Cloudflare’s have', () => {
  const random = createRandom(1);
  expect(random.hex(9)).toMatch(/^[0-9a-f]{9}$/);
  for (let count = 0; count < 100; count++) {
    expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(random.ulid(0)).toMatch(/^0{10}[0-9A-HJKMNP-TV-Z]{16}$/);
  // https://github.com/ulid/spec: 1469918176385 ms is 01ARYZ6S41.
  expect(random.ulid(1469918176385.7)).toMatch(/^01ARYZ6S41[0-9A-HJKMNP-TV-Z]{16}$/);
  expect(random.uuidv7(1469918176385.7)).toMatch(
    /^01563df3-6481-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(random.uuidv7(0)).toMatch(/^0{8}-0{4}-7/);
  expect(random.ulid(1)).not.toBe(random.ulid(1));
});

// What the public definitions of cyrb53 and of mulberry32 give.
test.each([
  ['a', 0, 7929297801672961],
  ['b', 0, 8684336938537663],
  ['revenge', 0, 4051478007546757],
  ['revenue', 0, 8309097637345594],
  ['revenue', 1, 8697026808958300],
])('the hash of %s by the seed %i is %i', (text, seed, expected) => {
  expect(hash(text, seed)).toBe(expected);
});

test('the seed 1 gives the numbers of mulberry32', () => {
  const { next } = createRandom(1);
  expect([next(), next(), next()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
});
