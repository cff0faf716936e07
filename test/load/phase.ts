import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Entry, entries } from '../aborts/entries.ts';
import type { Report } from './gateway.ts';

export interface Phase {
  /** Requests a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Share of requests that fail. */
  readonly faults: number;
}

export interface Outcome {
  readonly sent: number;
  /** Requests a second that were reached. */
  readonly rate: number;
  /** Milliseconds. */
  readonly latency: { readonly middle: number; readonly most99: number; readonly slowest: number };
  /** What the client saw fail, by code or kind. */
  readonly failed: Readonly<Record<string, number>>;
  readonly gateway: Report;
  /** Bytes of heap that came on from a quarter of the time to its end. */
  readonly growth: { readonly gateway: number; readonly client: number };
  readonly rss: number;
  /** Milliseconds of processor time that a request took. */
  readonly cpu: { readonly gateway: number; readonly client: number };
}

/** Connections at once: enough for the rate, and no more than a machine has ports for. */
const callers = 64;

export async function runPhase({ rate, seconds, faults }: Phase): Promise<Outcome> {
  const program = fileURLToPath(new URL('gateway.ts', import.meta.url));
  const child = fork(program, [String(faults)], { execArgv: ['--expose-gc', '--import', 'tsx'] });
  try {
    const [settings] = await once(child, 'message');
    const models = Object.values(entries).map(create => create(settings));
    const report = async (): Promise<Report> => {
      child.send('report');
      const [said] = await once(child, 'message');
      return said;
    };
    const first = await drive(models, { rate, seconds: seconds / 4 });
    const early = { gateway: await report(), client: heap(), cpu: process.cpuUsage() };
    const second = await drive(models, { rate, seconds: (seconds * 3) / 4 });
    const { user, system } = process.cpuUsage(early.cpu);
    const gateway = await report();
    const took = first.took + second.took;
    const sent = first.latencies.length + second.latencies.length;
    return {
      sent,
      rate: Math.round((1000 * sent) / took),
      latency: latencyOf([...first.latencies, ...second.latencies]),
      failed: added(first.failed, second.failed),
      gateway,
      growth: { gateway: gateway.heap - early.gateway.heap, client: heap() - early.client },
      rss: process.memoryUsage().rss,
      cpu: {
        gateway: (gateway.cpu - early.gateway.cpu) / second.latencies.length,
        client: (user + system) / 1000 / second.latencies.length,
      },
    };
  } finally {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  }
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

interface Driven {
  readonly took: number;
  readonly latencies: readonly number[];
  readonly failed: Readonly<Record<string, number>>;
}

/** Each caller takes the next request when its time has come, or at once when it is late. */
async function drive(
  models: readonly Entry[],
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Driven> {
  const start = performance.now();
  const most = Math.round(rate * seconds);
  const latencies: number[] = [];
  const failed: Record<string, number> = {};
  let next = 0;
  const call = async () => {
    while (next < most && performance.now() - start < seconds * 1000) {
      const index = next++;
      const early = start + (1000 * index) / rate - performance.now();
      if (early > 1) await new Promise(resolve => setTimeout(resolve, early));
      const began = performance.now();
      const kind = await outcomeOf(models, index);
      latencies.push(performance.now() - began);
      if (kind !== undefined) failed[kind] = (failed[kind] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return { took: performance.now() - start, latencies, failed };
}

/** How a request failed, or undefined. Two in five are streams, two whole answers, one an embedding. */
async function outcomeOf(models: readonly Entry[], index: number): Promise<string | undefined> {
  const model = models[index % models.length];
  if (!model) throw new Error('There is no model.');
  const way = index % 5;
  try {
    if (way < 2) return await readStream(await model.stream());
    await (way < 4 ? model.generate() : model.embed());
    return undefined;
  } catch (error) {
    return kindOf(error);
  }
}

async function readStream(stream: ReadableStream<object>): Promise<string | undefined> {
  let kind: string | undefined;
  for await (const part of stream) if ('error' in part) kind ??= kindOf(part.error);
  return kind;
}

/** Cloudflare's code; without one, whether the connection broke or the answer just ended. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name !== 'AI_APICallError') return `${error.name}: ${error.message}`;
  const data: unknown = 'data' in error ? error.data : undefined;
  const code = typeof data === 'object' && data && 'code' in data ? data.code : undefined;
  if (code !== undefined) return String(code);
  return error.cause === undefined ? 'cut' : 'reset';
}

function latencyOf(latencies: readonly number[]): Outcome['latency'] {
  const sorted = [...latencies].sort((one, other) => one - other);
  const at = (share: number) => Math.round(10 * (sorted[Math.floor((sorted.length - 1) * share)] ?? 0)) / 10;
  return { middle: at(0.5), most99: at(0.99), slowest: at(1) };
}

function added(...counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [kind, count] of counts.flatMap(Object.entries)) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}
