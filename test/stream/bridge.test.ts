import { afterEach, expect, test, vi } from 'vitest';
import { bridge, type ChunkReader, streamOf } from '../../src/stream/bridge.ts';

afterEach(() => void vi.useRealTimers());

/** Makes a part of each line; `.` is the last. */
function lines(): ChunkReader<string> {
  let isDone = false;
  return {
    push: chunk => {
      const found = String(chunk).split('\n').filter(Boolean);
      isDone = found.includes('.');
      return found.filter(line => line !== '.');
    },
    end: () => ['end'],
    fail: error => [`failed: ${error instanceof Error ? error.message : error}`],
    isDone: () => isDone,
  };
}

const bodyOf = (...chunks: readonly string[]) =>
  new ReadableStream<string>({
    start: controller => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

async function collect<Part>(stream: ReadableStream<Part>): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

test('gives the parts of each chunk, then those of the end', async () => {
  const stream = bridge({ body: bodyOf('a\nb\n', '', 'c'), reader: lines(), abortSignal: undefined });
  expect(await collect(stream)).toEqual(['a', 'b', 'c', 'end']);
});

test('an answer that is done ends, though its body stays open', async () => {
  const body = new ReadableStream<string>({ start: controller => controller.enqueue('a\n.') });
  expect(await collect(bridge({ body, reader: lines(), abortSignal: undefined }))).toEqual(['a', 'end']);
});

test('a body that stays open behind an answer that is done is let go after a second', async () => {
  vi.useFakeTimers();
  const cancel = vi.fn();
  const body = new ReadableStream<string>({ start: controller => controller.enqueue('a\n.'), cancel });
  expect(await collect(bridge({ body, reader: lines(), abortSignal: undefined }))).toEqual(['a', 'end']);
  await vi.advanceTimersByTimeAsync(999);
  expect(cancel).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(cancel).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

test('a body that is silent for longer than its reader waits ends the stream, and a pause before does not', async () => {
  vi.useFakeTimers();
  const cancel = vi.fn();
  const enqueue: ((chunk: string) => void)[] = [];
  const body = new ReadableStream<string>({
    start: controller => {
      enqueue.push(chunk => controller.enqueue(chunk));
    },
    cancel,
  });
  let patience: number | undefined;
  const end = ({ isSilent } = { isSilent: false }) => [isSilent ? 'silent' : 'end'];
  const reader = { ...lines(), end, patience: () => patience };
  const parts = collect(bridge({ body, reader, abortSignal: undefined }));
  await vi.advanceTimersByTimeAsync(60_000);
  patience = 5000;
  enqueue[0]?.('a\n');
  await vi.advanceTimersByTimeAsync(4999);
  enqueue[0]?.('b\n');
  await vi.advanceTimersByTimeAsync(4999);
  expect(cancel).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(await parts).toEqual(['a', 'b', 'silent']);
  expect(cancel).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

test('a body that ends within that time leaves no timer', async () => {
  vi.useFakeTimers();
  const reader = { ...lines(), patience: () => 5000 };
  const stream = bridge({ body: bodyOf('a\n'), reader, abortSignal: undefined });
  expect(await collect(stream)).toEqual(['a', 'end']);
  expect(vi.getTimerCount()).toBe(0);
});

test('thousands of parts of one chunk arrive in order', async () => {
  const expected = Array.from({ length: 2500 }, (_, i) => `${i}`);
  const stream = bridge({ body: bodyOf(expected.join('\n')), reader: lines(), abortSignal: undefined });
  expect(await collect(stream)).toEqual([...expected, 'end']);
  expect(await collect(streamOf(expected))).toEqual(expected);
  const last = bridge({ body: bodyOf(`${expected.join('\n')}\n.`), reader: lines(), abortSignal: undefined });
  expect(await collect(last)).toEqual([...expected, 'end']);
});

test('a body that ends behind an answer that is done is not cancelled, and leaves no timer', async () => {
  vi.useFakeTimers();
  const cancel = vi.fn();
  const chunks = ['a\n.'];
  const body = new ReadableStream<string>({
    pull: controller => {
      const chunk = chunks.shift();
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
    cancel,
  });
  expect(await collect(bridge({ body, reader: lines(), abortSignal: undefined }))).toEqual(['a', 'end']);
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(cancel).not.toHaveBeenCalled();
});

test('what follows an answer that is done is let go', async () => {
  const cancelled = vi.fn();
  const chunks = ['a\n.', 'b', 'c'];
  const body = new ReadableStream<string>(
    { pull: controller => controller.enqueue(chunks.shift() ?? 'more'), cancel: cancelled },
    { highWaterMark: 0 },
  );
  expect(await collect(bridge({ body, reader: lines(), abortSignal: undefined }))).toEqual(['a', 'end']);
  await expect.poll(() => cancelled).toHaveBeenCalledOnce();
});

test('a body that breaks is told to the reader', async () => {
  const chunks = ['a'];
  const body = new ReadableStream<string>({
    pull: controller => {
      const chunk = chunks.shift();
      if (chunk === undefined) throw new Error('socket hang up');
      controller.enqueue(chunk);
    },
  });
  expect(await collect(bridge({ body, reader: lines(), abortSignal: undefined }))).toEqual([
    'a',
    'failed: socket hang up',
  ]);
});

test('what the reader throws for a broken body fails the stream', async () => {
  const body = new ReadableStream<string>({ pull: () => Promise.reject(new Error('gone')) });
  const reader: ChunkReader<string> = {
    ...lines(),
    fail: error => {
      throw error;
    },
  };
  await expect(collect(bridge({ body, reader, abortSignal: undefined }))).rejects.toThrow('gone');
});

test('reads no chunk before a part is asked for (PR cloudflare/ai#393)', async () => {
  let pulled = 0;
  const body = new ReadableStream<string>(
    {
      pull: controller => {
        pulled++;
        controller.enqueue(`${pulled}`);
      },
    },
    { highWaterMark: 0 },
  );
  const reader = bridge({ body, reader: lines(), abortSignal: undefined }).getReader();
  await Promise.resolve();
  expect(pulled).toBe(0);
  expect(await reader.read()).toEqual({ done: false, value: '1' });
  expect(await reader.read()).toEqual({ done: false, value: '2' });
  expect(pulled).toBe(2);
});

test('an abort fails the stream with its reason and cancels the body', async () => {
  const cancelled = vi.fn();
  const abort = new AbortController();
  const body = new ReadableStream<string>({
    start: controller => controller.enqueue('a'),
    cancel: cancelled,
  });
  const reader = bridge({ body, reader: lines(), abortSignal: abort.signal }).getReader();
  expect(await reader.read()).toEqual({ done: false, value: 'a' });
  const next = reader.read();
  abort.abort(new Error('enough'));
  await expect(next).rejects.toThrow('enough');
  expect(cancelled).toHaveBeenCalledOnce();
});

test('a signal that was aborted before fails the stream at once', async () => {
  const stream = bridge({
    body: bodyOf('a'),
    reader: lines(),
    abortSignal: AbortSignal.abort(new Error('enough')),
  });
  await expect(collect(stream)).rejects.toThrow('enough');
});

test('a consumer that cancels cancels the body, in the middle of a read too', async () => {
  const cancelled = vi.fn();
  const body = new ReadableStream<string>({
    start: controller => controller.enqueue('a'),
    cancel: cancelled,
  });
  const reader = bridge({ body, reader: lines(), abortSignal: undefined }).getReader();
  expect(await reader.read()).toEqual({ done: false, value: 'a' });
  const pending = reader.read();
  await reader.cancel('no more');
  expect(await pending).toEqual({ done: true, value: undefined });
  expect(cancelled).toHaveBeenCalledExactlyOnceWith('no more');
});

test('a reader that fails at a chunk ends the body, and lets the signal go', async () => {
  const cancel = vi.fn();
  const body = new ReadableStream<string>({ pull: controller => controller.enqueue('a'), cancel });
  const failing: ChunkReader<string> = {
    ...lines(),
    push: () => {
      throw new Error('broken');
    },
  };
  const abort = new AbortController();
  const remove = vi.spyOn(abort.signal, 'removeEventListener');
  const stream = bridge({ body, reader: failing, abortSignal: abort.signal });
  expect(await collect(stream)).toEqual(['failed: broken']);
  expect(cancel).toHaveBeenCalledOnce();
  expect(remove).toHaveBeenCalled();
});

test('the end that an abort brings about is not that of the answer', async () => {
  const controller = new AbortController();
  const end = vi.fn(() => []);
  const pull = vi.fn(() => {});
  const body = new ReadableStream<string>({ pull }, { highWaterMark: 0 });
  const stream = bridge({ body, reader: { ...lines(), end }, abortSignal: controller.signal });
  const first = stream.getReader().read();
  await expect.poll(() => pull).toHaveBeenCalledOnce();
  controller.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  await new Promise(resolve => setTimeout(resolve, 0));
  expect(end).not.toHaveBeenCalled();
});

test('a body that the abort breaks is not told to the reader', async () => {
  const abort = new AbortController();
  const fail = vi.fn(() => []);
  const pull = vi.fn(() => {});
  const start = (controller: ReadableStreamDefaultController<string>) =>
    abort.signal.addEventListener('abort', () => controller.error(new Error('broken')));
  const body = new ReadableStream<string>({ start, pull }, { highWaterMark: 0 });
  const stream = bridge({ body, reader: { ...lines(), fail }, abortSignal: abort.signal });
  const first = stream.getReader().read();
  await expect.poll(() => pull).toHaveBeenCalledOnce();
  abort.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  await new Promise(resolve => setTimeout(resolve, 0));
  expect(fail).not.toHaveBeenCalled();
});

test('a body that cannot be cancelled fails nothing but the stream that was aborted', async () => {
  const abort = new AbortController();
  const cancel = vi.fn(() => Promise.reject(new Error('no way')));
  const stream = bridge({
    body: new ReadableStream<string>({ cancel }),
    reader: lines(),
    abortSignal: abort.signal,
  });
  const first = stream.getReader().read();
  abort.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  // An unhandled rejection would fail this run.
  await new Promise(resolve => setTimeout(resolve, 0));
  expect(cancel).toHaveBeenCalledOnce();
});

test.each(['end', 'cancel'] as const)('the signal is listened to until the %s, and no longer', async way => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  const stream = bridge({ body: bodyOf('a'), reader: lines(), abortSignal: signal });
  await (way === 'end' ? collect(stream) : stream.cancel());
  expect(added).toHaveBeenCalledOnce();
  const [type, listener] = added.mock.calls[0] ?? [];
  expect(removed.mock.calls).toEqual([[type, listener]]);
});
