import { expect, test } from 'vitest';
import { createRandom } from '../../../src/local-gateway/random.ts';
import {
  errorFrame,
  finish,
  json,
  type ReplyPart,
  reasoning,
  text,
  toolCall,
  usage,
} from '../../../src/local-gateway/script/parts.ts';
import { addPart, createGatheredAnswer } from '../../../src/local-gateway/wire/gathered-answer.ts';
import type { ContentPart, ShapeContext } from '../../../src/local-gateway/wire/shape-context.ts';
import { shapes } from '../../../src/local-gateway/wire/shapes.ts';
import { createThinkTags } from '../../../src/local-gateway/wire/think-tags.ts';

type Context = Partial<ShapeContext>;

const contextOf = (more: Context): ShapeContext => ({
  shape: 'native',
  model: '@cf/m/x',
  runPath: true,
  reasoning: undefined,
  promptTokens: 5,
  created: 1_700_000_000,
  padding: false,
  includeUsage: false,
  random: createRandom(1),
  ...more,
});

// Only parts with content are used here.
const content = (parts: readonly ReplyPart[]) => parts as readonly ContentPart[];

function whole(parts: readonly ReplyPart[], more: Context = {}): unknown {
  const context = contextOf(more);
  const gathered = createGatheredAnswer();
  for (const part of content(parts)) addPart(gathered, part);
  return shapes[context.shape].whole(gathered, context);
}

/** The events of a stream: their data, with a name before it where they have one. */
function events(parts: readonly ReplyPart[], more: Context = {}): unknown[] {
  const context = contextOf(more);
  const gathered = createGatheredAnswer();
  const writer = shapes[context.shape].events(gathered, context);
  const written: string[] = [];
  for (const part of content(parts)) {
    addPart(gathered, part);
    written.push(...writer.push(part));
  }
  written.push(...writer.end());
  return written.map(chunk => {
    const match = /^(?:event: (?<name>.*)\n)?data: (?<data>.*)\n\n$/.exec(chunk);
    const data = match?.groups?.data ?? `no event: ${chunk}`;
    const value: unknown = data === '[DONE]' ? data : JSON.parse(data);
    return match?.groups?.name === undefined ? value : [match.groups.name, value];
  });
}

const counts = (prompt: number, completion: number) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
});

const hex = (prefix: string, length = 32) =>
  expect.stringMatching(new RegExp(`^${prefix}[0-9a-f]{${length}}$`));

test.each<[string, ReplyPart[], object]>([
  ['text', [text('Hel', 'lo')], { response: 'Hello', tool_calls: [], usage: counts(5, 1) }],
  ['nothing', [], { response: '', tool_calls: [], usage: counts(5, 0) }],
  ['an object', [json({ a: 1 })], { response: { a: 1 }, tool_calls: [], usage: counts(5, 7) }],
  [
    'calls, with an id and without',
    [toolCall('f', { a: 1 }), toolCall('g', '{"b"', { id: 'c' })],
    {
      response: null,
      tool_calls: [
        { name: 'f', arguments: { a: 1 } },
        { id: 'c', name: 'g', arguments: '{"b"' },
      ],
      usage: counts(5, 13),
    },
  ],
  [
    'usage and a reason of one’s own',
    [text('Hi'), usage({ prompt_tokens: 1 }), usage({ completion_tokens: 2, cost: 3 }), finish('length')],
    { response: 'Hi', tool_calls: [], usage: { ...counts(1, 2), cost: 3 }, finish_reason: 'length' },
  ],
])('a whole native answer holds %s', (_name, parts, expected) => {
  expect(whole(parts)).toEqual(expected);
});

test.each<[string, ReplyPart[], unknown[]]>([
  [
    'thoughts and text alike',
    [reasoning('a'), text('b', 'c')],
    [
      { response: 'a' },
      { response: 'b' },
      { response: 'c' },
      { tool_calls: [] },
      { response: '', usage: counts(5, 2) },
      '[DONE]',
    ],
  ],
  [
    'an object by its tokens',
    [json({ a: 1 })],
    [
      ...['{', '"', 'a', '"', ':', '1', '}'].map(response => ({ response })),
      { tool_calls: [] },
      { response: '', usage: counts(5, 7) },
      '[DONE]',
    ],
  ],
  [
    'calls, numbered, their arguments as text',
    [toolCall('f', { a: 1 }), toolCall('g', '{"b"', { id: 'c' })],
    [
      {
        tool_calls: [
          {
            id: hex('chatcmpl-tool-'),
            type: 'function',
            index: 0,
            function: { name: 'f', arguments: '{"a":1}' },
          },
        ],
      },
      { tool_calls: [{ id: 'c', type: 'function', index: 1, function: { name: 'g', arguments: '{"b"' } }] },
      { finish_reason: 'tool_calls' },
      { response: '', usage: counts(5, 13) },
      '[DONE]',
    ],
  ],
  [
    'a reason of one’s own',
    [text('a'), finish('length')],
    [
      { response: 'a' },
      { tool_calls: [] },
      { finish_reason: 'length' },
      { response: '', usage: counts(5, 1) },
      '[DONE]',
    ],
  ],
  [
    'an error within',
    [errorFrame(3040, { message: 'Busy', form: 'error' })],
    [
      { error: { code: 3040, message: 'Busy', type: 'server_error' } },
      { tool_calls: [] },
      { response: '', usage: counts(5, 0) },
      '[DONE]',
    ],
  ],
])('a native stream holds %s', (_name, parts, expected) => {
  expect(events(parts)).toEqual(expected);
});

test('padding is from one to 36 characters, on frames of text alone', () => {
  const words = Array.from({ length: 500 }, () => 'x');
  const frames = events([text(...words), toolCall('f')], { padding: true }) as { p?: string }[];
  const lengths = frames.slice(0, 500).map(({ p = '' }) => p.length);
  expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([1, 36]);
  expect(frames[0]?.p).toMatch(/^abc|^a$|^ab$/);
  expect(frames.slice(500).every(frame => frame.p === undefined)).toBe(true);
});

const neurons = (prompt: number, completion: number, price: number) => ({
  ...counts(prompt, completion),
  neurons: price,
});

const openai = { shape: 'openai' } as const;
const cached = { prompt_tokens_details: { cached_tokens: 0 } };

const completion = (message: object, finish_reason: string, usage: object) => ({
  id: hex('chatcmpl-'),
  object: 'chat.completion',
  created: 1_700_000_000,
  model: '@cf/m/x',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', tool_calls: [], ...message },
      logprobs: null,
      finish_reason,
      stop_reason: null,
    },
  ],
  usage,
  prompt_logprobs: null,
});

test.each<[string, ReplyPart[], Context, object]>([
  ['text', [text('Hi')], {}, completion({ content: 'Hi' }, 'stop', { ...neurons(5, 1, 0.74), ...cached })],
  [
    'on OpenAI’s own path',
    [text('Hi')],
    { runPath: false },
    completion({ content: 'Hi' }, 'stop', { ...counts(5, 1), ...cached }),
  ],
  ['nothing', [], { runPath: false }, completion({ content: '' }, 'stop', { ...counts(5, 0), ...cached })],
  [
    'an object as text',
    [json({ a: 1 })],
    { runPath: false },
    completion({ content: '{"a":1}' }, 'stop', { ...counts(5, 7), ...cached }),
  ],
  [
    'thoughts under the usual key',
    [reasoning('Hm')],
    { runPath: false },
    completion({ content: null, reasoning_content: 'Hm' }, 'stop', { ...counts(5, 1), ...cached }),
  ],
  [
    'thoughts under the model’s keys',
    [reasoning('Hm'), text('Hi')],
    { runPath: false, reasoning: { keys: ['reasoning'] } },
    completion({ content: 'Hi', reasoning: 'Hm' }, 'stop', { ...counts(5, 2), ...cached }),
  ],
  [
    'calls',
    [toolCall('f', { a: 1 }), toolCall('g', 'x', { id: 'c' })],
    { runPath: false },
    completion(
      {
        content: null,
        tool_calls: [
          { id: hex('chatcmpl-tool-'), type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
          { id: 'c', type: 'function', function: { name: 'g', arguments: 'x' } },
        ],
      },
      'tool_calls',
      { ...counts(5, 9), ...cached },
    ),
  ],
])('a chat.completion holds %s', (_name, parts, more, expected) => {
  expect(whole(parts, { ...openai, ...more })).toEqual(expected);
});

const head = {
  id: hex('chatcmpl-'),
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: '@cf/m/x',
};
const chunk = (delta: object, finish_reason: string | null = null) => ({
  ...head,
  choices: [{ index: 0, delta, logprobs: null, finish_reason }],
});
const role = chunk({ role: 'assistant', content: '' });
const counted = (usage: object) => ({ ...head, choices: [], usage });
const args = (index: number, piece: string) =>
  chunk({ tool_calls: [{ index, function: { arguments: piece } }] });

test.each<[string, ReplyPart[], Context, unknown[]]>([
  [
    'on the run path: zeros, then the usage on a native frame',
    [reasoning('Hm'), text('H', 'i')],
    { reasoning: { keys: ['reasoning', 'reasoning_content'] } },
    [
      role,
      chunk({ reasoning: 'Hm', reasoning_content: 'Hm' }),
      chunk({ content: 'H' }),
      chunk({ content: 'i' }),
      chunk({}, 'stop'),
      counted(counts(0, 0)),
      { response: '', usage: neurons(5, 2, 0.86) },
      '[DONE]',
    ],
  ],
  [
    'usage only when asked for',
    [text('Hi')],
    { runPath: false },
    [role, chunk({ content: 'Hi' }), chunk({}, 'stop'), '[DONE]'],
  ],
  [
    'usage asked for',
    [text('Hi')],
    { runPath: false, includeUsage: true },
    [role, chunk({ content: 'Hi' }), chunk({}, 'stop'), counted({ ...counts(5, 1), ...cached }), '[DONE]'],
  ],
  ['nothing', [], { runPath: false }, [role, chunk({}, 'stop'), '[DONE]']],
  [
    'thoughts under the usual key, then an object by its tokens',
    [reasoning('Hm'), json([1])],
    { runPath: false },
    [
      role,
      chunk({ reasoning_content: 'Hm' }),
      ...['[', '1', ']'].map(piece => chunk({ content: piece })),
      chunk({}, 'stop'),
      '[DONE]',
    ],
  ],
  [
    'calls: the name, then the arguments in thirds',
    [toolCall('f', { a: 12 }, { id: 'c0' }), toolCall('g', '', { id: 'c1' })],
    { runPath: false },
    [
      role,
      chunk({ tool_calls: [{ id: 'c0', type: 'function', index: 0, function: { name: 'f' } }] }),
      args(0, '{"a'),
      args(0, '":1'),
      args(0, '2}'),
      chunk({ tool_calls: [{ id: 'c1', type: 'function', index: 1, function: { name: 'g' } }] }),
      chunk({}, 'tool_calls'),
      '[DONE]',
    ],
  ],
  [
    'arguments with characters that a piece must not split',
    [toolCall('f', '"😀"', { id: 'c' })],
    { runPath: false },
    [
      role,
      chunk({ tool_calls: [{ id: 'c', type: 'function', index: 0, function: { name: 'f' } }] }),
      args(0, '"😀'),
      args(0, '"'),
      chunk({}, 'tool_calls'),
      '[DONE]',
    ],
  ],
  [
    'an error before anything else',
    [errorFrame(3040, { message: 'Busy' })],
    { runPath: false },
    [
      { errors: [{ code: 3040, message: 'Busy' }], success: false, result: null, messages: [] },
      role,
      chunk({}, 'stop'),
      '[DONE]',
    ],
  ],
])('the chunks of a chat.completion hold %s', (_name, parts, more, expected) => {
  expect(events(parts, { ...openai, ...more })).toEqual(expected);
});

test('Kimi numbers its calls', () => {
  const kimi = { ...openai, model: '@cf/moonshotai/kimi-k2' };
  expect(whole([toolCall('f'), toolCall('f')], kimi)).toMatchObject({
    choices: [{ message: { tool_calls: [{ id: 'functions.f:0' }, { id: 'functions.f:1' }] } }],
  });
});

const cmpl = { id: hex('cmpl-'), object: 'text_completion', created: 1_700_000_000, model: '@cf/m/x' };
const choice = (said: string, finish_reason: string | null = null) => ({
  index: 0,
  text: said,
  logprobs: null,
  finish_reason,
});
const completing = { shape: 'completion' } as const;

test('a text completion is written whole and in events', () => {
  expect(whole([text('Hi')], completing)).toEqual({
    ...cmpl,
    choices: [choice('Hi', 'stop')],
    usage: neurons(5, 1, 0.74),
  });
  expect(
    events(
      [text('H', 'i'), json(1), usage({ neurons: 1 }), errorFrame(3040, { form: 'error', message: 'x' })],
      completing,
    ),
  ).toEqual([
    { ...cmpl, choices: [choice('H')] },
    { ...cmpl, choices: [choice('i')] },
    { ...cmpl, choices: [choice('1')] },
    { error: { code: 3040, message: 'x', type: 'server_error' } },
    { ...cmpl, choices: [choice('', 'stop')] },
    { ...cmpl, choices: [], usage: counts(0, 0) },
    { response: '', usage: { ...counts(5, 1), neurons: 1 } },
    '[DONE]',
  ]);
});

const responding = { shape: 'responses' } as const;

const response = (output: object[], completion: number) => ({
  id: hex('resp_'),
  object: 'response',
  created_at: 1_700_000_000,
  model: '@cf/m/x',
  status: 'completed',
  output,
  usage: { input_tokens: 5, output_tokens: completion, total_tokens: 5 + completion },
});
const said = (value: string) => ({
  id: hex('msg_'),
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text: value, annotations: [] }],
});

test.each<[string, ReplyPart[], object]>([
  ['text', [text('Hi')], response([said('Hi')], 1)],
  ['nothing', [], response([said('')], 0)],
  [
    'thoughts, a call and text',
    [reasoning('Hm'), toolCall('f', { a: 1 }), text('Hi')],
    response(
      [
        { id: hex('rs_'), type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'Hm' }] },
        {
          id: hex('fc_'),
          type: 'function_call',
          call_id: hex('call_', 24),
          name: 'f',
          arguments: '{"a":1}',
          status: 'completed',
        },
        said('Hi'),
      ],
      10,
    ),
  ],
])('a response holds %s', (_name, parts, expected) => {
  expect(whole(parts, responding)).toEqual(expected);
});

test('the events of a response are named and numbered', () => {
  const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
  const delta = (sequence_number: number, value: string) => [
    'response.output_text.delta',
    { type: 'response.output_text.delta', sequence_number, ...place, delta: value },
  ];
  expect(
    events([text('H', 'i'), errorFrame(3040, { form: 'error', message: 'x' }), usage({})], responding),
  ).toEqual([
    delta(0, 'H'),
    delta(1, 'i'),
    [
      'error',
      {
        type: 'error',
        sequence_number: 2,
        error: { error: { code: 3040, message: 'x', type: 'server_error' } },
      },
    ],
    [
      'response.completed',
      { type: 'response.completed', sequence_number: 3, response: response([said('Hi')], 1) },
    ],
  ]);
  expect(events([json([1])], responding)[0]).toEqual(delta(0, '[1]'));
});

test('another task: the value, or the text', () => {
  const task = { shape: 'task' } as const;
  expect(whole([json({ a: 1 })], task)).toEqual({ a: 1 });
  expect(whole([text('H', 'i')], task)).toBe('Hi');
  expect(events([text('Hi'), errorFrame(3040, { form: 'error', message: 'x' })], task)).toEqual([
    { error: { code: 3040, message: 'x', type: 'server_error' } },
  ]);
});

function tagged(parts: readonly ReplyPart[], more: Context): ContentPart[] {
  const tag = createThinkTags(contextOf(more));
  return content(parts).flatMap(tag);
}

const thoughts = [reasoning('a', 'b'), reasoning('c'), usage({}), text('d'), text('e')];

test.each<[string, Context, ContentPart['type'][], string]>([
  [
    'a native model opens and closes',
    {},
    ['text', 'text', 'usage', 'text', 'text', 'text'],
    '<think>\nabc\n</think>\n\nde',
  ],
  [
    'one whose template opens only closes',
    { reasoning: { keys: 'inline' } },
    ['text', 'text', 'usage', 'text', 'text', 'text'],
    'abc\n</think>\n\nde',
  ],
  [
    'so on OpenAI’s paths',
    { shape: 'openai', reasoning: { keys: 'inline' } },
    ['text', 'text', 'usage', 'text', 'text', 'text'],
    'abc\n</think>\n\nde',
  ],
  [
    'others have a key for it',
    { shape: 'openai' },
    ['reasoning', 'reasoning', 'usage', 'text', 'text'],
    'abcde',
  ],
])('thoughts are told apart: %s', (_name, more, types, words) => {
  const parts = tagged(thoughts, more);
  expect(parts.map(({ type }) => type)).toEqual(types);
  expect(parts.flatMap(part => ('chunks' in part ? part.chunks : [])).join('')).toBe(words);
});

test('thoughts that come again are tagged once, and none are not', () => {
  const words = (parts: readonly ReplyPart[]) =>
    tagged(parts, {}).map(part => ('chunks' in part ? part.chunks.join('') : part.type));
  expect(words([reasoning('a'), toolCall('f'), reasoning(), errorFrame(3040), finish('stop')])).toEqual([
    '<think>\na',
    '\n</think>\n\n',
    'tool-call',
    '<think>\n',
    'error-frame',
    '\n</think>\n\n',
    'finish',
  ]);
  expect(words([text('a')])).toEqual(['a']);
});
