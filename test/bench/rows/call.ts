// 3. A whole generateText call beside the raw fetch of the same answer, and the time until the first text is there.
import { generateText, type LanguageModel, streamText } from 'ai';
import { generateText as generateText4, type LanguageModelV1, streamText as streamText4 } from 'ai4';
import { type Fetch, openaiCompatibleModel, oursModels, peer0Model, peerModel } from '../clients.ts';
import { compare, type Line, type Pair } from '../compare.ts';
import { type Contestant, runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { type Source, startSource } from '../serve.ts';
import { type Shape, textOf } from '../sse.ts';

const prompt = 'How long does a cache keep an answer?';

const request: RequestInit = {
  method: 'POST',
  headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
  body: JSON.stringify({ messages: [{ role: 'user', content: prompt }] }),
};

const to =
  (url: string): Fetch =>
  (_, init) =>
    fetch(url, init);

/** So many calls, so many at a time. */
async function calls(once: () => Promise<unknown>, { count, atOnce }: { count: number; atOnce: number }) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await once();
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

const message = [{ role: 'user' as const, content: [{ type: 'text' as const, text: prompt }] }];

function generating(source: Source): [name: string, once: () => Promise<unknown>][] {
  const from = (shape: Shape) => to(source.url(`/answer?shape=${shape}`));
  const here = oursModels(from('native'), { shape: 'native' });
  const expected = textOf(40).length;
  const expect = (text: string) => {
    if (text.length !== expected) throw new Error(`The answer was ${JSON.stringify(text)}.`);
  };
  const ai7 = (model: LanguageModel) => async () => expect((await generateText({ model, prompt })).text);
  const ai4 = (model: LanguageModelV1) => async () => expect((await generateText4({ model, prompt })).text);
  return [
    ['raw fetch', async () => (await fetch(source.url('/answer?shape=native'), request)).json()],
    ['v4 doGenerate', () => Promise.resolve(here.v4.doGenerate({ prompt: message }))],
    ['ai@7', ai7(here.v4)],
    ['ai@7 workers-ai-provider 4', ai7(peerModel(from('native'), 'native'))],
    ['ai@7 openai-compatible 3', ai7(openaiCompatibleModel(from('openai')))],
    ['ai@4', ai4(here.v1)],
    ['ai@4 workers-ai-provider 0.7', ai4(peer0Model(from('native'), 'native'))],
  ];
}

const generatePairs: Pair[] = [
  ['v4 doGenerate', 'raw fetch'],
  ['ai@7', 'raw fetch'],
  ['ai@7', 'ai@7 workers-ai-provider 4'],
  ['ai@7', 'ai@7 openai-compatible 3'],
  ['ai@4', 'raw fetch'],
  ['ai@4', 'ai@4 workers-ai-provider 0.7'],
];

/** Microseconds until the first piece is there; the rest is read all the same. */
async function untilFirst(pieces: () => AsyncIterable<unknown>): Promise<number> {
  const start = performance.now();
  let first = 0;
  for await (const _ of pieces()) first ||= performance.now() - start;
  return first * 1000;
}

async function* rawChunks(url: string): AsyncIterable<Uint8Array> {
  const { body } = await fetch(url, request);
  for await (const chunk of body ?? []) yield chunk;
}

function streaming(source: Source, count: number): Contestant[] {
  const url = (shape: Shape) => source.url(`/stream?shape=${shape}&events=4&each=1`);
  const here = oursModels(to(url('native')), { shape: 'native' });
  const ai7 = (model: LanguageModel) => () => streamText({ model, prompt }).textStream;
  const ai4 = (model: LanguageModelV1) => () => streamText4({ model, prompt }).textStream;
  const all: [name: string, pieces: () => AsyncIterable<unknown>][] = [
    ['raw fetch', () => rawChunks(url('native'))],
    ['ai@7', ai7(here.v4)],
    ['ai@7 workers-ai-provider 4', ai7(peerModel(to(url('native')), 'native'))],
    ['ai@7 openai-compatible 3', ai7(openaiCompatibleModel(to(url('openai'))))],
    ['ai@4', ai4(here.v1)],
    ['ai@4 workers-ai-provider 0.7', ai4(peer0Model(to(url('native')), 'native'))],
  ];
  return all.map(([name, pieces]) => ({
    name,
    run: async () => {
      let sum = 0;
      for (let index = 0; index < count; index++) sum += await untilFirst(pieces);
      return sum;
    },
  }));
}

const streamPairs: Pair[] = generatePairs.filter(([ours]) => ours !== 'v4 doGenerate');

export async function run({ rounds, quick }: RowOptions): Promise<RowResult> {
  const source = await startSource();
  const lines: Line[] = [];
  const count = quick ? 64 : 192;
  try {
    for (const atOnce of [1, 64]) {
      const contestants = generating(source).map(([name, once]) => ({
        name,
        run: () => calls(once, { count, atOnce }),
      }));
      const samples = await runRounds(contestants, { rounds });
      const what = `generateText, ${atOnce} at once`;
      lines.push(...compare({ what, samples, per: { count, unit: 'a call' } }, generatePairs));
    }
    const first = quick ? 20 : 50;
    const samples = await runRounds(streaming(source, first), { rounds });
    const per = { count: first, unit: 'a call' };
    lines.push(...compare({ what: 'time to the first text', samples, per, by: 'wall' }, streamPairs));
  } finally {
    source.stop();
  }
  return { lines, notes: ['The raw fetch reads the first byte of the answer and parses nothing.'] };
}
