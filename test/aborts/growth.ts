import { createServer } from 'node:http';
import { createLocalGateway, pause, text } from 'workers-ai-gateway/testing';
import { entries } from './entries.ts';

/**
 * Aborts so many streams, in process and over a socket by turns, and writes what is left of them as a line of JSON.
 * Run by `growth.test.ts` in a process of its own, with --expose-gc: `growth.ts 2000`.
 */
const count = Number(process.argv[2] ?? 2000);
const unhandled: string[] = [];
process.on('unhandledRejection', error => unhandled.push(String(error)));

const local = createLocalGateway({ keep: 10, padding: false });
let closed = 0;
const server = createServer((request, response) => {
  request.resume();
  response.on('close', () => {
    closed++;
  });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('data: {"response":"Once "}\n\n');
});
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;
const remote = { accountId: 'a', apiKey: 'k', gateway: 'g', baseURL: `http://127.0.0.1:${port}/v1` };

// One signal that lives as long as the process: what listens to it and is not let go stays for ever.
const shared = new AbortController();

type Entry = ReturnType<(typeof entries)[string]>;

async function abortOne(model: Entry, index: number): Promise<void> {
  const isCancelled = index % 4 === 3;
  const abort = isCancelled ? shared : new AbortController();
  const reader = (await model.stream(abort.signal)).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || value.type === 'text-delta') break;
  }
  if (isCancelled) return reader.cancel();
  const next = reader.read().catch(() => undefined);
  abort.abort();
  await next;
}

async function overSocket(model: Entry, index: number): Promise<void> {
  const before = closed;
  await abortOne(model, index);
  while (closed === before) await new Promise(resolve => setImmediate(resolve));
}

async function inProcess(model: Entry, index: number): Promise<void> {
  local.reply(text('Once '), pause(600_000), text('late'));
  await abortOne(model, index);
}

const models = Object.values(entries).map(create => ({
  local: create(local.settings),
  remote: create(remote),
}));

async function round(from: number, to: number): Promise<number> {
  for (let index = from; index < to; index++) {
    const model = models[index % models.length];
    if (!model) throw new Error('There is no model.');
    if (index % 5 === 0) await overSocket(model.remote, index);
    else await inProcess(model.local, index);
  }
  for (let times = 0; times < 5; times++) {
    await new Promise(resolve => setTimeout(resolve, 20));
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

const idle = process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
const fifth = Math.ceil(count / 5);
const heaps = [await round(0, fifth)];
for (let part = 1; part < 5; part++) heaps.push(await round(part * fifth, (part + 1) * fifth));
await new Promise<void>(resolve => {
  server.close(() => resolve());
  server.closeAllConnections();
});
await new Promise(resolve => setTimeout(resolve, 50));
const left = process.getActiveResourcesInfo();
const report = {
  count: fifth * 5,
  heaps,
  unhandled,
  timers: left.filter(name => name === 'Timeout').length - idle,
  sockets: left.filter(name => /^TCP/.test(name)),
};
process.stdout.write(`${JSON.stringify(report)}\n`);
