// 4. A thousand slow streams at once, each client in a process of its own; and what a reader that stops holds back.
import { type Fetch, openaiCompatibleModel, oursModels, peer0Model, peerModel } from '../clients.ts';
import type { StreamsCost } from '../clients-at-once.ts';
import { exactly, type Line, ratioOf, short, spreadOf } from '../compare.ts';
import { inProcess } from '../fork.ts';
import { shuffled } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { startSource, streamPath } from '../serve.ts';
import { chunksOf } from '../sse.ts';

const clients = [
  'raw fetch',
  'doStream ours',
  'doStream workers-ai-provider 4',
  'doStream openai-compatible 3',
  'streamText ours',
  'streamText workers-ai-provider 4',
  'streamText openai-compatible 3',
] as const;

const measure = (client: string, { url, count }: { url: string; count: number }) =>
  inProcess<StreamsCost>('clients-at-once', [client, url, String(count)]);

const kinds = [
  ['rss', 'peak memory', 1024, 'kB'],
  ['heap', 'peak heap', 1024, 'kB'],
  ['cpu', 'CPU', 1, 'µs of CPU'],
] as const;

function compareCosts(costs: ReadonlyMap<string, readonly StreamsCost[]>, count: number): Line[] {
  return kinds.flatMap(([kind, what, unit, name]) =>
    clients
      .filter(client => !client.endsWith('ours'))
      .flatMap(against => {
        const same = against.split(' ')[0];
        return ['doStream ours', 'streamText ours']
          .filter(ours => same === 'raw' || ours.startsWith(same ?? ''))
          .map((ours): Line => {
            const of = (client: string) => costs.get(client)?.map(cost => cost[kind] / count / unit) ?? [];
            const [mine, theirs] = [of(ours), of(against)];
            const median = (values: number[]) => short(spreadOf(values).median);
            const shown = `${median(mine)} / ${median(theirs)} ${name} a stream`;
            return {
              what: `${count} streams, ${what}`,
              ours,
              against,
              ratio: ratioOf(mine, theirs),
              costs: shown,
            };
          });
      }),
  );
}

const chunks = chunksOf('native', { events: 2000, each: 1 });
const read = 50;

interface Streaming {
  doStream(options: {
    prompt: [];
    inputFormat: 'prompt';
    mode: { type: 'regular' };
  }): PromiseLike<{ stream: ReadableStream<unknown> }>;
}

/** How many chunks a source has given once a reader stopped behind some parts. */
async function givenTo(modelOf: (fetch: Fetch) => Streaming): Promise<number> {
  let given = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: controller => {
        const chunk = chunks[given++];
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const response = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  const model = modelOf(async () => response);
  const { stream } = await model.doStream({ prompt: [], inputFormat: 'prompt', mode: { type: 'regular' } });
  const reader = stream.getReader();
  for (let parts = 0; parts < read; parts++) await reader.read();
  let before = -1;
  while (before !== given) {
    before = given;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  await reader.cancel().catch(() => {});
  return given;
}

async function backpressure(): Promise<Line[]> {
  const shape = 'native';
  const ours = await Promise.all(
    (['v1', 'v2', 'v3', 'v4'] as const).map(async version => {
      const given = await givenTo(fetch => oursModels(fetch, { shape })[version]);
      return [version, given, 1.5] as const;
    }),
  );
  const peers = [
    ['workers-ai-provider 4', await givenTo(fetch => peerModel(fetch, shape)), undefined],
    ['workers-ai-provider 0.7', await givenTo(fetch => peer0Model(fetch, shape)), undefined],
    ['openai-compatible 3', await givenTo(openaiCompatibleModel), undefined],
  ] as const;
  return [...ours, ...peers].map(([name, given, aim]): Line => {
    return {
      what: 'a reader that stops',
      ours: name,
      against: `${read} parts read`,
      ratio: exactly(given / read),
      aim,
      costs: `${given} of ${chunks.length} chunks were given`,
    };
  });
}

export async function run({ rounds, quick }: RowOptions): Promise<RowResult> {
  const count = quick ? 200 : 1000;
  const source = await startSource();
  const costs = new Map<string, StreamsCost[]>(clients.map(client => [client, []]));
  try {
    const url = source.url(streamPath({ shape: 'openai', events: 10, each: 1, gap: 300 }));
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      for (const client of shuffled(clients)) costs.get(client)?.push(await measure(client, { url, count }));
    }
  } finally {
    source.stop();
  }
  const notes = [
    'A stream has 10 events, one in 300 ms. Memory is what was added to that of the process before.',
  ];
  return { lines: [...compareCosts(costs, count), ...(await backpressure())], notes };
}
