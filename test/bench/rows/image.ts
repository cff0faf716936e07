// 5. An image of 8 MB in a prompt: base64 goes through untouched, bytes are encoded by the runtime's own encoder.
import type { LanguageModelV4FilePart, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { type Fetch, openaiCompatibleModel, oursModels, peerModel } from '../clients.ts';
import { compare, type Line } from '../compare.ts';
import { type Contestant, runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { wholeAnswer } from '../sse.ts';

const size = 8 * 2 ** 20;
const text = 'What is in this picture?';

const answering =
  (value: unknown): Fetch =>
  async () =>
    Response.json(value);

type Data = LanguageModelV4FilePart['data'];

const promptOf = (data: Data): LanguageModelV4Prompt => [
  {
    role: 'user',
    content: [
      { type: 'text', text },
      { type: 'file', mediaType: 'image/png', data },
    ],
  },
];

/** The body, written down by the shortest way. */
const floor = (base64: string): string => {
  const url = `data:image/png;base64,${base64}`;
  const content = [
    { type: 'text', text },
    { type: 'image_url', image_url: { url } },
  ];
  return JSON.stringify({ messages: [{ role: 'user', content }] });
};

const buffer = Object.getOwnPropertyDescriptor(globalThis, 'Buffer') ?? {};

/** As in a runtime that has no Buffer, until the request is sent: the answer of Node.js needs it. */
const withoutBuffer = {
  begin: () => Reflect.deleteProperty(globalThis, 'Buffer'),
  end: () => Object.defineProperty(globalThis, 'Buffer', buffer),
};

function contestants(): Contestant[] {
  const bytes = new Uint8Array(size).map((_, index) => (index * 7919) >> 3);
  const base64 = Buffer.from(bytes).toString('base64');
  const answer = answering(wholeAnswer.native);
  const ours = oursModels(answer, { shape: 'native' }).v4;
  const bare = oursModels(
    (...request) => {
      withoutBuffer.end();
      return answer(...request);
    },
    { shape: 'native' },
  ).v4;
  const peer = peerModel(answer, 'native');
  const compatible = openaiCompatibleModel(answering(wholeAnswer.openai));
  const generate = (model: typeof peer, data: Data) => async () =>
    model.doGenerate({ prompt: promptOf(data) });
  const asBase64: Data = { type: 'data', data: base64 };
  const asBytes: Data = { type: 'data', data: bytes };
  return [
    { name: 'base64 JSON.stringify', run: async () => floor(base64) },
    { name: 'base64', run: generate(ours, asBase64) },
    { name: 'base64 workers-ai-provider 4', run: generate(peer, asBase64) },
    { name: 'base64 openai-compatible 3', run: generate(compatible, asBase64) },
    {
      name: 'bytes Buffer and JSON.stringify',
      run: async () => floor(Buffer.from(bytes).toString('base64')),
    },
    { name: 'bytes', run: generate(ours, asBytes) },
    {
      name: 'bytes without Buffer',
      run: () => {
        withoutBuffer.begin();
        return generate(bare, asBytes)();
      },
    },
    { name: 'bytes workers-ai-provider 4', run: generate(peer, asBytes) },
    { name: 'bytes openai-compatible 3', run: generate(compatible, asBytes) },
  ];
}

export async function run({ rounds }: RowOptions): Promise<RowResult> {
  // Node.js loads its fetch at the first call, and does not do so without Buffer.
  await fetch('data:,');
  const samples = await runRounds(contestants(), { rounds });
  const per = { count: 8, unit: 'a MB' };
  const lines: Line[] = compare({ what: 'image of 8 MB', samples, per }, [
    ['base64', 'base64 JSON.stringify', 1.3],
    ['base64', 'base64 workers-ai-provider 4'],
    ['base64', 'base64 openai-compatible 3'],
    ['bytes', 'bytes Buffer and JSON.stringify', 1.3],
    ['bytes without Buffer', 'bytes Buffer and JSON.stringify'],
    ['bytes', 'bytes workers-ai-provider 4'],
    ['bytes', 'bytes openai-compatible 3'],
  ]);
  return { lines, notes: [] };
}
