// 0. A whole streamText call over loopback: what an app pays for each event that the service sends.
import { streamText } from 'ai';
import { streamText as streamText4 } from 'ai4';
import { type Fetch, openaiCompatibleModel, oursModels, peer0Model, peerModel } from '../clients.ts';
import { compare, type Line, type Pair, short } from '../compare.ts';
import { mockV1, mockV4 } from '../mocks.ts';
import { readsSoFar } from '../reads.ts';
import { type Contestant, chosen, runRounds, type Samples } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { lockstepPath, type Source, startSource } from '../serve.ts';
import { type Shape, textOf } from '../sse.ts';

const prompt = 'How long does a cache keep an answer?';
const fail = ({ error }: { error: unknown }) => console.error(error);

interface Case {
  readonly source: Source;
  readonly events: number;
  readonly each: number;
}

/** A contestant that reads all of the text, and is wrong if it is not what was sent. */
const reads = (name: string, events: number, text: () => AsyncIterable<string>): Contestant => ({
  name,
  run: async () => {
    let length = 0;
    for await (const delta of text()) length += delta.length;
    const expected = textOf(events).length;
    if (length !== expected) throw new Error(`${name}: ${length} characters came, not ${expected}.`);
  },
});

const fetchFrom = ({ source, events, each }: Case, shape: Shape): Fetch => {
  const url = source.url(lockstepPath({ shape, events, each }));
  return (_, init) => fetch(url, init);
};

type ModelV4 = Parameters<typeof streamText>[0]['model'];
type ModelV1 = Parameters<typeof streamText4>[0]['model'];

function contestants(of: Case): Contestant[] {
  const { events, each } = of;
  const ai7 = (name: string, model: ModelV4) =>
    reads(`ai@7 ${name}`, events, () => streamText({ model, prompt, onError: fail }).textStream);
  const ai4 = (name: string, model: ModelV1) =>
    reads(`ai@4 ${name}`, events, () => streamText4({ model, prompt, onError: fail }).textStream);
  const native = fetchFrom(of, 'native');
  const openai = fetchFrom(of, 'openai');
  const raw = { events, parts: Math.ceil(events / each), fetch: () => native('') };
  const here = {
    native: oursModels(native, { shape: 'native' }),
    openai: oursModels(openai, { shape: 'openai' }),
  };
  return [
    ai7('native', here.native.v4),
    ai7('openai', here.openai.v4),
    ai7('workers-ai-provider 4', peerModel(native, 'native')),
    ai7('openai-compatible 3', openaiCompatibleModel(openai)),
    ai7('mock', mockV4({ events })),
    ai7('raw reads', mockV4(raw)),
    ai4('native', here.native.v1),
    ai4('openai', here.openai.v1),
    ai4('workers-ai-provider 0.7', peer0Model(native, 'native')),
    ai4('mock', mockV1({ events })),
    ai4('raw reads', mockV1(raw)),
  ];
}

const third = 1 / 3;

const pairs = (each: number): Pair[] => [
  ['ai@7 native', 'ai@7 workers-ai-provider 4', each > 1 ? third : undefined],
  ['ai@7 openai', 'ai@7 openai-compatible 3'],
  ['ai@7 native', 'ai@7 mock', each > 1 ? undefined : 1.2],
  ['ai@7 openai', 'ai@7 mock', each > 1 ? undefined : 1.2],
  ['ai@7 native', 'ai@7 raw reads', each > 1 ? undefined : 1.1],
  ['ai@4 native', 'ai@4 workers-ai-provider 0.7', each > 1 ? third : undefined],
  ['ai@4 native', 'ai@4 mock', each > 1 ? undefined : 1.2],
  ['ai@4 openai', 'ai@4 mock', each > 1 ? undefined : 1.2],
  ['ai@4 native', 'ai@4 raw reads', each > 1 ? undefined : 1.1],
];

/** Writes must not have merged on the way: so many reads come of each contestant, but for the mocks. */
function expectReads(count: number, expected: number): string {
  const share = count / expected;
  if (share < 0.95) throw new Error(`${count} reads came of ${expected} writes.`);
  return `${(share * 100).toFixed(1)} % of the writes came as reads of their own`;
}

/** `--profile --only 'ai@7 native'`, 1 a read. */
const profiled =
  'ai@7 native, 1 a read, in a CPU profile of 2026-11-26, of the time that is not idle: web streams 41 %, sockets and ' +
  'timers 15 %, the AI SDK 9 %, microtasks 9 %, garbage 6 %, this package 5 %, fetch 4 %, decoding and parsing 2 %.';

/** What reading alone adds to the AI SDK's own cost: no client that reads from a socket comes below it. */
function readsAlone(sdk: string, samples: Samples): string {
  const [line] = compare({ what: '', samples, per: { count: 1, unit: '' } }, [
    [`${sdk} raw reads`, `${sdk} mock`],
  ]);
  const ratio = line ? short(line.ratio.median) : '–';
  return `${sdk}, 1 a read: reading from the socket, and looking at nothing, makes the mock cost ${ratio} × as much.`;
}

export async function run({ rounds, quick }: RowOptions): Promise<RowResult> {
  const source = await startSource();
  const lines: Line[] = [];
  const notes: string[] = [];
  try {
    for (const each of [1, 8, 32]) {
      const events = quick && each === 1 ? 1000 : 2000;
      const all = contestants({ source, events, each });
      const before = readsSoFar();
      const samples = await runRounds(all, { rounds });
      const network = chosen(all).filter(({ name }) => !name.endsWith('mock')).length;
      const writes = Math.ceil(events / each) * network * (rounds + 2);
      const what = `streamText, ${each} a read`;
      notes.push(`${what}: ${expectReads(readsSoFar() - before, writes)}.`);
      lines.push(...compare({ what, samples, per: { count: events, unit: 'an event' } }, pairs(each)));
      if (each === 1) notes.push(...['ai@7', 'ai@4'].map(sdk => readsAlone(sdk, samples)), profiled);
    }
  } finally {
    source.stop();
  }
  return { lines, notes };
}
