// 2. One event of many megabytes, in chunks of 1 kB: the cost has to grow with the size, and not with its square.
import { openaiCompatibleModel, oursModels, peerModel } from '../clients.ts';
import { compare, type Line, spreadOf } from '../compare.ts';
import { runRounds, type Samples } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { oneEvent, type Shape } from '../sse.ts';
import { answering, drains, floor } from './drain.ts';

const megabyte = 2 ** 20;

function cut(text: string, size: number): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) => bytes.slice(index * size, (index + 1) * size));
}

async function measure(shape: Shape, megabytes: number, rounds: number): Promise<Samples> {
  const length = megabytes * megabyte;
  const chunks = cut(oneEvent(shape, 'abcdefgh'.repeat(length / 8)), 1024);
  const fetch = answering(chunks);
  const drain = (name: string, model: Parameters<typeof drains>[1]['model']) =>
    drains(name, { model, length });
  const contestants = [
    floor('floor', { chunks }),
    drain(`v4 ${shape}`, oursModels(fetch, { shape }).v4),
    // Its cost grows with the square of the size: 16 MB take minutes.
    ...(megabytes <= 4 ? [drain('workers-ai-provider 4', peerModel(fetch, shape))] : []),
    ...(shape === 'openai' ? [drain('openai-compatible 3', openaiCompatibleModel(fetch))] : []),
  ];
  return runRounds(contestants, { rounds, warmUp: 1 });
}

/** How a cost grew, from one size to the next. */
function growth(shape: Shape, sizes: readonly { size: number; samples: Samples }[]): Line[] {
  const cost = (samples: Samples) => samples.get(`v4 ${shape}`)?.map(({ cpu }) => cpu) ?? [];
  return sizes.slice(1).map(({ size, samples }, index): Line => {
    const before = sizes[index];
    const smaller = before ? cost(before.samples) : [];
    const times = size / (before?.size ?? Number.NaN);
    const ratios = cost(samples).map((cpu, round) => cpu / (smaller[round] ?? Number.NaN));
    return {
      what: `one event, growth per byte`,
      ours: `v4 ${shape}, ${size} MB`,
      against: `${before?.size} MB`,
      ratio: spreadOf(ratios.map(ratio => ratio / times)),
      aim: 1.3,
    };
  });
}

export async function run({ rounds, quick }: RowOptions): Promise<RowResult> {
  const lines: Line[] = [];
  for (const shape of ['native', 'openai'] as const) {
    const sizes: { size: number; samples: Samples }[] = [];
    for (const size of quick ? [1, 4] : [1, 4, 16]) {
      const samples = await measure(shape, size, Math.min(rounds, 4));
      sizes.push({ size, samples });
      const comparison = { what: `one event of ${size} MB`, samples, per: { count: size, unit: 'a MB' } };
      lines.push(
        ...compare(comparison, [
          [`v4 ${shape}`, 'floor'],
          [`v4 ${shape}`, 'workers-ai-provider 4'],
          ...(shape === 'openai' ? [[`v4 ${shape}`, 'openai-compatible 3', 1] as const] : []),
        ]),
      );
    }
    lines.push(...growth(shape, sizes));
  }
  return { lines, notes: [] };
}
