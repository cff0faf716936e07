import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { splitJson } from '../values/json-scan.ts';

/** What a body says, piece by piece. A body that is one JSON value is a single `json` event, then `done`. */
export type JsonEvent =
  | ({ readonly type: 'json'; readonly value: unknown } & JsonEventSource)
  | ({ readonly type: 'unreadable'; readonly text: string } & JsonEventSource)
  | { readonly type: 'done' };

interface JsonEventSource {
  /** The name of a server-sent event, where it has one. */
  readonly name: string | undefined;
  /** Whether it is the whole body. */
  readonly isWhole: boolean;
}

export interface JsonEvents {
  readonly push: (chunk: Uint8Array | string) => JsonEvent[];
  /** What was still held back when the body ended. */
  readonly end: () => JsonEvent[];
}

/**
 * Reads server-sent events whose data is JSON, or one plain JSON value: by their first character, not by their
 * content type, since `stream: true` may be answered with either. `[DONE]` is `done`.
 */
export function createJsonEvents(): JsonEvents {
  const decoder = new TextDecoder();
  let reader: TextReader | undefined;
  const blanks: string[] = [];
  const pushText = (text: string): JsonEvent[] => {
    if (reader) return reader.push(text);
    const [first] = text.match(/\S/) ?? [];
    blanks.push(text);
    if (first === undefined) return [];
    reader = /[a-z:]/i.test(first) ? createEventStreamReader() : createWholeReader();
    return reader.push(blanks.join(''));
  };
  return {
    push: chunk => pushText(typeof chunk === 'string' ? chunk : decoder.decode(chunk, more)),
    end: () => {
      const last = pushText(decoder.decode());
      return reader ? [...last, ...reader.end()] : createWholeReader().end();
    },
  };
}

interface TextReader {
  readonly push: (text: string) => JsonEvent[];
  readonly end: () => JsonEvent[];
}

const field = /^\s*(?:data|event|id|retry)?:/;

function createEventStreamReader(): TextReader {
  let events: JsonEvent[] = [];
  // The beginning of a body that has shown no event yet: it may be a text that is no event stream at all.
  let start: string | undefined = '';
  const parser = createParser({ onEvent: message => readMessage(message, events) });
  const push = (text: string) => {
    events = [];
    parser.feed(text);
    start = events.length > 0 || start === undefined ? undefined : (start + text).slice(0, 1000);
    return events;
  };
  return {
    push,
    end: () => {
      // A server that leaves out the last blank line has said what it said all the same.
      const rest = push('\n\n');
      if (start === undefined || field.test(start)) return rest;
      return [parse(start.trimEnd(), { name: undefined, isWhole: true }), { type: 'done' }];
    },
  };
}

/** Proxies keep a connection alive with events that hold nothing. */
function readMessage({ data, event }: EventSourceMessage, events: JsonEvent[]): void {
  const text = data.trim();
  if (text === '') return;
  const whole = text === done ? isDone : parse(data, { name: event, isWhole: false });
  const pieces = whole.type === 'unreadable' ? splitEvents(data, event) : undefined;
  if (pieces) events.push(...pieces);
  else events.push(whole);
}

const done = '[DONE]';
const isDone: JsonEvent = { type: 'done' };

/** Events that lack the blank line between them, with or without `data:` before each, and lines of JSON. */
function splitEvents(text: string, name?: string): JsonEvent[] | undefined {
  const pieces = splitJson(text).map(piece => piece.replace(/^[\s,]*(?:data:)?\s*/, ''));
  const events = pieces
    .filter(piece => piece !== '')
    .map((piece): JsonEvent => (piece === done ? { type: 'done' } : parse(piece, { name, isWhole: false })));
  return events.length > 1 && events[0]?.type !== 'unreadable' ? events : undefined;
}

function createWholeReader(): TextReader {
  const pieces: string[] = [];
  return {
    push: text => {
      pieces.push(text);
      return [];
    },
    end: () => {
      const text = pieces.join('');
      const whole = parse(text, { name: undefined, isWhole: true });
      if (whole.type === 'json') return [whole, { type: 'done' }];
      const lines = splitEvents(text) ?? [];
      const areReadable = lines.length > 0 && lines.every(event => event.type !== 'unreadable');
      return eventsBehind(text) ?? [...(areReadable ? lines : [whole]), { type: 'done' }];
    },
  };
}

/** An event stream may begin with something that no event begins with. */
function eventsBehind(text: string): JsonEvent[] | undefined {
  const reader = createEventStreamReader();
  const events = [...reader.push(text), ...reader.end()];
  return events.some(event => event.type === 'json' && !event.isWhole) ? events : undefined;
}

const more = { stream: true };

/** More levels than any answer has, and fewer than what reads a value or writes it down can go. */
const deepest = 500;

function parse(text: string, { name, isWhole }: JsonEventSource): JsonEvent {
  try {
    const value: unknown = JSON.parse(text);
    // So many levels take twice as many brackets.
    const isReadable = text.length < 2 * deepest || !isDeeper(value, deepest);
    return isReadable ? { type: 'json', value, name, isWhole } : { type: 'unreadable', text, name, isWhole };
  } catch {
    return { type: 'unreadable', text, name, isWhole };
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some(child => isDeeper(child, levels - 1));
}
