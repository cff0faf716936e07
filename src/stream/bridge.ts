/** Turns the chunks of a body into parts, without I/O. */
export interface ChunkReader<Part> {
  readonly push: (chunk: Uint8Array | string) => readonly Part[];
  /** The body ended, or was silent for too long. */
  readonly end: (how?: { readonly isSilent: boolean }) => readonly Part[];
  /** Reading the body failed; what is thrown here fails the stream of parts. */
  readonly fail: (error: unknown) => readonly Part[];
  /** Whether the answer is whole, though the body may not have ended. */
  readonly isDone: () => boolean;
  /** Milliseconds of silence after which the answer is whole; undefined while more must follow. */
  readonly patience?: () => number | undefined;
}

export interface BridgeOptions<Part> {
  readonly body: ReadableStream<Uint8Array | string>;
  readonly reader: ChunkReader<Part>;
  readonly abortSignal: AbortSignal | undefined;
}

type Controller<Part> = ReadableStreamDefaultController<Part>;

/** What reading a body has at hand. */
interface Flow<Part> extends Omit<BridgeOptions<Part>, 'body'> {
  readonly source: ReadableStreamDefaultReader<Uint8Array | string>;
  stopListening: () => void;
  /** What was read last, how much of it was handed on, and whether nothing follows. */
  parts: readonly Part[];
  handed: number;
  isLast: boolean;
}

/** A queue of a stream that is much longer costs its length for each part that is taken from it (Node 20). */
const batch = 1000;

/**
 * The parts of a body as a stream. Reads when asked and not before, so that a slow consumer slows the source; an
 * abort or a cancel ends the body at once.
 */
export function bridge<Part>({ body, reader, abortSignal }: BridgeOptions<Part>): ReadableStream<Part> {
  const source = body.getReader();
  const flow: Flow<Part> = {
    source,
    reader,
    abortSignal,
    stopListening: () => {},
    parts: [],
    handed: 0,
    isLast: false,
  };
  return new ReadableStream<Part>(
    {
      start: controller => {
        flow.stopListening = onAbort(abortSignal, reason => {
          controller.error(reason);
          ignore(source.cancel(reason));
        });
      },
      pull: async controller => {
        try {
          while (!handOn(flow, controller)) read(flow, await next(flow));
        } catch (error) {
          fail(flow, controller, error);
        }
      },
      cancel: reason => {
        flow.stopListening();
        return source.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

type Next = ReadableStreamReadResult<Uint8Array | string> | 'silence';

function next<Part>({ source, reader }: Flow<Part>): Promise<Next> {
  const reading = source.read();
  const silence = reader.patience?.();
  return silence === undefined ? reading : orSilence(reading, silence);
}

async function orSilence(reading: Promise<Next>, ms: number): Promise<Next> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<Next>(resolve => {
    timer = setTimeout(resolve, ms, 'silence');
  });
  try {
    return await Promise.race([reading, silence]);
  } finally {
    clearTimeout(timer);
  }
}

function read<Part>(flow: Flow<Part>, next: Next): void {
  const { source, reader, abortSignal } = flow;
  if (abortSignal?.aborted) return;
  if (next === 'silence') {
    ignore(source.cancel());
    close(flow, reader.end({ isSilent: true }));
    return;
  }
  flow.parts = next.done ? [] : reader.push(next.value);
  flow.handed = 0;
  if (!next.done && !reader.isDone()) return;
  if (!next.done) void finish(source);
  close(flow, [...flow.parts, ...reader.end()]);
}

/** Hands parts on that were read, a batch at a time. Whether there were any, or nothing follows. */
function handOn<Part>(flow: Flow<Part>, controller: Controller<Part>): boolean {
  const { parts, handed, isLast, abortSignal } = flow;
  if (abortSignal?.aborted && !isLast) return true;
  const end = Math.min(handed + batch, parts.length);
  for (const part of handed === 0 && end === parts.length ? parts : parts.slice(handed, end))
    controller.enqueue(part);
  flow.handed = end;
  if (isLast && end === parts.length) controller.close();
  return isLast || end > handed;
}

function fail<Part>(flow: Flow<Part>, controller: Controller<Part>, error: unknown): void {
  if (flow.abortSignal?.aborted) return;
  flow.stopListening();
  ignore(flow.source.cancel(error));
  close(flow, flow.reader.fail(error));
  handOn(flow, controller);
}

function close<Part>(flow: Flow<Part>, parts: readonly Part[]): void {
  flow.stopListening();
  flow.parts = parts;
  flow.handed = 0;
  flow.isLast = true;
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
  let handed = 0;
  return new ReadableStream<Part>(
    {
      pull: controller => {
        for (const part of parts.slice(handed, handed + batch)) controller.enqueue(part);
        handed += batch;
        if (handed >= parts.length) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
