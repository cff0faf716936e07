import { brokenOff } from '../request/error.ts';
import type { ChunkReader } from '../stream/bridge.ts';
import { flatMap } from '../stream/flat-map.ts';
import { createJsonEvents, type JsonEvent } from '../stream/json-events.ts';
import { isAbort } from '../transport/connection.ts';
import type { Exchange } from '../transport/transport.ts';
import { noticeCut } from './cut-stream.ts';
import { type ChatEventsOptions, createChatEvents } from './events.ts';
import { joinAdjacent } from './join.ts';
import { createJsonEventReader } from './json-event-reader.ts';
import type { ChatEvent } from './types.ts';

export interface AnswerReaderOptions extends ChatEventsOptions {
  readonly exchange: Exchange;
  readonly includeRaw: boolean;
  readonly joinDeltas: boolean;
  /** Milliseconds of silence after the finish reason that end an answer. */
  readonly endTimeoutMs: number;
  readonly abortSignal: AbortSignal | undefined;
}

interface AnswerReader {
  readonly read: (events: readonly JsonEvent[]) => readonly ChatEvent[];
  readonly end: (how?: { readonly isSilent: boolean }) => readonly ChatEvent[];
  /** Ends an answer whose connection broke. */
  readonly fail: (error: unknown) => readonly ChatEvent[];
  readonly isDone: () => boolean;
  /** Whether it may end at any moment: the service gave a finish reason. */
  readonly isEnding: () => boolean;
}

/** Makes the chat events of an answer's JSON events. */
function createAnswerReader(options: AnswerReaderOptions): AnswerReader {
  const { exchange, includeRaw } = options;
  const events = createChatEvents(options);
  const json = createJsonEventReader({ exchange, events, includeRaw });
  return {
    read: jsonEvents => flatMap(jsonEvents, json.read),
    end: ({ isSilent } = { isSilent: false }) => {
      const unknown = json.end();
      const seen = {
        isDone: json.isDone(),
        hasFailed: json.hasFailed(),
        hasFinishReason: events.isEnded(),
      };
      const cut = noticeCut(seen, exchange);
      if (cut) return [{ type: 'error', error: cut }, ...events.end('failed')];
      return [...unknown, ...events.end(seen.hasFailed ? 'failed' : isSilent ? 'silent' : 'done')];
    },
    fail: error => [{ type: 'error', error: brokenOff(error, exchange) }, ...events.end('failed')],
    isDone: json.isDone,
    isEnding: events.isEnded,
  };
}

/** Reads a streamed answer, chunk by chunk. */
export function createStreamReader(options: AnswerReaderOptions): ChunkReader<ChatEvent> {
  const json = createJsonEvents();
  const answer = createAnswerReader(options);
  const join = joinOf(options);
  return {
    push: chunk => join(answer.read(json.push(chunk))),
    end: how => join([...answer.read(json.end()), ...answer.end(how)]),
    fail: error => {
      if (isAbort(error, options.abortSignal)) throw error;
      const rest = json.end().filter(event => event.type === 'json');
      return join([...answer.read(rest), ...answer.fail(error)]);
    },
    isDone: answer.isDone,
    patience: () => (answer.isEnding() ? options.endTimeoutMs : undefined),
  };
}

/** Reads the body of a whole answer: its events, and the JSON that the service answered. */
export function readWholeAnswer(
  text: string,
  options: AnswerReaderOptions,
): { readonly events: readonly ChatEvent[]; readonly body: unknown } {
  const json = createJsonEvents();
  const answer = createAnswerReader(options);
  const jsonEvents = [...json.push(text), ...json.end()];
  const events = joinOf(options)([...answer.read(jsonEvents), ...answer.end()]);
  const values = jsonEvents.filter(event => event.type === 'json').map(event => event.value);
  return { events, body: values.length > 1 ? values : values[0] };
}

/** Raw events show each JSON event by itself, so nothing is joined across them. */
const joinOf = ({ joinDeltas, includeRaw }: AnswerReaderOptions) =>
  joinDeltas && !includeRaw ? joinAdjacent : (events: readonly ChatEvent[]) => events;
