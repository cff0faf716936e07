/** A stream of `n` pieces: each chunk as it arrives, without `[DONE]`. */
export interface Stream {
  readonly name: string;
  /** So many that reading them takes milliseconds. */
  readonly n: number;
  readonly chunks: (n: number) => readonly string[];
  /** Options of the AI SDK's call, in the form of version 5 to 7. */
  readonly call?: Readonly<Record<string, unknown>>;
}

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const delta = (value: object): string => event({ choices: [{ index: 0, delta: value }] });
const calls = (...tool_calls: readonly object[]): string => delta({ tool_calls });
const repeat = (n: number, chunk: (i: number) => string): string[] =>
  Array.from({ length: n }, (_, i) => chunk(i));
const cut = (text: string, size: number): string[] =>
  repeat(Math.ceil(text.length / size), i => text.slice(i * size, (i + 1) * size));

const piece = 'abcdefghij';
const forced = {
  tools: [{ type: 'function', name: 'w', inputSchema: { type: 'object' } }],
  toolChoice: { type: 'required' },
};
const tagged = { providerOptions: { workersai: { thinkTags: true } } };

/** Everything that grows on the path of a stream: texts, calls, events and what surrounds them. */
export const streams: readonly Stream[] = [
  { name: 'text', n: 5000, chunks: n => repeat(n, () => delta({ content: 'word ' })) },
  { name: 'native text', n: 5000, chunks: n => repeat(n, () => event({ response: 'word ', p: 'abdefgh' })) },
  {
    name: 'text and reasoning in turns',
    n: 4000,
    chunks: n => repeat(n, i => delta(i % 2 ? { content: 'a' } : { reasoning_content: 'b' })),
  },
  {
    name: 'text in the form of the Responses API',
    n: 4000,
    chunks: n => repeat(n, () => event({ type: 'response.output_text.delta', item_id: 'm', delta: 'word ' })),
  },
  {
    name: 'arguments of a call in the form of the Responses API',
    n: 4000,
    chunks: n =>
      repeat(n, i =>
        event(
          i === 0
            ? { type: 'response.output_item.added', item: { type: 'function_call', id: 'f', name: 'w' } }
            : { type: 'response.function_call_arguments.delta', item_id: 'f', delta: piece },
        ),
      ),
  },
  {
    name: 'arguments of one call',
    n: 4000,
    chunks: n =>
      repeat(n, i =>
        calls({
          index: 0,
          ...(i === 0 && { id: 'a' }),
          function: { ...(i === 0 && { name: 'w' }), arguments: piece },
        }),
      ),
  },
  {
    name: 'arguments whose pieces repeat the name and end in a brace',
    n: 4000,
    chunks: n =>
      repeat(n, i => calls({ index: 0, function: { name: 'w', arguments: i === 0 ? '{"a":"' : 'abc}' } })),
  },
  {
    name: 'arguments of one call between those of others',
    n: 3000,
    chunks: n =>
      repeat(n, i =>
        i % 2
          ? calls({ index: i, id: `c${i}`, function: { name: 'w', arguments: '{' } })
          : calls({ index: 0, function: { name: 'w', arguments: i === 0 ? '{"a":"' : piece } }),
      ),
  },
  {
    name: 'arguments as numbers',
    n: 4000,
    chunks: n =>
      repeat(n, i =>
        calls({ index: 0, function: i === 0 ? { name: 'w', arguments: '{"a":' } : { arguments: 7 } }),
      ),
  },
  {
    name: 'a name in pieces',
    n: 2000,
    chunks: n => repeat(n, i => calls({ index: 0, id: 'a', function: { name: i === 0 ? 'w' : 'x' } })),
  },
  {
    name: 'whole calls',
    n: 2000,
    chunks: n =>
      repeat(n, i => calls({ index: i, id: `c${i}`, function: { name: 'w', arguments: '{"a":1}' } })),
  },
  {
    name: 'calls that stay open',
    n: 2000,
    chunks: n =>
      repeat(n, i => calls({ index: i, id: `c${i}`, function: { name: 'w', arguments: '{"a":' } })),
  },
  {
    name: 'calls that stay open, by their ids alone',
    n: 2000,
    chunks: n => repeat(n, i => calls({ id: `c${i}`, function: { name: 'w', arguments: '{"a":' } })),
  },
  {
    name: 'calls without an id or an index',
    n: 2000,
    chunks: n => repeat(n, () => event({ tool_calls: [{ name: 'w', arguments: '{"a":1}' }] })),
  },
  {
    name: 'calls in one event',
    n: 8000,
    chunks: n => [
      calls(
        ...repeat(n, i => `c${i}`).map((id, index) => ({
          index,
          id,
          function: { name: 'w', arguments: '{"a":' },
        })),
      ),
    ],
  },
  {
    name: 'text that may be a call',
    n: 4000,
    chunks: n => repeat(n, i => delta({ content: i === 0 ? '{"name":"' : piece })),
    call: forced,
  },
  {
    name: 'calls that leaked',
    n: 2000,
    chunks: n => repeat(n, () => delta({ content: '<tool_call>{"name":"w","arguments":{}}</tool_call>' })),
    call: forced,
  },
  {
    name: 'blanks where a call may begin',
    n: 4000,
    chunks: n => repeat(n, () => delta({ content: '     ' })),
    call: forced,
  },
  {
    name: 'blanks where a think tag may begin',
    n: 4000,
    chunks: n => repeat(n, () => delta({ content: '     ' })),
    call: tagged,
  },
  {
    name: 'reasoning in tags',
    n: 4000,
    chunks: n => repeat(n, i => delta({ content: i === 0 ? '<think>' : 'a </thi' })),
    call: tagged,
  },
  {
    name: 'one event in many chunks',
    n: 2000,
    chunks: n => cut(delta({ content: 'x'.repeat(n * 1024) }), 1024),
  },
  {
    name: 'one event of many lines',
    n: 4000,
    chunks: n => ['data: {"response":"a"\n', ...repeat(n, () => 'data:  \n'), 'data: }\n\n'],
  },
  { name: 'lines of JSON', n: 4000, chunks: n => repeat(n, () => '{"response":"a"}\n') },
  {
    name: 'events with one newline between them',
    n: 4000,
    chunks: n => repeat(n, () => 'data: {"response":"a"}\n'),
  },
  { name: 'comments', n: 5000, chunks: n => repeat(n, () => ': keep-alive\n\n') },
  { name: 'a comment without an end', n: 5000, chunks: n => [':', ...repeat(n, () => 'x'.repeat(100))] },
  { name: 'blank lines', n: 10_000, chunks: n => repeat(n, () => '\n') },
  { name: 'empty events', n: 5000, chunks: n => repeat(n, () => 'data: \n\n') },
  {
    name: 'one JSON answer in many chunks',
    n: 10_000,
    chunks: n => ['{"response":"', ...repeat(n, () => piece), '"}'],
  },
  { name: 'words that are no event stream', n: 10_000, chunks: n => repeat(n, () => 'word ') },
  {
    name: 'errors',
    n: 1000,
    chunks: n => repeat(n, () => event({ errors: [{ code: 3040, message: 'x' }], success: false })),
  },
  { name: 'events that cannot be read', n: 1000, chunks: n => repeat(n, () => 'data: {oops\n\n') },
];
