import { readText } from '../request/answer.ts';
import { bridge, streamOf } from '../stream/bridge.ts';
import { flatMap } from '../stream/flat-map.ts';
import { ask, type ChatSettings } from './ask.ts';
import { expectChatOptions } from './options.ts';
import { type ChatReaderOptions, createChatReader } from './reader.ts';
import type { ChatAnswer, ChatCall, ChatEvent, ChatFinish } from './types.ts';

/** Turns events into the parts of one AI SDK version, once it is known what stands beside them. */
export type Present<Part> = (answer: ChatAnswer) => (event: ChatEvent) => readonly Part[];

/** An answer read to its end. */
export interface WholeChatAnswer extends ChatAnswer {
  /** All but the last. */
  readonly events: readonly ChatEvent[];
  readonly finish: ChatFinish;
  /** The JSON that the service answered. */
  readonly body: unknown;
}

/** A chat model, free of any AI SDK version. */
export interface Chat {
  /** @throws APICallError for an answer that failed. */
  readonly generate: (call: ChatCall) => Promise<WholeChatAnswer>;
  /** @throws APICallError for an answer that failed before its stream began. */
  readonly stream: <Part>(
    call: ChatCall,
    present: Present<Part>,
  ) => Promise<ChatAnswer & { readonly stream: ReadableStream<Part> }>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createChat(settings: ChatSettings): Chat {
  expectChatOptions(settings.options);
  return {
    generate: async call => {
      const { answer, reader } = await ask({ ...call, includeRaw: true }, { settings, stream: false });
      const events = await readWhole(reader);
      const failure = events.find(event => event.type === 'error');
      if (failure) throw failure.error;
      const finish = events.find(event => event.type === 'finish');
      if (!finish) throw new Error('An answer has no end.');
      const raw = events.filter(event => event.type === 'raw').map(event => event.value);
      const notes = finish.notes.map(message => ({ type: 'other' as const, message }));
      return {
        request: answer.request,
        response: answer.response,
        events: events.filter(event => event.type !== 'raw' && event.type !== 'finish'),
        finish,
        body: raw.length > 1 ? raw : raw[0],
        warnings: [...answer.warnings, ...notes],
      };
    },
    stream: async (call, present) => {
      const { answer, reader } = await ask(call, { settings, stream: true });
      return { ...answer, stream: await openStream(reader, present(answer)) };
    },
  };
}

async function readWhole(options: ChatReaderOptions): Promise<ChatEvent[]> {
  const reader = createChatReader(options);
  const text = await readText(options.exchange, options.abortSignal);
  return [...reader.push(text), ...reader.end()];
}

/** `stream: true` may be answered with plain JSON, which is the answer, or tells why there is none. */
async function openStream<Part>(
  options: ChatReaderOptions,
  present: (event: ChatEvent) => readonly Part[],
): Promise<ReadableStream<Part>> {
  const { body, headers } = options.exchange.response;
  const { abortSignal } = options;
  const type = headers.get('content-type') ?? '';
  if (body && (type === '' || /event-stream|octet-stream/i.test(type))) {
    const reader = createChatReader(options);
    return bridge({
      body,
      abortSignal,
      reader: {
        push: chunk => flatMap(reader.push(chunk), present),
        end: () => reader.end().flatMap(present),
        fail: error => reader.fail(error).flatMap(present),
        isDone: reader.isDone,
      },
    });
  }
  const events = await readWhole(options);
  const first = events.find(event => event.type !== 'raw');
  if (first?.type === 'error') throw first.error;
  return streamOf(events.flatMap(present));
}
