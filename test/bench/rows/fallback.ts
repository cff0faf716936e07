// 10. A fallback whose first model answers: what the idle one behind it costs.
import { oursModels } from '../clients.ts';
import { compare, type Line } from '../compare.ts';
import * as ours from '../ours.ts';
import { type Contestant, runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { chunksOf, textOf, wholeAnswer } from '../sse.ts';
import { answering, drains } from './drain.ts';

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }] }];
const workersai = ours.ai7.createWorkersAI({ accountId: 'account', apiKey: 'token', gateway: 'gateway' });
const shape = 'native';

/** A model by itself, and before one that nobody asks. */
const both = (fetch: typeof globalThis.fetch) => {
  const { v4 } = oursModels(fetch, { shape });
  const idle = oursModels(() => Promise.reject(new Error('The second model is asked.')), { shape }).v4;
  return { 'the model': v4, fallback: workersai.fallback([v4, idle]) };
};

function generating(count: number): Contestant[] {
  const models = both(async () => Response.json(wholeAnswer.native));
  return Object.entries(models).map(([name, model]) => ({
    name,
    run: async () => {
      for (let index = 0; index < count; index++) await model.doGenerate({ prompt });
    },
  }));
}

function streaming(events: number, each: number): Contestant[] {
  const models = both(answering(chunksOf(shape, { events, each })));
  const { length } = textOf(events);
  return Object.entries(models).map(([name, model]) => drains(name, { model, length }));
}

export async function run({ rounds }: RowOptions): Promise<RowResult> {
  const lines: Line[] = [];
  const pair = ['fallback', 'the model'] as const;
  const calls = 1000;
  const samples = await runRounds(generating(calls), { rounds });
  lines.push(...compare({ what: 'doGenerate', samples, per: { count: calls, unit: 'a call' } }, [pair]));
  const events = 20_000;
  for (const each of [1, 20]) {
    const samples = await runRounds(streaming(events, each), { rounds, warmUp: 4 });
    const what = `doStream, ${each} a chunk`;
    lines.push(...compare({ what, samples, per: { count: events, unit: 'an event' } }, [pair]));
  }
  return { lines, notes: ['Answers come in process: no network is in these figures.'] };
}
