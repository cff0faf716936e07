import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { discard, orAbort } from '../../src/transport/abort.ts';
import { rejection } from './stub-fetch.ts';

/** A signal, and how many listen to it. */
function listened() {
  const controller = new AbortController();
  const { signal } = controller;
  return { controller, signal, listeners: () => getEventListeners(signal, 'abort').length };
}

test('what comes in time is the result, and nobody listens any more', async () => {
  const { signal, listeners } = listened();
  const result = orAbort(Promise.resolve('a'), signal);
  expect(listeners()).toBe(1);
  expect(await result).toBe('a');
  await new Promise(setImmediate);
  expect(listeners()).toBe(0);
});

test('what fails in time fails, and nobody listens any more', async () => {
  const { signal, listeners } = listened();
  expect(await rejection(orAbort(Promise.reject(new Error('b')), signal))).toMatchObject({ message: 'b' });
  await new Promise(setImmediate);
  expect(listeners()).toBe(0);
});

test('an abort is the reason at once, and what comes late is let go', async () => {
  const { controller, signal, listeners } = listened();
  const gone: string[] = [];
  let arrive: (value: string) => void = () => {};
  const late = new Promise<string>(resolve => {
    arrive = resolve;
  });
  const result = rejection(orAbort(late, signal, value => gone.push(value)));
  controller.abort('enough');
  expect(await result).toBe('enough');
  expect(listeners()).toBe(0);
  expect(gone).toEqual([]);
  arrive('c');
  await new Promise(setImmediate);
  expect(gone).toEqual(['c']);
});

test('a signal that fired before rejects, though the promise never settles', async () => {
  expect(await rejection(orAbort(new Promise(() => {}), AbortSignal.abort('before')))).toBe('before');
});

test('an answer without a body holds nothing that could be let go', () => {
  expect(() => discard(new Response(null))).not.toThrow();
});
