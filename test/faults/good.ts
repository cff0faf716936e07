import type { Operation } from './table.ts';

const envelope = (result: unknown): string =>
  JSON.stringify({ result, success: true, errors: [], messages: [] });

const sse = 'data: {"response":"H"}\n\ndata: {"response":"i"}\n\ndata: [DONE]\n\n';

/** What a service answers when all is well, as JSON. */
export const goodJson: Readonly<Record<Operation, string>> = {
  generate: envelope({ response: 'Hi' }),
  stream: envelope({ response: 'Hi' }),
  embed: envelope({ shape: [1, 2], data: [[0.5, 1]] }),
  run: envelope([{ label: 'POSITIVE', score: 1 }]),
};

/** The same, streamed where the operation asks for a stream. */
export const goodBody: Readonly<Record<Operation, string>> = { ...goodJson, stream: sse };

/** An event stream, whatever was asked for. */
export const goodStream: string = sse;

/** The beginning of a good body: `H` of the stream, and half of the others. */
export const halfBody: Readonly<Record<Operation, string>> = {
  generate: goodJson.generate.slice(0, 30),
  stream: sse.slice(0, sse.indexOf('i"}')),
  embed: goodJson.embed.slice(0, 30),
  run: goodJson.run.slice(0, 30),
};

export const goodType: Readonly<Record<Operation, string>> = {
  generate: 'application/json',
  stream: 'text/event-stream',
  embed: 'application/json',
  run: 'application/json',
};

/** What the operation gives of it. */
export const goodOutcome: Readonly<Record<Operation, unknown>> = {
  generate: 'Hi',
  stream: 'Hi',
  embed: [[0.5, 1]],
  run: [{ label: 'POSITIVE', score: 1 }],
};

export const operations: readonly Operation[] = ['generate', 'stream', 'embed', 'run'];
