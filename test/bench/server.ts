// A source of answers, run as a process of its own so that its CPU time is not counted. It says its port on the
// channel to its parent, and ends with it.
import { once } from 'node:events';
import { openSync, readSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { mediaAnswer } from './media-answers.ts';
import { chunksOf, type Shape, wholeAnswer } from './sse.ts';

const numberOf = (query: URLSearchParams, name: string) => Number(query.get(name) ?? 0);
const shapeOf = (query: URLSearchParams): Shape => (query.get('shape') === 'openai' ? 'openai' : 'native');

const known = new Map<string, Uint8Array[]>();

function chunksFor(query: URLSearchParams): Uint8Array[] {
  const events = numberOf(query, 'events');
  const each = numberOf(query, 'each');
  const key = `${shapeOf(query)} ${events} ${each}`;
  const chunks = known.get(key) ?? chunksOf(shapeOf(query), { events, each });
  known.set(key, chunks);
  return chunks;
}

/** The client writes into a file how many reads it has had: that costs it less than any message. */
const shared = openSync(process.argv[2] ?? '', 'r');
const counter = new Uint32Array(1);

function readsOfClient(): number {
  readSync(shared, counter, 0, 4, 0);
  return counter[0] ?? 0;
}

async function untilRead(count: number): Promise<void> {
  while (readsOfClient() < count) await new Promise(resolve => setImmediate(resolve));
}

/** In lockstep the next write waits for the read of the one before, so that no two of them become one read. */
async function stream(response: ServerResponse, query: URLSearchParams): Promise<void> {
  const gap = numberOf(query, 'gap');
  const isLockstep = query.has('lockstep');
  let seen = readsOfClient();
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  for (const chunk of chunksFor(query)) {
    if (response.destroyed) return;
    if (!response.write(chunk)) await once(response, 'drain');
    if (isLockstep) await untilRead(++seen);
    if (gap) await sleep(gap);
  }
  response.end();
}

async function json(response: ServerResponse, { value, delay }: { value: unknown; delay: number }) {
  if (delay) await sleep(delay);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

const vector = Array.from({ length: 64 }, (_, index) => Math.sin(index));

/** As many vectors as there were values, in the shape that the path asks for. */
function embeddings(body: string, { isOpenai }: { isOpenai: boolean }): unknown {
  const { text, input }: { text?: string[]; input?: string[] } = JSON.parse(body);
  const data = (text ?? input ?? []).map(() => vector);
  return isOpenai
    ? {
        object: 'list',
        model: 'm',
        data: data.map((embedding, index) => ({ index, embedding })),
        usage: { prompt_tokens: 1 },
      }
    : { result: { shape: [data.length, vector.length], data }, success: true, errors: [], messages: [] };
}

/** What came is read, and nobody looks at it. */
async function media(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
  const { type, body } = mediaAnswer(query.get('kind') ?? '', numberOf(query, 'size'));
  request.resume();
  await once(request, 'end');
  response.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(body);
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/media') return media(request, response, query);
  let body = '';
  for await (const text of request.setEncoding('utf8')) body += text;
  const delay = numberOf(query, 'delay');
  if (pathname === '/stream') await stream(response, query);
  else if (pathname === '/embed') {
    await json(response, { value: embeddings(body, { isOpenai: shapeOf(query) === 'openai' }), delay });
  } else await json(response, { value: wholeAnswer[shapeOf(query)], delay });
});

server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', 4096, () => {
  const address = server.address();
  if (address && typeof address === 'object') process.send?.(address.port);
});
process.on('disconnect', () => process.exit());
