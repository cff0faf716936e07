import { callError } from '../request/error.ts';
import { readFailure } from '../request/failure.ts';
import type { JsonEvent } from '../stream/json-events.ts';
import type { Exchange } from '../transport/transport.ts';
import type { ChatEvents } from './events.ts';
import type { ChatEvent } from './types.ts';
import { unreadable } from './unreadable.ts';
import { readDelta } from './wire/delta.ts';

export interface JsonEventReaderOptions {
  readonly exchange: Exchange;
  readonly events: ChatEvents;
  readonly includeRaw: boolean;
}

export interface JsonEventReader {
  readonly read: (event: JsonEvent) => ChatEvent[];
  /** Whether the service said that nothing follows. */
  readonly isDone: () => boolean;
  /** Whether the service reported an error, or the whole body could not be read. */
  readonly hasFailed: () => boolean;
}

/** Tells the JSON events of an answer apart: deltas, errors, what cannot be read, and the end. */
export function createJsonEventReader({
  exchange,
  events,
  includeRaw,
}: JsonEventReaderOptions): JsonEventReader {
  let isDone = false;
  let hasFailed = false;

  const error = (cause: unknown, { isFinal }: { isFinal: boolean }): ChatEvent[] => {
    hasFailed ||= isFinal;
    return [{ type: 'error', error: cause }];
  };

  const readValue = ({ value, name, isWhole }: Extract<JsonEvent, { type: 'json' }>): ChatEvent[] => {
    const delta = readDelta(value);
    if (readFailure(value) || name === 'error') {
      const cause = callError({ ...exchange, body: JSON.stringify(value) });
      return [...(delta && !isWhole ? events.push(delta) : []), ...error(cause, { isFinal: true })];
    }
    if (delta) return events.push(delta);
    return isWhole ? error(unreadable(JSON.stringify(value), exchange), { isFinal: true }) : [];
  };

  const read = (event: JsonEvent): ChatEvent[] => {
    if (isDone) return [];
    if (event.type === 'done') {
      isDone = true;
      return [];
    }
    const isText = event.type === 'unreadable';
    const seen = isText
      ? error(unreadable(event.text, exchange), { isFinal: event.isWhole || event.name === 'error' })
      : readValue(event);
    return includeRaw ? [{ type: 'raw', value: isText ? event.text : event.value }, ...seen] : seen;
  };

  return { read, isDone: () => isDone, hasFailed: () => hasFailed };
}
