import { type AnswerReaderOptions, createStreamReader } from '../../src/chat/answer-reader.ts';
import type { ChatEvent, ChatFinish, ChatUsage } from '../../src/chat/types.ts';
import type { Exchange } from '../../src/transport/transport.ts';

export const exchange: Exchange = {
  url: 'https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/@cf/meta/llama',
  inputs: {},
  requestBody: '{}',
  response: new Response(null, { headers: { 'cf-aig-log-id': 'log' } }),
};

/** Keeps the ids that are given, and numbers the others. */
export function numberedIds(): (id: string | undefined) => string {
  let count = 0;
  return id => id ?? `id-${++count}`;
}

export function readerOptions(options: Partial<AnswerReaderOptions> = {}): AnswerReaderOptions {
  return {
    exchange,
    thinkTags: false,
    forcedTools: [],
    isAskedWhole: false,
    hasDefaultLimit: false,
    createToolCallId: numberedIds(),
    includeRaw: false,
    joinDeltas: true,
    endTimeoutMs: 5000,
    abortSignal: undefined,
    ...options,
  };
}

/** The events of a body that came in these pieces. */
export function readBody(
  body: string | readonly (string | Uint8Array)[],
  options: Partial<AnswerReaderOptions> = {},
): ChatEvent[] {
  const reader = createStreamReader(readerOptions(options));
  const chunks = typeof body === 'string' ? [body] : body;
  return [...chunks.flatMap(reader.push), ...reader.end()];
}

/** Frames as a stream of server-sent events. */
export const stream = (...frames: readonly string[]): string =>
  frames.map(frame => `data: ${frame}\n\n`).join('');

export const text = (value: string): ChatEvent => ({ type: 'text', text: value });
export const reasoning = (value: string): ChatEvent => ({ type: 'reasoning', text: value });
export const toolInput = (id: string, name: string, value: string): ChatEvent => ({
  type: 'tool-input',
  id,
  name,
  text: value,
});
export const toolCall = (id: string, name: string, input: string): ChatEvent => ({
  type: 'tool-call',
  id,
  name,
  input,
});

export const noUsage: ChatUsage = {
  input: { total: undefined, cached: undefined },
  output: { total: undefined, reasoning: undefined },
  total: undefined,
  raw: undefined,
};

/** The end of an answer: `'tool-calls'` is inferred, `'tool-calls: tool_calls'` was said. */
export function finish(
  reason: string,
  { usage = noUsage, notes = [] }: { usage?: ChatUsage; notes?: readonly string[] } = {},
): ChatEvent {
  const [name, raw] = reason.split(': ');
  const unified = reasons.find(known => known === name);
  if (!unified) throw new Error(`There is no finish reason ${name}.`);
  return { type: 'finish', reason: { unified, raw }, usage, notes };
}

const reasons: readonly ChatFinish['reason']['unified'][] = [
  'stop',
  'length',
  'content-filter',
  'tool-calls',
  'error',
  'other',
];
