/** Turns the chunks of a body into parts, without I/O. */
export interface ChunkReader<Part> {
  readonly push: (chunk: Uint8Array | string) => readonly Part[];
  /** The body ended. */
  readonly end: () => readonly Part[];
  /** Reading the body failed; what is thrown here fails the stream of parts. */
  readonly fail: (error: unknown) => readonly Part[];
  /** Whether the answer is whole, though the body may not have ended. */
  readonly isDone: () => boolean;
}

export interface BridgeOptions<Part> {
  readonly body: ReadableStream<Uint8Array | string>;
  readonly reader: ChunkReader<Part>;
  readonly abortSignal: AbortSignal | undefined;
}

/**
 * The parts of a body as a stream. Reads when asked and not before, so that a slow consumer slows the source; an
 * abort or a cancel ends the body at once.
 */
export function bridge<Part>({ body, reader, abortSignal }: BridgeOptions<Part>): ReadableStream<Part> {
  const source = body.getReader();
  let stopListening = () => {};
  const close = (controller: ReadableStreamDefaultController<Part>, parts: readonly Part[]) => {
    stopListening();
    for (const part of parts) controller.enqueue(part);
    controller.close();
  };
  const pull = async (controller: ReadableStreamDefaultController<Part>) => {
    try {
      for (;;) {
        const { done, value } = await source.read();
        if (abortSignal?.aborted) return;
        if (done) return close(controller, reader.end());
        const parts = reader.push(value);
        if (reader.isDone()) {
          void finish(source);
          return close(controller, [...parts, ...reader.end()]);
        }
        for (const part of parts) controller.enqueue(part);
        if (parts.length > 0) return;
      }
    } catch (error) {
      if (abortSignal?.aborted) return;
      stopListening();
      ignore(source.cancel(error));
      close(controller, reader.fail(error));
    }
  };
  return new ReadableStream<Part>(
    {
      start: controller => {
        stopListening = onAbort(abortSignal, reason => {
          controller.error(reason);
          ignore(source.cancel(reason));
        });
      },
      pull,
      cancel: reason => {
        stopListening();
        return source.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

function onAbort(signal: AbortSignal | undefined, stop: (reason: unknown) => void): () => void {
  if (!signal) return () => {};
  const listener = () => stop(signal.reason);
  if (signal.aborted) listener();
  else signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}

/** Milliseconds for a body to end behind its last event: most end in the same packet. */
const patience = 1000;

/** Lets the connection be used again where the body ends now; where it goes on or stays open, lets it go. */
async function finish(source: ReadableStreamDefaultReader<unknown>): Promise<void> {
  const timer = setTimeout(() => ignore(source.cancel()), patience);
  try {
    const { done } = await source.read();
    if (!done) await source.cancel();
  } catch {
    // The answer was whole already.
  } finally {
    clearTimeout(timer);
  }
}

function ignore(promise: Promise<unknown>): void {
  promise.catch(() => {});
}

/** Parts that are all there already. */
export function streamOf<Part>(parts: readonly Part[]): ReadableStream<Part> {
  return new ReadableStream<Part>({
    start: controller => {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}
