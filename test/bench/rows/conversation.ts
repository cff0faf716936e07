// 8. Building the request of a long conversation with tools and reasoning: the cost has to grow with its length.
import type {
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
} from '@ai-sdk/provider';
import { type Fetch, openaiCompatibleModel, oursModels, peerModel } from '../clients.ts';
import { compare, type Line, spreadOf } from '../compare.ts';
import { runRounds, type Samples } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { type Shape, textOf, wholeAnswer } from '../sse.ts';

const tools: LanguageModelV4FunctionTool[] = ['getWeather', 'getTraffic', 'bookTable'].map(name => ({
  type: 'function',
  name,
  description: `What ${name} does, in a sentence.`,
  inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}));

function turn(index: number): LanguageModelV4Message[] {
  const call = { toolCallId: `call-${index}`, toolName: 'getWeather' };
  return [
    { role: 'user', content: [{ type: 'text', text: `${index}: ${textOf(20)}` }] },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: textOf(60) },
        { type: 'tool-call', ...call, input: { city: 'Lisbon', day: index } },
      ],
    },
    {
      role: 'tool',
      content: [
        { type: 'tool-result', ...call, output: { type: 'json', value: { celsius: index, sky: 'clear' } } },
      ],
    },
    { role: 'assistant', content: [{ type: 'text', text: textOf(40) }] },
  ];
}

const promptOf = (turns: number): LanguageModelV4Prompt => [
  { role: 'system', content: textOf(30) },
  ...Array.from({ length: turns }, (_, index) => turn(index)).flat(),
];

/** Many calls a run, so that the short conversations are long enough to be measured. */
const turnsOfRun = 4000;

async function measure(turns: number, rounds: number): Promise<Samples> {
  const prompt = promptOf(turns);
  let sent: unknown;
  const answering =
    (shape: Shape): Fetch =>
    async (_, init) => {
      sent = init?.body;
      return Response.json(wholeAnswer[shape]);
    };
  const generate = (name: string, model: ReturnType<typeof peerModel>) => ({
    name,
    run: async () => {
      for (let done = 0; done < turnsOfRun; done += turns) await model.doGenerate({ prompt, tools });
    },
  });
  const here = oursModels(answering('native'), { shape: 'native' }).v4;
  await here.doGenerate({ prompt, tools });
  const body: unknown = JSON.parse(String(sent));
  const floor = {
    name: 'JSON.stringify',
    run: async () => {
      for (let done = 0; done < turnsOfRun; done += turns) JSON.stringify(body);
    },
  };
  const contestants = [
    floor,
    generate('v4', here),
    generate('workers-ai-provider 4', peerModel(answering('native'), 'native')),
    generate('openai-compatible 3', openaiCompatibleModel(answering('openai'))),
  ];
  return runRounds(contestants, { rounds });
}

function growth(turns: number, [smaller, larger]: readonly [Samples, Samples]): Line {
  const cost = (samples: Samples) => samples.get('v4')?.map(({ cpu }) => cpu) ?? [];
  const before = cost(smaller);
  return {
    what: 'conversation, growth per turn',
    ours: `v4, ${turns} turns`,
    against: `${turns / 2} turns`,
    ratio: spreadOf(cost(larger).map((cpu, round) => cpu / (before[round] ?? Number.NaN))),
    aim: 1.3,
  };
}

export async function run({ rounds }: RowOptions): Promise<RowResult> {
  const lines: Line[] = [];
  let before: Samples | undefined;
  for (const turns of [50, 100, 200, 400]) {
    const samples = await measure(turns, rounds);
    const what = `conversation of ${turns} turns`;
    const comparison = { what, samples, per: { count: turnsOfRun, unit: 'a turn' } };
    lines.push(
      ...compare(comparison, [
        ['v4', 'JSON.stringify'],
        ['v4', 'workers-ai-provider 4'],
        ['v4', 'openai-compatible 3'],
      ]),
    );
    if (before) lines.push(growth(turns, [before, samples]));
    before = samples;
  }
  return { lines, notes: [] };
}
