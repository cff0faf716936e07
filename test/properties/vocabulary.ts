import { encode } from 'eventsource-encoder';
import fc from 'fast-check';

/** What a model does in one moment of its answer. */
type Moment =
  | { readonly type: 'text' | 'reasoning'; readonly text: string }
  | { readonly type: 'call'; readonly name: string; readonly input: Readonly<Record<string, unknown>> }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'padding'; readonly text: string };

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

export interface Answer {
  readonly moments: readonly Moment[];
  readonly reason: string | undefined;
}

/** How one moment goes over the wire: which of its forms, and how long the pieces of arguments are. */
interface Manner {
  readonly form: number;
  readonly pieceLength: number;
}

const texts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    '<think>',
    '</think>',
    '</th',
    'ink>',
    '{"name":"weather"}',
    '{"name":',
    '"weather"}',
    '\n',
    ' ',
    '🙂',
    'data: [DONE]',
    '\r\n\r\n',
  ),
);

export const toolNames: readonly string[] = ['weather', 'search'];

const counts = fc.nat({ max: 1000 });
const usages: fc.Arbitrary<Usage> = fc.tuple(counts, counts).map(([prompt_tokens, completion_tokens]) => ({
  prompt_tokens,
  completion_tokens,
  total_tokens: prompt_tokens + completion_tokens,
}));

/** As it goes over the wire: JSON.stringify writes the number -0 as 0. */
const inputs = fc
  .dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 })
  .map((input): Readonly<Record<string, unknown>> => JSON.parse(JSON.stringify(input)));

const moments: fc.Arbitrary<Moment> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('text', 'reasoning'), text: texts }) },
  fc.record({ type: fc.constant('call'), name: fc.constantFrom(...toolNames), input: inputs }),
  fc.record({ type: fc.constant('usage'), usage: usages }),
  fc.record({ type: fc.constant('padding'), text: fc.string({ maxLength: 5 }) }),
);

export const answers: fc.Arbitrary<Answer> = fc.record({
  moments: fc.array(moments, { maxLength: 12 }),
  reason: fc.option(fc.constantFrom('stop', 'length', 'tool_calls', 'content_filter'), { nil: undefined }),
});

const openai = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1751570976,
  model: '@cf/qwen/qwen3',
};

const delta = (value: object, reason: string | null = null) => ({
  ...openai,
  choices: [{ index: 0, delta: value, logprobs: null, finish_reason: reason }],
});

const pieces = (text: string, length: number): string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, i) => text.slice(i * length, (i + 1) * length));

/** The frames of one moment, in one of the forms that services send it in. */
function framesOf(moment: Moment, { form, pieceLength, index }: Manner & { index: number }): object[] {
  const choose = (...forms: readonly object[][]): object[] => forms[form % forms.length] ?? [];
  const id = `call_${index}`;
  switch (moment.type) {
    case 'text':
      return choose(
        [{ response: moment.text, p: 'abdefgh' }],
        [delta({ content: moment.text })],
        [{ response: moment.text, ...delta({ content: moment.text }) }],
        [{ result: { response: moment.text }, success: true, errors: [], messages: [] }],
        [{ result: { response: moment.text } }],
        [delta({ content: [{ type: 'text', text: moment.text }] })],
      );
    case 'reasoning':
      return choose(
        [delta({ reasoning_content: moment.text })],
        [delta({ content: '', reasoning: moment.text })],
        [delta({ reasoning: moment.text, reasoning_content: moment.text })],
        [{ response: '', reasoning: moment.text }],
        [delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: moment.text }] }] })],
      );
    case 'call': {
      const { name, input } = moment;
      const text = JSON.stringify(input);
      return choose(
        [{ tool_calls: [{ name, arguments: input }] }],
        [{ response: null, tool_calls: [{ name, arguments: text }] }],
        [
          { tool_calls: [{ id, type: 'function', index, function: { name, arguments: text } }] },
          { tool_calls: [{ id: null, type: null, index, function: { name: null, arguments: '' } }] },
        ],
        [delta({ tool_calls: [{ id: 'again', index: 0, function: { name, arguments: text } }] })],
        [
          delta({ tool_calls: [{ id, index: `${index}`, function: { name: name.slice(0, 3) } }] }),
          delta({ tool_calls: [{ index: `${index}`, function: { name: name.slice(3), arguments: text } }] }),
        ],
        [delta({ tool_calls: [{ id, index, function: { name, arguments: input } }] })],
        [
          delta({ tool_calls: [{ id, type: 'function', index, function: { name } }] }),
          ...pieces(text, pieceLength).map(piece =>
            delta({ tool_calls: [{ index, function: { arguments: piece } }] }),
          ),
        ],
      );
    }
    case 'usage':
      return choose(
        [{ response: '', usage: moment.usage }],
        [{ ...openai, choices: [], usage: moment.usage }],
      );
    case 'padding':
      return choose(
        [{ tool_calls: [], p: moment.text }],
        [{ response: null }],
        [{ response: '', p: moment.text }],
        [delta({})],
      );
    default:
      return moment satisfies never;
  }
}

/** The frames of an answer, each moment in any of its forms. */
export function framesOfAnswer({ moments, reason }: Answer): fc.Arbitrary<object[]> {
  const manner: fc.Arbitrary<Manner> = fc.record({
    form: fc.nat({ max: 11 }),
    pieceLength: fc.integer({ min: 1, max: 8 }),
  });
  return fc
    .tuple(fc.array(manner, { minLength: moments.length, maxLength: moments.length }), fc.boolean())
    .map(([manners, isNative]) => {
      const frames = moments.flatMap((moment, index) =>
        framesOf(moment, { ...(manners[index] ?? { form: 0, pieceLength: 1 }), index }),
      );
      if (reason === undefined) return frames;
      return [...frames, isNative ? { response: '', finish_reason: reason } : delta({}, reason)];
    });
}

/** Event streams may end their lines in three ways, hold comments, and leave out the space behind the colon. */
const encoders: readonly ((data: string) => string)[] = [
  data => encode({ data }),
  data => `data:${data}\r\n\r\n`,
  data => `: keep-alive\r\rdata: ${data}\r\r`,
  data => `data:\n\ndata: ${data}\n\n`,
  data => `data: ${data}\n`,
  data => `id: 1\nevent: message\ndata: ${data}\nretry: 5\n\n`,
];

/** Data as an event stream, in any of the ways to write one. */
export const encodings: fc.Arbitrary<(data: readonly string[]) => string> = fc
  .array(fc.nat({ max: encoders.length - 1 }), { minLength: 1, maxLength: 5 })
  .map(
    choices => data => data.map((entry, i) => encoders[choices[i % choices.length] ?? 0]?.(entry)).join(''),
  );

/** Bytes in pieces, cut at any places. */
export function cutsOf(bytes: Uint8Array): fc.Arbitrary<Uint8Array[]> {
  return fc.array(fc.nat({ max: bytes.length }), { maxLength: 30 }).map(places => {
    const sorted = [0, ...places.sort((a, b) => a - b), bytes.length];
    return sorted.slice(1).map((end, i) => bytes.slice(sorted[i], end));
  });
}

export interface Sum {
  readonly text: string;
  readonly reasoning: string;
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
}

/** What an answer says, put together. */
export function sumOf({ moments }: Answer): Sum {
  const textOf = (type: Moment['type']) =>
    moments.map(moment => (moment.type === type && 'text' in moment ? moment.text : '')).join('');
  return {
    text: textOf('text'),
    reasoning: textOf('reasoning'),
    calls: moments.flatMap(moment =>
      moment.type === 'call' ? [{ name: moment.name, input: moment.input }] : [],
    ),
  };
}

/** The last counts that are not all zero, or the last. */
export function usageOf({ moments }: Answer): Usage | undefined {
  const all = moments.flatMap(moment => (moment.type === 'usage' ? [moment.usage] : []));
  return all.findLast(usage => usage.total_tokens > 0) ?? all[0];
}
