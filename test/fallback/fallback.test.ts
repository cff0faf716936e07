import { APICallError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import type { FallbackMove } from '../../src/fallback/options.ts';
import { rejection } from '../transport/stub-fetch.ts';
import {
  acts,
  answering,
  type Entry,
  entries,
  failing,
  finish,
  streamOf,
  versionOf,
  ways,
} from './entries.ts';

const overloaded = (more: object = {}) =>
  new APICallError({
    message: 'Overloaded',
    url: 'https://vendor.example',
    requestBodyValues: { asked: true },
    statusCode: 503,
    responseHeaders: { 'retry-after': '7' },
    responseBody: 'busy',
    data: { code: 3040 },
    ...more,
  });

const rows = entries.flatMap(entry => ways.map(way => ({ entry, way, name: `${entry.name}, ${way}` })));

describe.each(rows)('a fallback of $name', ({ entry, way }) => {
  const act = acts[way];

  test('asks only the first where it answers, and names it', async () => {
    const [first, second] = [answering(entry, { modelId: 'a' }), answering(entry, { modelId: 'b' })];
    const outcome = await act(entry.fallback([first.model, second.model]), entry.call);
    expect(outcome).toMatchObject({ text: 'a', modelId: 'a', fallback: undefined, warnings: [] });
    expect(second.calls).toEqual([]);
  });

  test('begins each call at the first', async () => {
    const moves: FallbackMove[] = [];
    const first = failing(entry, { error: overloaded() });
    const model = entry.fallback([first.model, answering(entry, { modelId: 'b' }).model], {
      onFallback: move => moves.push(move),
    });
    await act(model, entry.call);
    await act(model, entry.call);
    expect(first.calls).toHaveLength(2);
    expect(moves).toEqual(
      Array(2).fill({
        error: expect.objectContaining({ statusCode: 503 }),
        from: { provider: 'vendor.chat', modelId: 'first' },
        to: { provider: 'other.chat', modelId: 'b' },
      }),
    );
  });

  test('that failed throws the last error with every attempt, and is not retryable', async () => {
    const last = overloaded({ statusCode: 529 });
    const members = [failing(entry, { error: overloaded() }), failing(entry, { error: last, modelId: 'b' })];
    const models = members.map(({ model }) => model);
    expect(await rejection(act(entry.fallback(models), entry.call))).toMatchObject({
      name: 'AI_APICallError',
      message: 'Overloaded',
      statusCode: 529,
      responseHeaders: { 'retry-after': '7' },
      responseBody: 'busy',
      isRetryable: false,
      cause: last,
      data: {
        code: 3040,
        attempts: [
          { provider: 'vendor.chat', modelId: 'first', error: expect.objectContaining({ statusCode: 503 }) },
          { provider: 'vendor.chat', modelId: 'b', error: last },
        ],
      },
    });
    const kept = entry.fallback(models, { retryable: 'last' });
    expect(await rejection(act(kept, entry.call))).toMatchObject({ isRetryable: true });
  });

  test('throws a last error that is no APICallError as it is', async () => {
    const last = new DOMException('late', 'TimeoutError');
    const models = [failing(entry, { error: overloaded() }), failing(entry, { error: last })];
    expect(await rejection(act(entry.fallback(models.map(({ model }) => model)), entry.call))).toBe(last);
  });

  test('asks `when` first, but not about an abort', async () => {
    const asked: unknown[] = [];
    const run = (error: unknown, decision: boolean | undefined) => {
      const models = [failing(entry, { error }).model, answering(entry, { modelId: 'b' }).model];
      const when = (...given: unknown[]) => {
        asked.push(given);
        return decision;
      };
      return act(entry.fallback(models, { when }), entry.call);
    };
    const wrong = overloaded({ statusCode: 400, data: undefined });
    expect(await run(wrong, true)).toMatchObject({ text: 'b' });
    expect(await rejection(run(overloaded(), false))).toMatchObject({ statusCode: 503, isRetryable: true });
    expect(await run(overloaded(), undefined)).toMatchObject({ text: 'b' });
    expect(asked[0]).toEqual([wrong, { provider: 'vendor.chat', modelId: 'first' }]);
    const abort = new DOMException('stopped', 'AbortError');
    expect(await rejection(run(abort, true))).toBe(abort);
    expect(asked).toHaveLength(3);
  });

  test('gives up a member after `timeoutMs`, and the next has its own time', async () => {
    const seen: (AbortSignal | undefined)[] = [];
    const never = (call: { abortSignal?: AbortSignal }) => {
      seen.push(call.abortSignal);
      return new Promise<never>(() => {});
    };
    const deaf = entry.mock({ provider: 'vendor.chat', modelId: 'deaf' }, { generate: never, stream: never });
    const second = answering(entry, { modelId: 'b' });
    const call = { ...entry.call, abortSignal: new AbortController().signal };
    const outcome = await act(entry.fallback([{ model: deaf, timeoutMs: 5 }, second.model]), call);
    expect(outcome).toMatchObject({
      text: 'b',
      fallback: [{ modelId: 'deaf', message: 'deaf did not begin to answer within 5 ms.' }],
    });
    expect(seen[0]?.aborted).toBe(true);
    expect(second.calls[0]?.abortSignal?.aborted).toBe(false);
    expect(await rejection(act(entry.fallback([deaf], { timeoutMs: 5 }), call))).toMatchObject({
      name: 'AI_APICallError',
      isRetryable: false,
    });
  });

  test('replaces a fallback among its members by those', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map(modelId => failing(entry, { error: overloaded(), modelId }).model);
    if (!a || !b || !c) throw new Error('There are three.');
    const model = entry.fallback([
      entry.fallback([a, b]),
      { model: c },
      answering(entry, { modelId: 'd' }).model,
    ]);
    expect(model).toMatchObject({ provider: 'workersai.fallback', modelId: 'a,b,c,d' });
    const { fallback } = await act(model, entry.call);
    expect(fallback).toMatchObject([{ modelId: 'a' }, { modelId: 'b' }, { modelId: 'c' }]);
  });

  test('sends keys of the call to the first vendor alone, and the member its own headers', async () => {
    const members = [
      failing(entry, { error: overloaded() }),
      failing(entry, { error: overloaded() }),
      answering(entry, { modelId: 'b' }),
    ];
    const [first, same, other] = members;
    const models = members.map(({ model }) => ({
      model,
      headers: { 'X-Own': 'member', 'x-team': 'member' },
    }));
    const headers = { Authorization: 'Bearer secret', 'x-api-key': 'secret', 'X-Team': 'call' };
    await act(entry.fallback(models), { ...entry.call, headers });
    const own = { 'x-own': 'member', 'x-team': 'member' };
    const keys = { authorization: 'Bearer secret', 'x-api-key': 'secret' };
    expect(first?.calls[0]?.headers).toEqual({ ...own, ...keys });
    expect(same?.calls[0]?.headers).toEqual({ ...own, ...keys });
    expect(other?.calls[0]?.headers).toEqual(own);
  });

  test("lays the member's provider options over the call's", async () => {
    const { model, calls } = answering(entry, { modelId: 'a' });
    const key = entry.name === 'ai4' ? 'providerMetadata' : 'providerOptions';
    await act(entry.fallback([{ model, providerOptions: { other: { effort: 'low', user: 'member' } } }]), {
      ...entry.call,
      [key]: { other: { user: 'call' }, vendor: { store: false } },
    });
    expect(calls[0]?.[key]).toEqual({ other: { effort: 'low', user: 'member' }, vendor: { store: false } });
  });

  test('drops reasoning that another vendor wrote, and the message that was nothing else', async () => {
    const { model, calls } = answering(entry, { modelId: 'a', provider: 'groq.chat' });
    const thought = (vendor?: string) => ({
      type: 'reasoning',
      text: 'Hm',
      ...(vendor && {
        [entry.name === 'ai4' ? 'providerMetadata' : 'providerOptions']: { [vendor]: { id: 1 } },
      }),
    });
    const answer = { type: 'text', text: 'Hello' };
    const prompt = [
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
      { role: 'assistant', content: [thought('openai')] },
      { role: 'assistant', content: [thought('groq'), thought(), answer] },
    ];
    const strangers = [failing(entry, { error: overloaded() }).model, model];
    await act(entry.fallback(strangers), { ...entry.call, prompt });
    expect(calls[0]?.prompt).toEqual([prompt[0], { role: 'assistant', content: [thought('groq'), answer] }]);
    await act(entry.fallback([model]), { ...entry.call, prompt });
    expect(calls[1]?.prompt).toEqual([prompt[0], prompt[2]]);
    await act(entry.fallback(strangers, { reasoning: 'keep' }), { ...entry.call, prompt });
    expect(calls[2]?.prompt).toEqual(prompt);
  });

  test.each([
    ['mistral.chat', ['aB3dE6gH9', '000000000', '000000001']],
    ['anthropic.messages', ['aB3dE6gH9', 'call_1', '000000000']],
    ['workersai.chat', ['aB3dE6gH9', 'call_1', 'functions.weather:0']],
  ])('gives %s only ids of tool calls that it takes', async (provider, ids) => {
    const { model, calls } = answering(entry, { modelId: 'a', provider });
    const called = (toolCallId: string) => ({ type: 'tool-call', toolCallId, toolName: 'weather' });
    const result = (toolCallId: string) => ({ ...called(toolCallId), type: 'tool-result' });
    const promptWith = (all: readonly string[]) => [
      { role: 'assistant', content: all.map(called) },
      { role: 'tool', content: all.toReversed().map(result) },
    ];
    const prompt = promptWith(['aB3dE6gH9', 'call_1', 'functions.weather:0']);
    await act(entry.fallback([model]), { ...entry.call, prompt });
    expect(calls[0]?.prompt).toEqual(promptWith(ids));
  });
});

describe.each(entries)('a stream of a fallback of $name', entry => {
  test('has one start, with the warnings of who answered', async () => {
    const cancelled: unknown[] = [];
    const start = (message: string) => ({ type: 'stream-start', warnings: [{ type: 'other', message }] });
    const error = overloaded();
    const parts = [
      start('of the first'),
      { type: 'response-metadata', modelId: 'x' },
      { type: 'error', error },
    ];
    const first = entry.mock(
      { provider: 'vendor.chat', modelId: 'first' },
      {
        stream: async () =>
          new ReadableStream({
            pull: controller => controller.enqueue(parts.shift() ?? finish(entry)),
            cancel: reason => void cancelled.push(reason),
          }),
      },
    );
    const second = entry.mock(
      { provider: 'other.chat', modelId: 'b' },
      {
        stream: async () =>
          streamOf([
            start('of the second'),
            { type: 'response-metadata', modelId: 'b-2026' },
            entry.text('Hi'),
            finish(entry),
          ]),
      },
    );
    const outcome = await acts.stream(entry.fallback([first, second]), entry.call);
    expect(outcome.types).toEqual(['stream-start', 'response-metadata', 'text-delta', 'finish']);
    expect(outcome).toMatchObject({
      modelId: 'b-2026',
      warnings: [{ message: 'of the second' }, { message: 'b answered. first failed: Overloaded' }],
    });
    expect(cancelled).toEqual([error]);
  });

  test('that breaks before its first part is asked of the next', async () => {
    const broken = async () =>
      new ReadableStream({
        start: controller =>
          controller.error(Object.assign(new TypeError('terminated'), { cause: { code: 'UND_ERR_SOCKET' } })),
      });
    const first = entry.mock({ provider: 'vendor.chat', modelId: 'first' }, { stream: broken });
    const model = entry.fallback([first, answering(entry, { modelId: 'b' }).model]);
    expect(await acts.stream(model, entry.call)).toMatchObject({ text: 'b' });
  });

  test('that is cancelled cancels that of the member', async () => {
    const reasons: unknown[] = [];
    const endless = async () =>
      new ReadableStream({
        pull: controller => controller.enqueue(entry.text('a')),
        cancel: reason => void reasons.push(reason),
      });
    const model = entry.fallback([entry.mock({ provider: 'a.chat', modelId: 'a' }, { stream: endless })]);
    const { stream } = await model.doStream(entry.call);
    await stream.cancel('enough');
    expect(reasons).toEqual(['enough']);
  });
});

describe.each(entries)('$name refuses a fallback', (entry: Entry) => {
  const { model } = answering(entry, { modelId: 'a' });
  const other = entries.find(({ name }) => name !== entry.name)?.workersai({})('@cf/a');

  test.each<[string, unknown, unknown, RegExp]>([
    ['of nothing', [], {}, /^Setting models must have at least one model\.$/],
    ['of an id', ['@cf/a'], {}, /^Setting models\[0\]\.model must be a language model .*, not ".*cf\/a"\.$/],
    ['of a member that is an id', [model, { model: '@cf/a' }], {}, /^Setting models\[1\]\.model must be /],
    ['of a member without a model', [{ model: undefined }], {}, /^Setting models\[0\]\.model must be /],
    ['of a number', [1], {}, /^Setting models\[0\]\.model must be a language model .*, not 1\.$/],
    ['of another version', [other], {}, /^Setting models\[0\]\.model must be .* \(specification v\d;/],
    [
      'of embeddings',
      [{ doEmbed: () => {}, specificationVersion: versionOf(entry) }],
      {},
      /^Setting models\[0\]\.model must be .*embeddings have no fallback: vectors of two models do not compare/,
    ],
    ['with an unknown key', [{ model, timeout: 5 }], {}, /^Setting models\[0\]\.timeout is unknown/],
    ['with a wrong time', [model], { timeoutMs: 0 }, /^Setting timeoutMs must be a whole number/],
    ['with an unknown option', [model], { retries: 2 }, /^Setting retries is unknown/],
    ['with a wrong callback', [model], { when: true }, /^Setting when must be a function, not true\.$/],
  ])('%s', (_name, models, options, message) => {
    const make = () => entry.fallback(models as never, options as never);
    expect(make).toThrow(
      expect.objectContaining({ name: 'AI_InvalidArgumentError', message: expect.stringMatching(message) }),
    );
  });
});
