import { brokenOff } from '../request/error.ts';
import type { ChunkReader } from '../stream/bridge.ts';
import { flatMap } from '../stream/flat-map.ts';
import { createJsonEvents } from '../stream/json-events.ts';
import { isAbort } from '../transport/connection.ts';
import type { Exchange } from '../transport/transport.ts';
import { cut } from './broken.ts';
import { type ChatEventsOptions, createChatEvents } from './events.ts';
import { joinAdjacent } from './join.ts';
import { createFrames } from './json-events.ts';
import type { ChatEvent } from './types.ts';

export interface ChatReaderOptions extends ChatEventsOptions {
  readonly exchange: Exchange;
  readonly includeRaw: boolean;
  readonly joinDeltas: boolean;
  readonly abortSignal: AbortSignal | undefined;
}

/** Reads the body of an answer, streamed or whole, into its events. */
export function createChatReader(options: ChatReaderOptions): ChunkReader<ChatEvent> {
  const { exchange, includeRaw } = options;
  const json = createJsonEvents();
  const events = createChatEvents(options);
  const frames = createFrames({ exchange, events, includeRaw });
  const leave = options.joinDeltas && !includeRaw ? joinAdjacent : (batch: readonly ChatEvent[]) => batch;

  return {
    push: chunk => leave(flatMap(json.push(chunk), frames.read)),
    end: () => {
      const rest = [...flatMap(json.end(), frames.read)];
      const isWhole = frames.isDone() || events.hasReason() || frames.hasFailed();
      if (!isWhole) rest.push({ type: 'error', error: cut(exchange) });
      return leave([...rest, ...events.end(isWhole && !frames.hasFailed() ? 'done' : 'failed')]);
    },
    fail: error => {
      if (isAbort(error, options.abortSignal)) throw error;
      const rest = json
        .end()
        .filter(frame => frame.type === 'json')
        .flatMap(frames.read);
      return leave([...rest, { type: 'error', error: brokenOff(error, exchange) }, ...events.end('failed')]);
    },
    isDone: frames.isDone,
  };
}
