// 9. The kinds of model beside chat and embeddings: what a call costs in CPU time, and at its peak in memory.
import { compare, type Line, type Pair, ratioOf, short, spreadOf } from '../compare.ts';
import { inProcess } from '../fork.ts';
import { type MediaClient, type MediaKind, mediaClients, mediaKinds } from '../media.ts';
import { type Contestant, runRounds, shuffled } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { startSource } from '../serve.ts';

interface Case {
  readonly answer: string;
  readonly kind: MediaKind;
  readonly size: number;
  /** Without the size. */
  readonly url: string;
}

const whatOf = ({ kind, size }: Case) => `${kind.name}, ${kind.sizeName(size)}`;

const pairs: readonly Pair[] = [
  ['ours', 'raw fetch'],
  ['ours', 'workers-ai-provider 4'],
];

async function times(one: Case, rounds: number): Promise<Line[]> {
  const { kind, size, url } = one;
  const count = kind.count(size);
  const calls = Object.entries(kind.calls(`${url}&size=${size}`, size));
  const contestants = calls.map(
    ([name, call]): Contestant => ({
      name,
      run: async () => {
        for (let index = 0; index < count; index++) await call();
      },
    }),
  );
  const samples = await runRounds(contestants, { rounds });
  return compare({ what: whatOf(one), samples, per: { count, unit: 'a call' } }, pairs);
}

async function memory(one: Case, rounds: number): Promise<Line[]> {
  const { answer, kind, size, url } = one;
  const clients = mediaClients.filter(client => client in kind.calls(`${url}&size=${size}`, size));
  const peaks = new Map<MediaClient, number[]>(clients.map(client => [client, []]));
  for (let round = 0; round < rounds; round++) {
    for (const client of shuffled(clients)) {
      const peak = await inProcess<number>('media-at-once', [answer, client, String(size), url]);
      peaks.get(client)?.push(peak);
    }
  }
  const of = (client: MediaClient) => peaks.get(client) ?? [];
  const median = (client: MediaClient) => short(spreadOf(of(client)).median);
  return clients
    .filter(client => client !== 'ours')
    .map(against => ({
      what: `${whatOf(one)}, peak memory`,
      ours: 'ours',
      against,
      ratio: ratioOf(of('ours'), of(against)),
      costs: `${median('ours')} / ${median(against)} kB a call`,
    }));
}

export async function run({ rounds, quick }: RowOptions): Promise<RowResult> {
  const source = await startSource();
  const lines: Line[] = [];
  try {
    for (const [answer, kind] of Object.entries(mediaKinds)) {
      const url = source.url(`/media?kind=${answer}`);
      for (const size of quick ? kind.sizes.slice(0, 1) : kind.sizes) {
        const one = { answer, kind, size, url };
        // What is small tells less a round.
        const most = size > 2 ** 20 ? 3 : 9;
        lines.push(
          ...(await times(one, Math.min(rounds, most))),
          ...(await memory(one, Math.min(rounds, 5, most))),
        );
      }
    }
  } finally {
    source.stop();
  }
  const notes = [
    'The raw fetch encodes and decodes base64 and JSON as an app would by hand, and checks nothing.',
    'Memory is what calls add at their peak to that of the process before, in a process of their own: ten calls of 1 MB ' +
      'at once, one of 20 MB, 20 of documents, 100 decisions.',
  ];
  return { lines, notes };
}
