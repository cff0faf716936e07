// 8. Building the request of a long conversation, with tools and reasoning and without, over HTTP and over the binding.
import type {
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
} from '@ai-sdk/provider';
import { createWorkersAI as createPeer } from 'workers-ai-provider';
import { createBinding } from '../binding.ts';
import { type Fetch, modelIds, openaiCompatibleModel, oursModels, peerModel } from '../clients.ts';
import { compare, type Line, type Pair } from '../compare.ts';
import * as ours from '../ours.ts';
import { type Contestant, runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { textOf, wholeAnswer } from '../sse.ts';

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

const shortTurn = (): LanguageModelV4Message[] => [
  { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
  { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] },
];

interface Conversation {
  readonly what: string;
  readonly turn: (index: number) => LanguageModelV4Message[];
  readonly tools?: LanguageModelV4FunctionTool[];
  /** In a run, by many calls, so that short conversations take long enough to be measured. */
  readonly turnsOfRun: number;
}

const conversations: readonly Conversation[] = [
  { what: 'conversation', turn, tools, turnsOfRun: 4000 },
  { what: 'conversation of short turns', turn: shortTurn, turnsOfRun: 20_000 },
];

const lengths = [50, 200];

type Model = ReturnType<typeof peerModel>;

/** Answers in process, as the service does over HTTP or the binding. */
function models(): Record<string, Model> {
  const answer =
    (value: unknown): Fetch =>
    async () =>
      Response.json(value);
  const { native, openai } = wholeAnswer;
  const binding = createBinding(answer(native.result));
  return {
    v4: oursModels(answer(native), { shape: 'native' }).v4,
    'workers-ai-provider 4': peerModel(answer(native), 'native'),
    'openai-compatible 3': openaiCompatibleModel(answer(openai)),
    'v4 by binding': ours.ai7.createWorkersAI({ binding, gateway: 'gateway' })(modelIds.native),
    'workers-ai-provider 4 by binding': createPeer({ binding, gateway: { id: 'gateway' } })(modelIds.native),
  };
}

/** The body of a request, as this package writes it. */
async function bodyOf(call: { prompt: LanguageModelV4Prompt }): Promise<unknown> {
  let sent: unknown;
  const { v4 } = oursModels(
    async (_, init) => {
      sent = init?.body;
      return Response.json(wholeAnswer.native);
    },
    { shape: 'native' },
  );
  await v4.doGenerate(call);
  return JSON.parse(String(sent));
}

async function contestants({ turn, turnsOfRun, tools }: Conversation, turns: number): Promise<Contestant[]> {
  const messages = Array.from({ length: turns }, (_, index) => turn(index)).flat();
  const call = {
    prompt: [{ role: 'system' as const, content: textOf(30) }, ...messages],
    ...(tools && { tools }),
  };
  const again = (name: string, run: () => unknown): Contestant => ({
    name: `${turns} turns ${name}`,
    run: async () => {
      for (let done = 0; done < turnsOfRun; done += turns) await run();
    },
  });
  const body = await bodyOf(call);
  return [
    again('JSON.stringify', () => JSON.stringify(body)),
    ...Object.entries(models()).map(([name, model]) => again(name, () => model.doGenerate(call))),
  ];
}

const pairs = lengths.flatMap((turns): Pair[] =>
  [
    ['v4', 'JSON.stringify'],
    ['v4', 'workers-ai-provider 4'],
    ['v4', 'openai-compatible 3'],
    ['v4 by binding', 'workers-ai-provider 4 by binding'],
  ].map(([ours, against]) => [`${turns} turns ${ours}`, `${turns} turns ${against}`]),
);

export async function run({ rounds }: RowOptions): Promise<RowResult> {
  const lines: Line[] = [];
  for (const conversation of conversations) {
    const { what, turnsOfRun } = conversation;
    const all = await Promise.all(lengths.map(turns => contestants(conversation, turns)));
    const samples = await runRounds(all.flat(), { rounds });
    lines.push(...compare({ what, samples, per: { count: turnsOfRun, unit: 'a turn' } }, pairs));
  }
  return { lines, notes: ['The binding writes its inputs as JSON and makes one request, as `env.AI` does.'] };
}
