// 1. doStream drained in process: what reading itself costs, without a network and without the AI SDK.
import { type Fetch, openaiCompatibleModel, oursModels, peer0Model, peerModel } from '../clients.ts';
import { compare, type Line, type Pair } from '../compare.ts';
import { createLines, readLines } from '../floor.ts';
import { type Contestant, runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { chunksOf, type Shape, textOf } from '../sse.ts';

/** A body that gives its chunks when asked. */
export function bodyOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream(
    {
      pull: controller => {
        const chunk = chunks[next++];
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

export const answering =
  (chunks: readonly Uint8Array[]): Fetch =>
  async () =>
    new Response(bodyOf(chunks), { headers: { 'content-type': 'text/event-stream' } });

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }] }];

/** Calls as the AI SDK makes them, for all versions. */
const call = { prompt, inputFormat: 'prompt' as const, mode: { type: 'regular' as const } };

interface Streaming {
  doStream(options: typeof call): PromiseLike<{ stream: ReadableStream<object> }>;
}

/** A contestant that reads all parts, and is wrong if their text is shorter than what was sent. */
export const drains = (
  name: string,
  { model, length }: { model: Streaming; length: number },
): Contestant => ({
  name,
  run: async () => {
    const { stream } = await model.doStream(call);
    const reader = stream.getReader();
    let got = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if ('delta' in value && typeof value.delta === 'string') got += value.delta.length;
      else if ('textDelta' in value && typeof value.textDelta === 'string') got += value.textDelta.length;
    }
    if (got !== length) throw new Error(`${name}: ${got} characters came, not ${length}.`);
  },
});

export const floor = (name: string, { chunks }: { chunks: readonly Uint8Array[] }): Contestant => ({
  name,
  run: async () => {
    let values = 0;
    await readLines(bodyOf(chunks), value => {
      if (value) values += 1;
    });
    if (values === 0) throw new Error(`${name}: no event came.`);
  },
});

/** The floor, as a stream of one part an event: the least that can stand behind `doStream` without joining. */
const streamedFloor = (name: string, { chunks }: { chunks: readonly Uint8Array[] }): Contestant => ({
  name,
  run: async () => {
    const source = bodyOf(chunks).getReader();
    let push: (chunk: Uint8Array) => void = () => {};
    const stream = new ReadableStream<unknown>(
      {
        start: controller => {
          push = createLines(value => controller.enqueue(value));
        },
        pull: async controller => {
          const { done, value } = await source.read();
          if (done) controller.close();
          else push(value);
        },
      },
      { highWaterMark: 0 },
    );
    const reader = stream.getReader();
    while (!(await reader.read()).done);
  },
});

interface Case {
  readonly shape: Shape;
  readonly chunks: readonly Uint8Array[];
  readonly events: number;
}

function contestants({ shape, chunks, events }: Case): Contestant[] {
  const fetch = answering(chunks);
  const length = textOf(events).length;
  const drain = (name: string, model: Streaming) => drains(`${shape} ${name}`, { model, length });
  const joined = Object.entries(oursModels(fetch, { shape }));
  const apart = oursModels(fetch, { shape, joinDeltas: false });
  return [
    floor(`${shape} floor`, { chunks }),
    streamedFloor(`${shape} floor as a stream`, { chunks }),
    ...joined.map(([version, model]) => drain(version, model)),
    drain('v4 unjoined', apart.v4),
    drain('workers-ai-provider 4', peerModel(fetch, shape)),
    drain('workers-ai-provider 0.7', peer0Model(fetch, shape)),
    ...(shape === 'openai' ? [drain('openai-compatible 3', openaiCompatibleModel(fetch))] : []),
  ];
}

function pairs(shape: Shape): Pair[] {
  const of = (ours: string, against: string, aim?: number): Pair => [
    `${shape} ${ours}`,
    `${shape} ${against}`,
    aim,
  ];
  return [
    ...['v1', 'v2', 'v3', 'v4'].map(version => of(version, 'floor', 1.6)),
    of('v4 unjoined', 'floor'),
    of('v4 unjoined', 'floor as a stream'),
    of('v1', 'workers-ai-provider 0.7', 1 / 2),
    of('v4', 'workers-ai-provider 4', 1 / 2),
    of('v4 unjoined', 'workers-ai-provider 4'),
    ...(shape === 'openai'
      ? [of('v4', 'openai-compatible 3', 1 / 4), of('v4 unjoined', 'openai-compatible 3')]
      : []),
  ];
}

export async function run({ rounds, quick }: RowOptions): Promise<RowResult> {
  const events = quick ? 8000 : 20_000;
  const lines: Line[] = [];
  for (const each of [1, 20]) {
    for (const shape of ['native', 'openai'] as const) {
      const chunks = chunksOf(shape, { events, each });
      const samples = await runRounds(contestants({ shape, chunks, events }), { rounds, warmUp: 4 });
      const what = `doStream, ${each} a chunk`;
      lines.push(...compare({ what, samples, per: { count: events, unit: 'an event' } }, pairs(shape)));
    }
  }
  return { lines, notes: [] };
}
