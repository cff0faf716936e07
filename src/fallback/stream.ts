import { orAbort } from '../request/answer.ts';
import type { Try } from './ask.ts';
import { withFailures, withWarning } from './tell.ts';
import type { ModelName, StreamPart } from './types.ts';

const preamble = ['stream-start', 'response-metadata', 'raw'];

/**
 * A member's stream once its first part is there: what was held back until then, who answers, and the rest as it
 * comes.
 * @throws what an error part before it holds; the member's stream is cancelled.
 */
export async function openStream<Part extends StreamPart>(
  stream: ReadableStream<Part>,
  one: Try<ModelName>,
): Promise<ReadableStream<StreamPart>> {
  const { signal, member, stopClock } = one;
  const reader = stream.getReader();
  const held: StreamPart[] = [];
  let isNamed = false;
  try {
    for (;;) {
      const { done, value } = await orAbort(reader.read(), signal);
      const isHeld = !done && preamble.includes(value.type);
      if (value?.type === 'error') throw value.error;
      isNamed ||= value?.modelId !== undefined;
      if (!isHeld && !isNamed) held.push({ type: 'response-metadata', modelId: member.model.modelId });
      if (!done) held.push(value.type === 'stream-start' ? withWarning<Part>(value, one) : value);
      if (!isHeld) break;
    }
    signal?.throwIfAborted();
  } catch (error) {
    reader.cancel(error).catch(() => {});
    throw error;
  }
  stopClock();
  return restOf(reader, { held, one });
}

/** An abort ends the stream, whatever the member does. */
function restOf(
  reader: ReadableStreamDefaultReader<StreamPart>,
  { held, one: { signal, failures, end } }: { held: readonly StreamPart[]; one: Try<ModelName> },
): ReadableStream<StreamPart> {
  const told = (part: StreamPart) => (part.type === 'finish' ? withFailures(part, failures) : part);
  const cancel = (reason: unknown) => {
    end();
    return reader.cancel(reason);
  };
  return new ReadableStream<StreamPart>(
    {
      start: controller => {
        for (const part of held) controller.enqueue(told(part));
        signal?.addEventListener('abort', () => {
          controller.error(signal.reason);
          cancel(signal.reason).catch(() => {});
        });
      },
      pull: async controller => {
        const { done, value } = await reader.read().catch(error => {
          end();
          throw error;
        });
        if (!done) return controller.enqueue(told(value));
        end();
        controller.close();
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}
