import { expect, test } from 'vitest';
import { discard, orAbort } from '../../src/transport/abort.ts';
import { rejection } from './stub-fetch.ts';

/** A signal that counts who listens to it. */
function listened() {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<AbortSignal['addEventListener']>) => {
    listeners += 1;
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<AbortSignal['removeEventListener']>) => {
    listeners -= 1;
    removeEventListener.apply(signal, args);
  };
  return { controller, signal, listeners: () => listeners };
}

test('what comes in time is the result, and nobody listens any more', async () => {
  const { signal, listeners } = listened();
  expect(await orAbort(Promise.resolve('a'), signal)).toBe('a');
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
  const { controller, signal } = listened();
  const gone: string[] = [];
  let arrive: (value: string) => void = () => {};
  const late = new Promise<string>(resolve => {
    arrive = resolve;
  });
  const result = rejection(orAbort(late, signal, value => gone.push(value)));
  controller.abort('enough');
  expect(await result).toBe('enough');
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
