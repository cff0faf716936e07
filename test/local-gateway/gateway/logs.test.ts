import { expect, test } from 'vitest';
import { createLogStore } from '../../../src/local-gateway/gateway/logs.ts';
import { resolveOptions } from '../../../src/local-gateway/options.ts';
import { log } from './calls.ts';

const g = { account: 'a', gateway: 'g' };

test('logs belong to their account and gateway', () => {
  const store = createLogStore(resolveOptions({}));
  const [first, second] = [log({ id: '1' }), log({ id: '2', gateway: 'h' })];
  store.add(first);
  store.add(second);
  expect(store.entries).toEqual([first, second]);
  expect(store.visible(g)).toEqual([first]);
  expect(store.find(g, '1')).toBe(first);
  expect([store.find(g, '2'), store.find({ ...g, gateway: 'h' }, '1')]).toEqual([undefined, undefined]);
  expect(store.visible({ ...g, account: 'b' })).toEqual([]);
  expect(store.find({ ...g, account: 'b' }, '1')).toBeUndefined();
  store.remove([first]);
  expect(store.entries).toEqual([second]);
  store.clear();
  expect(store.entries).toEqual([]);
});

test('the oldest are forgotten', () => {
  const store = createLogStore(resolveOptions({ keep: 2 }));
  for (const id of ['1', '2', '3']) store.add(log({ id }));
  expect(store.entries.map(({ id }) => id)).toEqual(['2', '3']);
});

test('a log is seen once its answer has ended and the delay is over', () => {
  const started = Date.parse('2026-01-01T00:00:00.000Z');
  let time = started;
  const store = createLogStore(resolveOptions({ logDelayMs: 100, now: () => time }));
  store.add(log({ duration: 10 }));
  const isSeen = () => [store.visible(g).length, store.find(g, 'l') === undefined ? 0 : 1];
  expect(isSeen()).toEqual([0, 0]);
  time = started + 109;
  expect(isSeen()).toEqual([0, 0]);
  time = started + 110;
  expect(isSeen()).toEqual([1, 1]);
});

test('without a delay it is seen at once, whatever the clock says', () => {
  const store = createLogStore(resolveOptions({ now: () => 0 }));
  store.add(log());
  expect(store.visible(g)).toHaveLength(1);
});

test('any number of logs can be removed', () => {
  const store = createLogStore(resolveOptions({ keep: 200_000 }));
  for (let count = 0; count < 150_000; count++) store.add(log());
  const last = log();
  store.add(last);
  store.remove(store.entries.slice(0, -1));
  expect(store.entries).toEqual([last]);
});
