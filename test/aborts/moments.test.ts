import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rejection } from '../transport/stub-fetch.ts';
import { entries, operationsOf, type Part } from './entries.ts';
import { type Plan, type Service, services } from './services.ts';

const word = (text: string) => `data: {"response":${JSON.stringify(text)}}\n\n`;
const words = ['Once ', 'upon ', 'a ', 'time'].map(word);
const done = 'data: [DONE]\n\n';

let service: Service;
const unhandled = vi.fn();

beforeEach(() => {
  // What a timer would let go stays: only an abort or a cancel is seen.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  unhandled.mockClear();
  process.on('unhandledRejection', unhandled);
});

afterEach(async () => {
  vi.useRealTimers();
  await service.close();
  // A rejection is unhandled once the microtasks and a turn of the loop have passed.
  await new Promise(resolve => setTimeout(resolve, 0));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

const rows = Object.keys(entries).flatMap(entry => Object.keys(services).map(way => ({ entry, way })));

async function open({ entry, way }: { entry: string; way: string }, plan: Plan) {
  const [serve, create] = [services[way], entries[entry]];
  if (!serve || !create) throw new Error('There is no such row.');
  service = await serve(plan);
  return create(service.settings);
}

const textOf = (part: Part): string => {
  const text = 'textDelta' in part ? part.textDelta : 'delta' in part ? part.delta : '';
  return typeof text === 'string' ? text : '';
};

/** Reads until so many words have come: what a socket brings at once leaves as one part. */
async function readWords(reader: ReadableStreamDefaultReader<Part>, count: number): Promise<void> {
  for (let text = ''; text.split(' ').length <= count; ) {
    const { done, value } = await reader.read();
    if (done) throw new Error('The stream ended.');
    text += textOf(value);
  }
}

const reason = new Error('enough');

/** The call of an operation that its entry has. */
const asked = async (call: PromiseLike<unknown> | undefined) => call ?? 'no such operation';

describe.each(rows)('$entry over $way', row => {
  test.each(operationsOf[row.entry] ?? [])(
    'aborted before the call, %s sends nothing and rejects with the reason',
    async what => {
      const model = await open(row, { chunks: [] });
      expect(await rejection(asked(model[what]?.(AbortSignal.abort(reason))))).toBe(reason);
      expect(service.requests()).toBe(0);
    },
  );

  test.each(operationsOf[row.entry] ?? [])(
    'aborted while the headers are awaited, %s rejects with the reason',
    async what => {
      const model = await open(row, { chunks: undefined });
      const abort = new AbortController();
      const outcome = rejection(asked(model[what]?.(abort.signal)));
      await expect.poll(service.requests).toBe(1);
      abort.abort(reason);
      expect(await outcome).toBe(reason);
      if (row.way !== 'a fetch that drops its signal') await expect.poll(service.isLetGo).toBe(true);
    },
  );

  test.each([0, 1, 3])('aborted after %i words, a stream fails with the reason', async count => {
    const model = await open(row, { chunks: words.slice(0, count) });
    const abort = new AbortController();
    const reader = (await model.stream(abort.signal)).getReader();
    await readWords(reader, count);
    const next = readWords(reader, 1);
    abort.abort(reason);
    await expect(next).rejects.toBe(reason);
    await expect.poll(service.isLetGo).toBe(true);
  });

  test('a consumer that cancels lets the body go', async () => {
    const model = await open(row, { chunks: words });
    const reader = (await model.stream(new AbortController().signal)).getReader();
    await readWords(reader, 1);
    await reader.cancel('no more');
    await expect.poll(service.isLetGo).toBe(true);
  });

  test('a loop that ends early lets the body go', async () => {
    const model = await open(row, { chunks: words });
    for await (const part of await model.stream()) if (part.type === 'text-delta') break;
    await expect.poll(service.isLetGo).toBe(true);
  });

  test('a consumer that throws lets the body go', async () => {
    const model = await open(row, { chunks: words });
    const consume = async () => {
      for await (const part of await model.stream()) if (part.type === 'text-delta') throw reason;
    };
    expect(await rejection(consume())).toBe(reason);
    await expect.poll(service.isLetGo).toBe(true);
  });

  test('aborted behind its end, a stream stays whole', async () => {
    const model = await open(row, { chunks: [...words, done], ends: true });
    const abort = new AbortController();
    const types: string[] = [];
    for await (const part of await model.stream(abort.signal)) {
      types.push(part.type);
      if (part.type === 'finish') abort.abort(reason);
    }
    expect(types.at(-1)).toBe('finish');
  });

  test('aborted at the moment of its end, a stream either ends or fails with the reason', async () => {
    const model = await open(row, { chunks: [...words, done], ends: true });
    const abort = new AbortController();
    const reader = (await model.stream(abort.signal)).getReader();
    await readWords(reader, 1);
    const rest = (async () => {
      for (;;) if ((await reader.read()).done) return 'ended';
    })();
    queueMicrotask(() => abort.abort(reason));
    expect(['ended', reason]).toContain(await rest.catch((error: unknown) => error));
  });
});
