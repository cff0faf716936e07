import { AISDKError } from '@ai-sdk/provider';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import type { AnswerReaderOptions } from '../../src/chat/answer-reader.ts';
import type { ChatEvent } from '../../src/chat/types.ts';
import { isRecord } from '../../src/values/check.ts';
import { readBody } from '../chat/read.ts';
import { collect, hi } from '../sdk/v1/call-options.ts';
import { llama, settings, stubFetch } from '../transport/stub-fetch.ts';
import { runs } from './runs.ts';
import { cutsOf, toolNames } from './vocabulary.ts';

const textOf = (events: readonly ChatEvent[]): string =>
  events.map(event => (event.type === 'text' ? event.text : '')).join('');

/** Whether the pieces stand in the text in their order. */
function holds(text: string, pieces: readonly string[]): boolean {
  let place = 0;
  return pieces.every(piece => {
    const found = text.indexOf(piece, place);
    place = found + piece.length;
    return found >= 0;
  });
}

const types = fc.constantFrom(
  'text/event-stream',
  'application/json',
  'application/json; charset=utf-8',
  'text/html',
  'application/octet-stream',
);

const statuses = fc.oneof(
  { weight: 4, arbitrary: fc.constant(200) },
  fc.constantFrom(204, 301, 400, 401, 404, 408, 429, 500, 503),
);

/** An error that the AI SDK knows; any other is a crash. */
function kept(error: unknown): AISDKError {
  if (!AISDKError.isInstance(error)) throw error;
  return error;
}

/** Calls a model both ways; what is thrown must be an error of the AI SDK, and a stream must end with `finish`. */
async function call({
  body,
  type,
  status,
}: {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  status: number;
}): Promise<void> {
  const create = () => {
    const answer = new Response(status === 204 ? null : body, { status, headers: { 'content-type': type } });
    return createWorkersAI({ ...settings, fetch: stubFetch(answer).fetch })(llama);
  };
  await create()
    .doGenerate(hi)
    .then(() => undefined, kept);
  const streamed = await create()
    .doStream(hi)
    .then(({ stream }) => collect(stream), kept);
  if (Array.isArray(streamed)) {
    expect(streamed.at(-1)?.type).toBe('finish');
    expect(streamed.filter(part => part.type === 'finish')).toHaveLength(1);
    for (const part of streamed) if (part.type === 'error') kept(part.error);
  }
}

describe('nothing crashes and nothing hangs', () => {
  test('at any bytes', async () => {
    const body = fc.uint8Array({ maxLength: 100 });
    await fc.assert(fc.asyncProperty(fc.record({ body, type: types, status: statuses }), call), runs);
  });

  const pieces = fc.constantFrom(
    'data: ',
    'data:',
    '{"response":"a"}',
    '\n\n',
    '\r\n',
    '\r',
    '[DONE]',
    'event: error\n',
    ':',
    '{',
    '"',
    '}',
    '[',
    ']',
    '\\',
    'null',
    '{"error":',
    '{"tool_calls":[{}]}',
    '<think>',
    '\ufeff',
    '\0',
    'é',
  );

  test('at anything that looks like an answer', async () => {
    const body = fc.array(pieces, { maxLength: 15 }).map(parts => new TextEncoder().encode(parts.join('')));
    await fc.assert(fc.asyncProperty(fc.record({ body, type: types, status: statuses }), call), runs);
  });

  test('at any JSON', async () => {
    const body = fc.json({ maxDepth: 3 }).map(json => new TextEncoder().encode(json));
    await fc.assert(fc.asyncProperty(fc.record({ body, type: types, status: statuses }), call), runs);
  });
});

test('embeddings and run() give what came, or an error of the AI SDK', async () => {
  const body = fc
    .oneof(
      fc.json({ maxDepth: 3 }),
      fc
        .record({ data: fc.array(fc.array(fc.double()), { maxLength: 2 }) })
        .map(value => JSON.stringify(value)),
      fc.string(),
    )
    .map(text => new TextEncoder().encode(text));
  await fc.assert(
    fc.asyncProperty(fc.record({ body, type: types, status: statuses }), async ({ body, type, status }) => {
      const create = () => {
        const answer = new Response(status === 204 ? null : body, {
          status,
          headers: { 'content-type': type },
        });
        return createWorkersAI({ ...settings, fetch: stubFetch(answer).fetch });
      };
      const embed = create()
        .embedding('@cf/baai/bge-m3')
        .doEmbed({ values: ['a'] });
      const embedded = await embed.then(({ embeddings }) => embeddings, kept);
      if (Array.isArray(embedded)) expect(embedded).toEqual([expect.any(Array)]);
      await create().run('@cf/any/model', { text: 'x' }).catch(kept);
    }),
    runs,
  );
});

type Path = readonly (string | number)[];

/** Every place in a value. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  const children = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : [];
  return [path, ...children.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

/** A copy with something else in one place. */
function replace(value: unknown, path: Path, other: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return other;
  if (Array.isArray(value)) return value.map((child, i) => (i === key ? replace(child, rest, other) : child));
  return isRecord(value) ? { ...value, [key]: replace(value[key], rest, other) } : value;
}

interface Frame {
  readonly frame: unknown;
  readonly text: string;
  /** Where the text stands: what replaces it, or holds it, takes it away. */
  readonly textAt: Path;
}

const usage = {
  prompt_tokens: 1,
  completion_tokens: 2,
  total_tokens: 3,
  prompt_tokens_details: { cached_tokens: 0 },
};

const frames: readonly Frame[] = [
  {
    frame: { response: '<1>', p: 'ab', tool_calls: [], finish_reason: null, usage },
    text: '<1>',
    textAt: ['response'],
  },
  {
    frame: { result: { response: '<2>', usage }, success: true, errors: [], messages: [] },
    text: '<2>',
    textAt: ['result', 'response'],
  },
  {
    frame: {
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1751570976,
      model: '@cf/qwen/qwen3',
      choices: [
        {
          index: 0,
          delta: {
            role: 'assistant',
            content: '<3>',
            reasoning: null,
            reasoning_content: 'Hm',
            tool_calls: [
              {
                index: 0,
                id: 'call_1',
                type: 'function',
                function: { name: 'search', arguments: '{"a":1}' },
              },
            ],
          },
          logprobs: null,
          finish_reason: null,
          stop_reason: null,
        },
      ],
      usage,
    },
    text: '<3>',
    textAt: ['choices', 0, 'delta', 'content'],
  },
  {
    frame: {
      choices: [
        {
          index: 0,
          message: {
            content: [{ type: 'text', text: '<4>' }],
            tool_calls: [{ name: 'weather', arguments: {} }],
          },
          finish_reason: 'stop',
        },
      ],
      usage,
    },
    text: '<4>',
    textAt: ['choices', 0, 'message', 'content', 0, 'text'],
  },
  {
    frame: {
      object: 'response',
      status: 'completed',
      output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: '<5>' }] }],
      incomplete_details: null,
      usage,
    },
    text: '<5>',
    textAt: ['output', 0, 'content', 0, 'text'],
  },
];

/** Values that change what the frame is: another kind of item, a choice beside the first, a failure. */
function changesMeaning(path: Path, value: unknown): boolean {
  const key = path.at(-1);
  if (key === 'index') return typeof value === 'number' && value !== 0;
  if (key === 'type') return path[0] === 'output' && path.length === 3;
  if (key === 'success') return value === false;
  if (key === 'errors') return (Array.isArray(value) ? value[0] : value) !== undefined;
  return false;
}

const isUnder = (path: Path, place: Path): boolean => place.every((key, i) => path[i] === key);

const mutations = fc.nat({ max: frames.length - 1 }).chain(number => {
  const paths = pathsOf(frames[number]?.frame);
  return fc.record({
    number: fc.constant(number),
    path: fc.constantFrom(...paths),
    value: fc.jsonValue({ maxDepth: 2 }),
  });
});

const options: fc.Arbitrary<Partial<AnswerReaderOptions>> = fc.record({
  thinkTags: fc.constantFrom('optional' as const, 'required' as const, false as const),
  forcedTools: fc.constantFrom(toolNames, []),
  includeRaw: fc.boolean(),
});

const bodyOf = (values: readonly unknown[]) =>
  [...values.map(value => JSON.stringify(value)), '[DONE]'].map(data => `data: ${data}\n\n`).join('');

describe('any JSON in place of any field', () => {
  const mutate = ({ number, path, value }: { number: number; path: Path; value: unknown }) =>
    frames.map(({ frame }, i) => (i === number ? replace(frame, path, value) : frame));

  test('takes away no text but its own', () => {
    fc.assert(
      fc.property(mutations, mutation => {
        const { number, path, value } = mutation;
        const own = frames[number];
        const isLost = own && (isUnder(own.textAt, path) || changesMeaning(path, value));
        const expected = frames.filter((_frame, i) => !(isLost && i === number)).map(({ text }) => text);
        const said = textOf(readBody(bodyOf(mutate(mutation))));
        expect({ said, holds: holds(said, expected) }).toEqual({ said, holds: true });
      }),
      runs,
    );
  });

  test('leaves a stream that ends as one should', () => {
    fc.assert(
      fc.property(mutations, options, (mutation, given) => {
        const events = readBody(bodyOf(mutate(mutation)), given);
        expect(events.at(-1)?.type).toBe('finish');
        const errors = events.flatMap(event => (event.type === 'error' ? [event.error] : []));
        expect(errors.filter(error => !AISDKError.isInstance(error))).toEqual([]);
      }),
      runs,
    );
  });

  test('in a whole answer crashes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(mutations, types, async (mutation, type) => {
        const json = JSON.stringify(mutate(mutation)[mutation.number]);
        await call({ body: new TextEncoder().encode(json), type, status: 200 });
      }),
      runs,
    );
  });
});

describe('text that was there', () => {
  const garbage = fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.string({ maxLength: 10 }).map(text => `data: ${text}`),
      fc.constantFrom(
        '<html>',
        '{"error":"x"}',
        'event: error',
        'data: {"error":"x"}',
        '{',
        'data',
        ':',
        'data: {}',
      ),
    )
    .filter(text => !text.includes('[DONE]'));

  test('is not lost to garbage between the events', () => {
    fc.assert(
      fc.property(fc.array(garbage, { minLength: 4, maxLength: 4 }), ([first, second, third, last]) => {
        const body = `${first}\n\ndata: {"response":"<a>"}\n\n${second}\n\ndata: {"choices":[{"delta":{"content":"<b>"}}]}\n\n${third}\n\ndata: {"response":"<c>"}\n\n${last}`;
        const events = readBody(body);
        const said = textOf(events);
        expect({ said, holds: holds(said, ['<a>', '<b>', '<c>']) }).toEqual({ said, holds: true });
        expect(events.at(-1)?.type).toBe('finish');
      }),
      runs,
    );
  });

  const bytes = new TextEncoder().encode(
    'data: {"response":"<a>"}\n\ndata: {"response":"<b>"}\n\ndata: {"response":"<c>"}\n\ndata: [DONE]\n\n',
  );

  test('before the place where a stream was cut is not lost, and the cut is an error', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 2 }), cutsOf(bytes), (end, chunks) => {
        let left = end;
        const cut = chunks.map(chunk => {
          const piece = chunk.slice(0, Math.max(0, left));
          left -= chunk.length;
          return piece;
        });
        const received = new TextDecoder().decode(bytes.slice(0, end));
        const events = readBody(cut);
        const whole = [...received.matchAll(/\{"response":"(<.>)"\}/g)].map(([, text]) => text).join('');
        expect(textOf(events)).toBe(whole);
        const isDone = received.includes('[DONE]');
        expect(events.at(-1)).toMatchObject({
          type: 'finish',
          reason: { unified: isDone ? 'stop' : 'error' },
        });
        expect(events.some(({ type }) => type === 'error')).toBe(!isDone);
      }),
      runs,
    );
  });
});
