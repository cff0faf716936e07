/** Answers of a chat model as server-sent events, in the two shapes that Workers AI's models have. */
export type Shape = 'native' | 'openai';

const words = [
  'The',
  ' cache',
  ' keeps',
  ' an',
  ' answer',
  ' for',
  ' an',
  ' hour',
  ',',
  ' no',
  ' longer',
  '.',
];

const wordAt = (index: number): string => words[index % words.length] ?? '';

/** What an answer of so many events says. */
export function textOf(events: number): string {
  return Array.from({ length: events }, (_, index) => wordAt(index)).join('');
}

const openai = (choices: unknown[], rest: object = {}) => ({
  id: 'chatcmpl-edc8406fc4e94d1c9d1d7e2c1b0b6d5a',
  object: 'chat.completion.chunk',
  created: 1_751_570_976,
  model: '@cf/qwen/qwen3-30b-a3b-fp8',
  choices,
  ...rest,
});

const usage = { prompt_tokens: 10, completion_tokens: 50, total_tokens: 60 };

const delta: Record<Shape, (content: string, index: number) => unknown> = {
  native: (response, index) => ({ response, p: 'abcdefghijklmnop'.slice(index % 12) }),
  openai: content => openai([{ index: 0, delta: { content }, logprobs: null, finish_reason: null }]),
};

const last: Record<Shape, unknown[]> = {
  native: [{ response: '', usage }],
  openai: [openai([{ index: 0, delta: {}, finish_reason: 'stop' }]), openai([], { usage })],
};

const eventOf = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

/** What ends an answer. */
export const endOf = (shape: Shape): string => `${last[shape].map(eventOf).join('')}data: [DONE]\n\n`;

/** An answer of one event that holds all of its text. */
export const oneEvent = (shape: Shape, text: string): string => eventOf(delta[shape](text, 0)) + endOf(shape);

/** The chunks of an answer: so many events, so many in each chunk; the last has the end as well. */
export function chunksOf(shape: Shape, { events, each }: { events: number; each: number }): Uint8Array[] {
  const all = Array.from({ length: events }, (_, index) => eventOf(delta[shape](wordAt(index), index)));
  const encoder = new TextEncoder();
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < events; start += each) {
    const text = all.slice(start, start + each).join('');
    chunks.push(encoder.encode(start + each < events ? text : text + endOf(shape)));
  }
  return chunks;
}

/** A whole answer, as it comes where nothing is streamed. */
export const wholeAnswer = {
  native: { result: { response: textOf(40), usage }, success: true, errors: [], messages: [] },
  openai: openai([{ index: 0, message: { role: 'assistant', content: textOf(40) }, finish_reason: 'stop' }], {
    object: 'chat.completion',
    usage,
  }),
} satisfies Record<Shape, unknown>;
