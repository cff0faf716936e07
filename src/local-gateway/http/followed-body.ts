import type { ModelAnswer } from '../run/call.ts';
import type { SeenRequest } from './seen-request.ts';

/** Who reads the body, and what stops it. */
export interface Following {
  seen: SeenRequest;
  signal: AbortSignal;
  hangUp: AbortController;
  onEnd: () => void;
}

/** The body, which breaks with the signal's reason and notes a caller that cancels it. */
export function followBody(
  body: ModelAnswer['body'],
  { seen, signal, hangUp, onEnd }: Following,
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
          controller.error(signal.reason);
          stopReading(signal.reason);
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

function readerOf(body: ModelAnswer['body']): ReadableStreamDefaultReader<Uint8Array> {
  return (typeof body === 'string' || body instanceof Uint8Array ? streamOf(body) : body).getReader();
}

function streamOf(body: string | Uint8Array): ReadableStream<Uint8Array> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}
