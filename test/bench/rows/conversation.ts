// 8. Building the request of a long conversation with tools and reasoning: the cost has to grow with its length.
import type {
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
} from '@ai-sdk/provider';
import { type Fetch, openaiCompatibleModel, oursModels, peerModel } from '../clients.ts';
import { compare, type Pair } from '../compare.ts';
import { type Contestant, runRounds } from '../rounds.ts';
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

async function contestants(turns: number): Promise<Contestant[]> {
  const prompt = promptOf(turns);
  let sent: unknown;
  const answering =
    (shape: Shape): Fetch =>
    async (_, init) => {
      sent = init?.body;
      return Response.json(wholeAnswer[shape]);
    };
  const again = (name: string, run: () => unknown): Contestant => ({
    name: `${turns} turns ${name}`,
    run: async () => {
      for (let done = 0; done < turnsOfRun; done += turns) await run();
    },
  });
  const generate = (name: string, model: ReturnType<typeof peerModel>) =>
    again(name, () => model.doGenerate({ prompt, tools }));
  const here = oursModels(answering('native'), { shape: 'native' }).v4;
  await here.doGenerate({ prompt, tools });
  const body: unknown = JSON.parse(String(sent));
  return [
    again('JSON.stringify', () => JSON.stringify(body)),
    generate('v4', here),
    generate('workers-ai-provider 4', peerModel(answering('native'), 'native')),
    generate('openai-compatible 3', openaiCompatibleModel(answering('openai'))),
  ];
}

const lengths = [50, 100, 200, 400];

function pairs(turns: number): Pair[] {
  const of = (against: string): Pair => [`${turns} turns v4`, `${turns} turns ${against}`];
  return [
    of('JSON.stringify'),
    of('workers-ai-provider 4'),
    of('openai-compatible 3'),
    [`${turns} turns v4`, `${turns / 2} turns v4`, 1.3],
  ];
}

export async function run({ rounds }: RowOptions): Promise<RowResult> {
  const all = await Promise.all(lengths.map(contestants));
  const samples = await runRounds(all.flat(), { rounds });
  const per = { count: turnsOfRun, unit: 'a turn' };
  return { lines: compare({ what: 'conversation', samples, per }, lengths.flatMap(pairs)), notes: [] };
}
