// 12. Everything on the path of a stream and of a request, at n, 4n and 16n: a piece must cost the same.
import { streams } from '../../growth/streams.ts';
import { oursModels } from '../clients.ts';
import { compare, type Line } from '../compare.ts';
import { requests } from '../growing-requests.ts';
import { type Contestant, runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { wholeAnswer } from '../sse.ts';
import { answering } from './drain.ts';

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
const times = [1, 4, 16];
const nameOf = (factor: number) => (factor === 1 ? 'n' : `${factor}n`);

/** As often as makes up for the size, so that each run does the same work. */
const repeated = (factor: number, once: () => Promise<unknown>): Contestant => ({
  name: nameOf(factor),
  run: async () => {
    for (let done = 0; done < Math.max(...times); done += factor) await once();
  },
});

async function readAll(stream: ReadableStream<unknown>): Promise<void> {
  const reader = stream.getReader();
  while (!(await reader.read()).done);
}

/** `n` is what `test/growth` begins with: runs here are repeated, so that a fifth of it is enough. */
type Work = readonly [what: string, n: number, of: (n: number) => () => Promise<unknown>];

const reading = streams.map(({ name, n, chunks, call }): Work => {
  const encoder = new TextEncoder();
  return [
    `reading ${name}`,
    n,
    count => {
      const fetch = answering(chunks(count).map(chunk => encoder.encode(chunk)));
      const model = oursModels(fetch, { shape: 'openai' }).v4;
      return async () => readAll((await model.doStream({ prompt, ...call })).stream);
    },
  ];
});

const building = requests.map(({ name, n, call }): Work => {
  const model = oursModels(async () => Response.json(wholeAnswer.openai), { shape: 'openai' }).v4;
  return [
    `building ${name}`,
    n,
    count => {
      const options = call(count);
      return async () => model.doGenerate(options);
    },
  ];
});

async function measure([what, n, of]: Work, { rounds, quick }: RowOptions): Promise<Line[]> {
  const least = Math.ceil(n / (quick ? 10 : 5));
  const contestants = times.map(factor => repeated(factor, of(least * factor)));
  const samples = await runRounds(contestants, { rounds, warmUp: 2 });
  const per = { count: least * Math.max(...times), unit: 'a piece' };
  return compare({ what, samples, per }, [
    ['4n', 'n', 1.3],
    ['16n', 'n', 1.3],
  ]);
}

export async function run(options: RowOptions): Promise<RowResult> {
  const lines: Line[] = [];
  for (const work of [...reading, ...building]) {
    lines.push(...(await measure(work, { ...options, rounds: Math.min(options.rounds, 3) })));
  }
  return { lines, notes: ['Every run reads or builds as many pieces: 16 × n, 4 × 4n or 1 × 16n.'] };
}
