// 13. The local gateway, which serves tests: how soon it is there, how many requests it answers, what it holds.
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { compare, exactly, type Line, ratioOf, short, spreadOf } from '../compare.ts';
import { inProcess, start } from '../fork.ts';
import type { Held } from '../local.ts';
import { chat } from '../local-chat.ts';
import { loadTesting } from '../ours.ts';
import { type Contestant, runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';

const question = 'How long does a cache keep an answer?';
const { path, headers } = chat;
const body = chat.body(question);
const post = { method: 'POST', headers, body };

/** Microseconds from the start of `workers-ai-gateway dev` to its first answer. */
async function startDev(): Promise<number> {
  const before = performance.now();
  const cli = `${process.env.BENCH_DIST}/cli.js`;
  const child = spawn(process.execPath, [cli, 'dev', '--port', '0', '--json'], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  try {
    for await (const line of createInterface(child.stdout)) {
      const { url }: { url: string } = JSON.parse(line);
      await (await fetch(url + path, post)).text();
      return (performance.now() - before) * 1000;
    }
    throw new Error('The local gateway ended before it served.');
  } finally {
    child.kill();
    await ended;
  }
}

interface Figure {
  readonly what: string;
  /** The most that it may be, in the unit. */
  readonly most: number;
  readonly unit: string;
  readonly values: readonly number[];
}

function within({ what, most, unit, values }: Figure): Line {
  const { median } = spreadOf(values);
  return {
    what,
    ours: 'local gateway',
    against: `${most} ${unit}`,
    ratio: ratioOf(
      values,
      values.map(() => most),
    ),
    aim: 1,
    costs: `${short(median)} ${unit}`,
  };
}

async function repeated<T>(times: number, measure: () => Promise<T>): Promise<T[]> {
  const values: T[] = [];
  for (let index = 0; index < times; index++) values.push(await measure());
  return values;
}

async function starts(rounds: number): Promise<Line[]> {
  const { createLocalGateway } = await loadTesting();
  const create = () => inProcess<number>('local', ['create']);
  const many = 1000;
  const before = performance.now();
  for (let index = 0; index < many; index++) createLocalGateway();
  const each = (performance.now() - before) / many;
  const milliseconds = (values: readonly number[]) => values.map(value => value / 1000);
  return [
    within({
      what: 'start of dev, until it answers',
      most: 300,
      unit: 'ms',
      values: milliseconds(await repeated(rounds, startDev)),
    }),
    within({
      what: 'createLocalGateway, the first of a process',
      most: 1,
      unit: 'ms',
      values: milliseconds(await repeated(rounds, create)),
    }),
    {
      ...within({ what: 'createLocalGateway, others', most: 1, unit: 'ms', values: [each] }),
      ratio: exactly(each),
    },
  ];
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** By Node's own client: it costs less than `fetch`, so that more of the time is the server's. */
function send(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method: 'POST', headers, agent }, response => {
      if (response.statusCode !== 200) reject(new Error(`The answer has status ${response.statusCode}.`));
      response.on('end', resolve).on('error', reject).resume();
    });
    sent.on('error', reject).end(body);
  });
}

/** So many requests, 16 at a time. */
const calls = (name: string, count: number, once: () => Promise<unknown>): Contestant => ({
  name,
  run: async () => {
    let left = count;
    const lane = async () => {
      while (left-- > 0) await once();
    };
    await Promise.all(Array.from({ length: 16 }, lane));
  },
});

async function requests({ rounds, quick }: RowOptions): Promise<Line[]> {
  const count = quick ? 500 : 2000;
  const gateway = (await loadTesting()).createLocalGateway();
  const inside = async () => (await gateway.fetch(`https://gateway.ai.cloudflare.com${path}`, post)).text();
  const local = await start<number>('local', ['serve']);
  const bare = await start<number>('local', ['bare', await inside()]);
  const contestants = [
    calls('in process', count, inside),
    calls('over the port', count, () => send(local.message)),
    calls('node:http', count, () => send(bare.message)),
  ];
  const samples = await runRounds(contestants, { rounds });
  local.stop();
  bare.stop();
  agent.destroy();
  const comparison = { what: 'requests', samples, per: { count, unit: 'a request' }, by: 'wall' } as const;
  const rate = (name: string) =>
    Math.round(count / (spreadOf((samples.get(name) ?? []).map(({ wall }) => wall)).median / 1e6));
  return compare(comparison, [
    ['in process', 'node:http', 2],
    ['over the port', 'node:http', 2],
  ]).map(line => ({ ...line, costs: `${rate(line.ours)} / ${rate(line.against)} requests a second` }));
}

async function memory(rounds: number): Promise<Line> {
  const all = await repeated(rounds, () => inProcess<Held>('local', ['hold']));
  const most = 64;
  const values = all.map(({ bytes }) => bytes / 2 ** 20);
  const line = within({ what: 'memory after 64 requests of 1 MB', most, unit: 'MiB', values });
  const count = all[0]?.requests ?? 0;
  const each = spreadOf(values).median / count;
  return { ...line, costs: `${line.costs}, ${short(each)} for each of ${count} that are held` };
}

export async function run(options: RowOptions): Promise<RowResult> {
  const rounds = Math.min(options.rounds, 7);
  const lines = [
    ...(await starts(rounds)),
    ...(await requests({ ...options, rounds })),
    await memory(Math.min(rounds, 3)),
  ];
  const notes = [
    'Both servers run in processes of their own, and answer the same bytes. The aim of 2 is half as many requests a second.',
    'SECURITY.md promises that request bodies take 64 MiB at most.',
  ];
  return { lines, notes };
}
