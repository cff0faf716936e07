// Opens many slow streams at once, in a process of its own, and tells its parent what they cost.
import { streamText } from 'ai';
import { openaiCompatibleModel, oursModels, peerModel } from './clients.ts';
import { readRaw } from './floor.ts';

export interface StreamsCost {
  /** Bytes above what the process had before it began, at the most. */
  readonly rss: number;
  readonly heap: number;
  /** Microseconds. */
  readonly cpu: number;
}

const [client = '', url = '', count = '0'] = process.argv.slice(2);
process.on('disconnect', () => process.exit());

const send = () => fetch(url);
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }] }];

async function drain(stream: ReadableStream<unknown>): Promise<void> {
  const reader = stream.getReader();
  while (!(await reader.read()).done);
}

const models = {
  ours: oursModels(send, { shape: 'openai' }).v4,
  'workers-ai-provider 4': peerModel(send, 'openai'),
  'openai-compatible 3': openaiCompatibleModel(send),
};

function openerOf(name: string): () => Promise<unknown> {
  if (name === 'raw fetch') return async () => readRaw((await send()).body ?? new ReadableStream());
  const model = Object.entries(models).find(([key]) => name.endsWith(key))?.[1];
  if (!model) throw new Error(`There is no client ${name}.`);
  if (name.startsWith('doStream')) return async () => drain((await model.doStream({ prompt })).stream);
  return async () => drain(streamText({ model, prompt: 'Hello' }).textStream);
}

const open = openerOf(client);
await open();
globalThis.gc?.();
const before = process.memoryUsage();
const cpu = process.cpuUsage();
let rss = 0;
let heap = 0;
const timer = setInterval(() => {
  const now = process.memoryUsage();
  rss = Math.max(rss, now.rss - before.rss);
  heap = Math.max(heap, now.heapUsed - before.heapUsed);
}, 100);
await Promise.all(Array.from({ length: Number(count) }, open));
clearInterval(timer);
const { user, system } = process.cpuUsage(cpu);
const cost: StreamsCost = { rss, heap, cpu: user + system };
process.send?.(cost);
process.disconnect?.();
