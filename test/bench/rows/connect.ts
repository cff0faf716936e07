// 11. Another vendor's own package through `connect()`, beside the same package by itself.
import { createOpenAI } from '@ai-sdk/openai';
import type { Fetch } from '../clients.ts';
import { compare, type Line } from '../compare.ts';
import * as ours from '../ours.ts';
import { type Contestant, runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { chunksOf, textOf, wholeAnswer } from '../sse.ts';
import { answering, drains } from './drain.ts';

const id = 'gpt-5.5-mini';
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }] }];

const both = (fetch: Fetch) => {
  const settings = { accountId: 'account', apiKey: 'token', gateway: 'gateway', fetch };
  const { connect } = ours.ai7.createWorkersAI(settings).gateway;
  return {
    connect: createOpenAI(connect('openai', { apiKey: 'key' })).chat(id),
    'the package': createOpenAI({ apiKey: 'key', fetch }).chat(id),
  };
};

function generating(count: number): Contestant[] {
  const models = both(async () => Response.json(wholeAnswer.openai));
  return Object.entries(models).map(([name, model]) => ({
    name,
    run: async () => {
      for (let index = 0; index < count; index++) await model.doGenerate({ prompt });
    },
  }));
}

function streaming(events: number, each: number): Contestant[] {
  const models = both(answering(chunksOf('openai', { events, each })));
  const { length } = textOf(events);
  return Object.entries(models).map(([name, model]) => drains(name, { model, length }));
}

export async function run({ rounds }: RowOptions): Promise<RowResult> {
  const lines: Line[] = [];
  const pair = ['connect', 'the package'] as const;
  const calls = 500;
  const samples = await runRounds(generating(calls), { rounds });
  lines.push(
    ...compare({ what: 'OpenAI doGenerate', samples, per: { count: calls, unit: 'a call' } }, [pair]),
  );
  const events = 4000;
  for (const each of [1, 20]) {
    const samples = await runRounds(streaming(events, each), { rounds });
    const what = `OpenAI doStream, ${each} a chunk`;
    lines.push(...compare({ what, samples, per: { count: events, unit: 'an event' } }, [pair]));
  }
  return {
    lines,
    notes: ['The package is @ai-sdk/openai 4 with the same `fetch`, which answers in process.'],
  };
}
