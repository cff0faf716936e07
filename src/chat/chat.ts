import { APICallError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { connectOpenAI } from '../request/advice.ts';
import { readText } from '../request/answer.ts';
import { expectModelOptions } from '../request/options.ts';
import { other } from '../request/warning.ts';
import { bridge, streamOf } from '../stream/bridge.ts';
import { flatMap } from '../stream/flat-map.ts';
import { recordOf } from '../values/fields.ts';
import { type AnswerReaderOptions, createStreamReader, readWholeAnswer } from './answer-reader.ts';
import { chatOptions } from './options.ts';
import { hasQuirk } from './quirks.ts';
import { type ChatSettings, sendChat } from './send.ts';
import type { ChatAnswer, ChatCall, ChatEvent, ChatFinish } from './types.ts';

/** Turns events into the parts of one AI SDK version, once it is known what comes beside them. */
export type Present<Part> = (answer: ChatAnswer) => (event: ChatEvent) => readonly Part[];

/** An answer read to its end. */
export interface WholeChatAnswer extends ChatAnswer {
  /** All but the last; adjacent pieces of a text are one event. */
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

/**
 * @throws InvalidArgumentError for options that the model does not take, UnsupportedFunctionalityError for a model of
 * OpenAI's Responses.
 */
export function createChat(settings: ChatSettings): Chat {
  const { model, options } = settings;
  expectModelOptions(options, chatOptions);
  if (hasQuirk('responsesAlone', model))
    throw new UnsupportedFunctionalityError({
      functionality: `chat completions with ${model}`,
      message: `${model} takes no chat completions. ${connectOpenAI}`,
    });
  return {
    generate: call => generate(call, settings),
    stream: async (call, present) => {
      const open = async (stream: true | 'whole') => {
        const { answer, reader } = await sendChat(call, { settings, stream });
        return { ...answer, stream: await openStream(reader, present(answer)) };
      };
      try {
        return await open(true);
      } catch (error) {
        if (!call.json?.schema || !refusesStreamedSchema(error)) throw error;
        return open('whole');
      }
    },
  };
}

/** Error 5023: the model takes a JSON schema, but not in a stream. */
const refusesStreamedSchema = (error: unknown): boolean =>
  APICallError.isInstance(error) && recordOf(error.data).code === 5023;

async function generate(call: ChatCall, settings: ChatSettings): Promise<WholeChatAnswer> {
  const { answer, reader } = await sendChat(call, { settings, stream: false });
  const { events, body } = await readWhole({ ...reader, includeRaw: false, joinDeltas: true });
  const failure = events.find(event => event.type === 'error');
  if (failure) throw failure.error;
  const finish = events.find(event => event.type === 'finish');
  if (!finish)
    throw new Error('The answer ended without a finish event. This is a bug of workers-ai-gateway.');
  return {
    request: answer.request,
    response: answer.response,
    events: events.filter(event => event.type !== 'finish'),
    finish,
    body,
    warnings: [...answer.warnings, ...finish.notes.map(other)],
  };
}

async function readWhole(options: AnswerReaderOptions): Promise<ReturnType<typeof readWholeAnswer>> {
  return readWholeAnswer(await readText(options.exchange, options.abortSignal), options);
}

/** `stream: true` may be answered with plain JSON, which is the answer, or tells why there is none. */
async function openStream<Part>(
  options: AnswerReaderOptions,
  present: (event: ChatEvent) => readonly Part[],
): Promise<ReadableStream<Part>> {
  const { body, headers } = options.exchange.response;
  const { abortSignal } = options;
  const type = headers.get('content-type') ?? '';
  if (body && (type === '' || /event-stream|octet-stream/i.test(type))) {
    const reader = createStreamReader(options);
    return bridge({
      body,
      abortSignal,
      reader: {
        ...reader,
        push: chunk => flatMap(reader.push(chunk), present),
        end: how => flatMap(reader.end(how), present),
        fail: error => flatMap(reader.fail(error), present),
      },
    });
  }
  const { events } = await readWhole(options);
  const first = events.find(event => event.type !== 'raw');
  if (first?.type === 'error') throw first.error;
  return streamOf(events.flatMap(present));
}
