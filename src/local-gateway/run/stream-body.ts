import type { LocalState } from '../state.ts';
import { wait } from '../wait.ts';

interface BodyOptions {
  state: LocalState;
  signal: AbortSignal;
}

/** A body that is made as it is read: nothing is written ahead of the reader. */
export function createStreamBody(
  chunks: AsyncGenerator<string>,
  options: BodyOptions,
): ReadableStream<Uint8Array> {
  const pieces = inBytes(chunks, options);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      // Not awaited: a generator that waits for its next part returns only after it.
      cancel() {
        pieces.return(undefined).catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* inBytes(
  chunks: AsyncGenerator<string>,
  { state, signal }: BodyOptions,
): AsyncGenerator<Uint8Array, undefined> {
  const { chunkBytes, chunkDelayMs } = state.options;
  const encoder = new TextEncoder();
  let first = true;
  for await (const chunk of chunks) {
    const bytes = encoder.encode(chunk);
    const size = chunkBytes ?? Math.max(bytes.length, 1);
    for (let start = 0; start < bytes.length; start += size) {
      if (!first) await wait(chunkDelayMs, signal);
      first = false;
      yield bytes.slice(start, start + size);
    }
  }
  return undefined;
}
