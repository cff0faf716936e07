import { expect, test, vi } from 'vitest';
import { sendHttp } from '../../src/transport/http.ts';
import { rejection } from './stub-fetch.ts';

/** A request by a fetch that ignores its signal, whose caller gave up, and what makes the fetch return. */
async function abandoned() {
  const controller = new AbortController();
  let arrive: (value: unknown) => void = () => {};
  const late = new Promise<unknown>(resolve => {
    arrive = resolve;
  });
  const deaf = { fetch: () => late };
  const request = { method: 'GET', url: 'https://a.test/', headers: {}, body: undefined, inputs: {} };
  const sent = Reflect.apply(sendHttp, undefined, [{ ...request, ...deaf, abortSignal: controller.signal }]);
  controller.abort('enough');
  expect(await rejection(sent)).toBe('enough');
  return { arrive };
}

test('a Response that comes after an abort is cancelled', async () => {
  const cancel = vi.fn();
  const { arrive } = await abandoned();
  arrive(new Response(new ReadableStream({ cancel })));
  await new Promise(setImmediate);
  expect(cancel).toHaveBeenCalledOnce();
});

test('a value that comes after an abort and is no Response is ignored', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const { arrive } = await abandoned();
  arrive(undefined);
  await new Promise(setImmediate);
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
