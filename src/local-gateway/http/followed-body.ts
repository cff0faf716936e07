import type { ModelAnswer } from '../run/call.ts';
import { isStream } from '../run/is-stream.ts';
import type { SeenRequest } from './seen-request.ts';

/** Who reads the body, and what stops it. */
export interface Following {
  seen: SeenRequest;
  hangUp: AbortController;
  onEnd: () => void;
}

/** The body, which breaks with the signal's reason and notes a caller that cancels it. */
export function followBody(
  body: ModelAnswer['body'],
  { seen, hangUp, onEnd }: Following,
): ReadableStream<Uint8Array> {
  const reader = readerOf(body);
  const stopReading = (reason: unknown): void => {
    onEnd();
    reader.cancel(reason).catch(() => undefined);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const breakOff = (): void => {
          controller.error(hangUp.signal.reason);
          stopReading(hangUp.signal.reason);
        };
        hangUp.signal.addEventListener('abort', breakOff, { once: true });
      },
      async pull(controller) {
        const { value, done } = await reader.read().catch(error => {
          onEnd();
          throw error;
        });
        if (hangUp.signal.aborted) return;
        if (!done) return controller.enqueue(value);
        onEnd();
        controller.close();
      },
      cancel(reason) {
        seen.aborted = true;
        stopReading(reason);
        hangUp.abort(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

type Reader = Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'>;

const readerOf = (body: ModelAnswer['body']): Reader =>
  isStream(body)
    ? body.getReader()
    : wholeReader(typeof body === 'string' ? new TextEncoder().encode(body) : body);

/** A stream of its own for one piece would cost as much as the whole answer. */
function wholeReader(bytes: Uint8Array): Reader {
  let isRead = bytes.length === 0;
  return {
    read: async () => {
      if (isRead) return { done: true, value: undefined };
      isRead = true;
      return { done: false, value: bytes };
    },
    cancel: async () => undefined,
  };
}
