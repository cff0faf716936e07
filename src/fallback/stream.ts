import { orAbort } from '../request/answer.ts';
import type { Try } from './asking.ts';
import { withFailures, withWarning } from './tell.ts';
import type { ModelName, StreamPart } from './types.ts';

type Read = ReadableStreamReadResult<StreamPart>;

/**
 * A member's stream once its first part is there: what was held back until then, who answers, and the rest as it
 * comes. An abort ends it, whatever the member does.
 * @throws what an error part before it holds; the member's stream is cancelled.
 */
export async function openStream(
  stream: ReadableStream<StreamPart>,
  one: Try<ModelName>,
): Promise<ReadableStream<StreamPart>> {
  const { signal, stopClock, end } = one;
  const reader = stream.getReader();
  const cancel = (reason: unknown) => {
    end();
    return reader.cancel(reason);
  };
  const guard = <T>(reading: Promise<T>): Promise<T> =>
    reading.catch(error => {
      cancel(error).catch(() => {});
      throw error;
    });
  const next = () => orAbort(reader.read(), signal);
  const held = await guard(readStart(next, one));
  stopClock();
  return new ReadableStream<StreamPart>(
    {
      pull: async controller => {
        const { done, value } = held.shift() ?? (await guard(next()));
        if (!done) return controller.enqueue(told(value, one));
        end();
        controller.close();
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}

const preamble = /^(?:stream-start|response-metadata|raw)$/;

/** What comes up to the first part of the answer, and the name of the model if nothing told it. */
async function readStart(next: () => Promise<Read>, { model }: Try<ModelName>): Promise<Read[]> {
  const held: Read[] = [];
  let value: StreamPart | undefined;
  do {
    const read = await next();
    value = read.value;
    if (value?.type === 'error') throw value.error;
    held.push(read);
  } while (value && preamble.test(value.type));
  const name = { type: 'response-metadata', modelId: model.modelId };
  if (!held.some(read => read.value?.modelId)) held.splice(-1, 0, { done: false, value: name });
  return held;
}

function told(part: StreamPart, one: Try<ModelName>): StreamPart {
  if (part.type === 'stream-start') return withWarning(part, one);
  return part.type === 'finish' ? withFailures(part, one) : part;
}
