import { callError } from '../request/error.ts';
import { readFailure } from '../request/failure.ts';
import type { JsonEvent } from '../stream/json-events.ts';
import type { Exchange } from '../transport/transport.ts';
import { isRecord } from '../values/check.ts';
import type { ChatEvents } from './events.ts';
import type { ChatEvent } from './types.ts';
import { unreadable } from './unreadable.ts';
import { createDeltaReader, hasContent } from './wire/delta.ts';

export interface JsonEventReaderOptions {
  readonly exchange: Exchange;
  readonly events: ChatEvents;
  readonly includeRaw: boolean;
}

export interface JsonEventReader {
  readonly read: (event: JsonEvent) => ChatEvent[];
  /** The error of an answer in which nothing was of a form that chat models use. */
  readonly end: () => ChatEvent[];
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
  const readDelta = createDeltaReader();
  let [isDone, hasFailed, hasRead] = [false, false, false];
  let unknown: unknown;

  const fail = (cause: unknown): ChatEvent[] => {
    hasFailed = true;
    return [errorEvent(cause)];
  };

  const readValue = ({ value, name, isWhole }: Extract<JsonEvent, { type: 'json' }>): ChatEvent[] => {
    const delta = isWhole && !hasContent(value) ? undefined : readDelta(value);
    hasRead ||= delta !== undefined;
    if (readFailure(value) || name === 'error') {
      const cause = callError({ ...exchange, body: JSON.stringify(value) });
      return [...(delta && !isWhole ? events.push(delta) : []), ...fail(cause)];
    }
    if (delta) return events.push(delta);
    if (isWhole) return fail(unreadable(JSON.stringify(value), exchange));
    if (isRecord(value) && Object.keys(value).length > 0) unknown ??= value;
    return [];
  };

  const read = (event: JsonEvent): ChatEvent[] => {
    if (isDone || event.type === 'done') {
      isDone = true;
      return [];
    }
    const isText = event.type === 'unreadable';
    const seen = isText ? [errorEvent(unreadable(event.text, exchange))] : readValue(event);
    hasFailed ||= isText && (event.isWhole || event.name === 'error');
    return includeRaw ? [{ type: 'raw', value: isText ? event.text : event.value }, ...seen] : seen;
  };

  const end = () =>
    unknown === undefined || hasRead || hasFailed ? [] : fail(unreadable(JSON.stringify(unknown), exchange));

  return { read, end, isDone: () => isDone, hasFailed: () => hasFailed };
}

const errorEvent = (error: unknown): ChatEvent => ({ type: 'error', error });
