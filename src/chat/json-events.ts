import { callError } from '../request/error.ts';
import { readFailure } from '../request/failure.ts';
import type { JsonEvent } from '../stream/json-events.ts';
import type { Exchange } from '../transport/transport.ts';
import { unreadable } from './broken.ts';
import type { ChatEvents } from './events.ts';
import type { ChatEvent } from './types.ts';
import { readDelta } from './wire/delta.ts';

export interface FramesOptions {
  readonly exchange: Exchange;
  readonly events: ChatEvents;
  readonly includeRaw: boolean;
}

export interface Frames {
  readonly read: (frame: JsonEvent) => ChatEvent[];
  /** Whether the service said that nothing follows. */
  readonly isDone: () => boolean;
  /** Whether the service reported an error, or the whole body could not be read. */
  readonly hasFailed: () => boolean;
}

/** Tells the frames of an answer apart: deltas, errors, what cannot be read, and the end. */
export function createFrames({ exchange, events, includeRaw }: FramesOptions): Frames {
  let isDone = false;
  let hasFailed = false;

  const error = (cause: unknown, { isFinal }: { isFinal: boolean }): ChatEvent[] => {
    hasFailed ||= isFinal;
    return [{ type: 'error', error: cause }];
  };

  const readValue = (frame: Extract<JsonEvent, { type: 'json' }>): ChatEvent[] => {
    const { value, name, isWhole } = frame;
    const delta = readDelta(value);
    if (readFailure(value) || name === 'error') {
      const cause = callError({ ...exchange, body: JSON.stringify(value) });
      return [...(delta && !isWhole ? events.push(delta) : []), ...error(cause, { isFinal: true })];
    }
    if (delta) return events.push(delta);
    return isWhole ? error(unreadable(JSON.stringify(value), exchange), { isFinal: true }) : [];
  };

  const read = (frame: JsonEvent): ChatEvent[] => {
    if (isDone) return [];
    if (frame.type === 'done') {
      isDone = true;
      return [];
    }
    const isText = frame.type === 'unreadable';
    const seen = isText
      ? error(unreadable(frame.text, exchange), { isFinal: frame.isWhole || frame.name === 'error' })
      : readValue(frame);
    return includeRaw ? [{ type: 'raw', value: isText ? frame.text : frame.value }, ...seen] : seen;
  };

  return { read, isDone: () => isDone, hasFailed: () => hasFailed };
}
