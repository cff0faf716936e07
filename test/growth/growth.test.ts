import { describe, expect, test } from 'vitest';
import { createWorkersAI as createWorkersAI4 } from '../../src/ai4.ts';
import { createWorkersAI as createWorkersAI7 } from '../../src/ai7.ts';
import { cpuOf } from './cpu.ts';
import { type Stream, streams } from './streams.ts';

/** Chunks one by one, as a network brings them. */
function answer(chunks: readonly string[]): Response {
  const encoder = new TextEncoder();
  let next = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: controller => {
        const chunk = chunks[next++];
        if (chunk === undefined) controller.close();
        else controller.enqueue(encoder.encode(chunk));
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

const settings = { accountId: 'acc', apiKey: 'key', gateway: 'gw' };
const model = '@cf/meta/llama-3.2-1b-instruct';
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];

/** Reads a stream to its end as the AI SDK does. */
const entries = {
  ai4: async (chunks: readonly string[]) => {
    const provider = createWorkersAI4({ ...settings, fetch: async () => answer(chunks) });
    const call = { inputFormat: 'prompt' as const, mode: { type: 'regular' as const }, prompt };
    return provider(model).doStream(call);
  },
  ai7: async (chunks: readonly string[], call: Stream['call']) => {
    const provider = createWorkersAI7({ ...settings, fetch: async () => answer(chunks) });
    return provider(model).doStream({ prompt, ...call });
  },
};

async function readAll(stream: ReadableStream<unknown>): Promise<void> {
  const reader = stream.getReader();
  while (!(await reader.read()).done);
}

/** How much longer four times the work takes, at best of three: what is not linear is it every time. */
async function growth(
  read: (chunks: readonly string[]) => Promise<unknown>,
  { n, chunks }: Stream,
): Promise<number> {
  const [small, large] = [chunks(n), chunks(4 * n)];
  await read(small);
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && best > 6; attempt++) {
    const one = await cpuOf(() => read(small));
    const four = await cpuOf(() => read(large));
    best = Math.min(best, four / Math.max(one, 5));
  }
  return best;
}

describe.each(['ai7', 'ai4'] as const)(
  'four times as much takes at most six times the CPU with %s',
  entry => {
    const cases = streams.filter(({ call }) => entry === 'ai7' || call === undefined);
    test.each(cases)('$name', async stream => {
      const read = async (chunks: readonly string[]) =>
        readAll((await entries[entry](chunks, stream.call)).stream);
      expect(await growth(read, stream)).toBeLessThan(6);
    });
  },
);
