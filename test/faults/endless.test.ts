import { afterEach, describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { hi } from '../sdk/v1/call-options.ts';
import { llama, settings } from '../transport/stub-fetch.ts';
import { entries, openV1 } from './entries.ts';
import { goodType, operations } from './good.ts';
import { openServer, type RawServer } from './server.ts';

const servers: RawServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()));
});

const piece = 'data: {"response":"H"}\n\n';

/** Servers whose answer has no end: what they write at once, and whether they go on. */
const endless: readonly { fault: string; start: string; goesOn: boolean }[] = [
  { fault: 'says nothing', start: '', goesOn: false },
  {
    fault: 'stalls behind its head',
    start: 'HTTP/1.1 200 OK\r\ncontent-type: {type}\r\n\r\n',
    goesOn: false,
  },
  {
    fault: 'stalls within its body',
    start: `HTTP/1.1 200 OK\r\ncontent-type: {type}\r\n\r\n${piece}`,
    goesOn: false,
  },
  { fault: 'goes on and on', start: 'HTTP/1.1 200 OK\r\ncontent-type: {type}\r\n\r\n', goesOn: true },
  {
    fault: 'fails, and stalls within its body',
    start: 'HTTP/1.1 500 No\r\ncontent-type: {type}\r\n\r\n{"er',
    goesOn: false,
  },
  {
    fault: 'fails, and goes on and on',
    start: 'HTTP/1.1 500 No\r\ncontent-type: {type}\r\n\r\n',
    goesOn: true,
  },
];

describe.each(endless)('a server that $fault', ({ start, goesOn }) => {
  test.each(entries)('is left at once by who gives up ($entry)', async ({ open }) => {
    for (const operation of operations) {
      const server = await openServer(socket => {
        socket.write(start.replace('{type}', goodType[operation]));
        const timer = setInterval(() => goesOn && socket.write(piece), 1);
        socket.on('close', () => clearInterval(timer));
      });
      servers.push(server);
      const url = `http://127.0.0.1:${server.port}/v1`;
      const controller = new AbortController();
      const all = open({ accountId: 'acc', apiKey: 'key', gateway: 'gw', baseURL: url });
      const pending = all[operation]({ abortSignal: controller.signal });
      await expect.poll(server.requests, { message: operation }).toBe(1);
      const reason = new DOMException('enough', 'AbortError');
      controller.abort(reason);
      const outcome = await pending;
      expect(outcome, operation).toEqual({ type: 'error', error: reason });
      await expect.poll(server.open, { message: operation }).toBe(0);
    }
  });
});

test('a stream that goes on and on ends when its reader cancels', async () => {
  let isCancelled = false;
  const body = new ReadableStream({
    pull: controller => controller.enqueue(new TextEncoder().encode(piece)),
    cancel: () => {
      isCancelled = true;
    },
  });
  const response = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  const { stream } = await createWorkersAI({ ...settings, fetch: async () => response })(llama).doStream(hi);
  const reader = stream.getReader();
  for (let i = 0; i < 1000; i++) expect(await reader.read()).toMatchObject({ done: false });
  await reader.cancel();
  expect(isCancelled).toBe(true);
});

const size = 100 * 1024 * 1024;
const block = new TextEncoder().encode('x'.repeat(64 * 1024));

/** 100 MB without a line break between a beginning and an end; and the most memory that it took on the way. */
function longLine(start: string, end: string): { body: ReadableStream<Uint8Array>; peak: () => number } {
  const blocks = size / block.length;
  let sent = 0;
  let peak = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: controller => {
      if (sent === 0) controller.enqueue(new TextEncoder().encode(start));
      controller.enqueue(block);
      peak = Math.max(peak, process.memoryUsage().rss);
      if (++sent < blocks) return;
      controller.enqueue(new TextEncoder().encode(end));
      controller.close();
    },
  });
  return { body, peak: () => peak };
}

test.each([
  ['an event', 'stream', 'data: {"response":"', '"}\n\ndata: [DONE]\n\n', size],
  ['an event that is no JSON', 'stream', 'data: ', '\n\n', /not a chat response: x{100}$/],
  ['no event', 'stream', 'x', '', /not a chat response: x{100}$/],
  ['JSON', 'generate', '{"response":"', '"}', size],
  ['no JSON', 'generate', '{', '', /not a chat response: truncated JSON: \{x{99}$/],
  [
    'a failure',
    'generate',
    '{"success":false,"errors":[{"code":5006,"message":"',
    '"}]}',
    /^Workers AI error 5006: xxx/,
  ],
  ['no vectors', 'embed', '{"data":"', '"}', /without embeddings|0 embeddings/],
  ['no JSON', 'run', '{', '', /did not answer with JSON: truncated JSON: \{x{99}$/],
] as const)(
  '100 MB on one line that are %s come through, or are an error (%s)',
  async (_what, operation, start, end, says) => {
    const before = process.memoryUsage().rss;
    const { body, peak } = longLine(start, end);
    const response = new Response(body, { headers: { 'content-type': goodType[operation] } });
    const outcome = await openV1({ ...settings, fetch: async () => response })[operation]();
    const errors = outcome.type === 'chat' ? outcome.errors : outcome.type === 'error' ? [outcome.error] : [];
    if (typeof says === 'number') {
      expect(outcome).toMatchObject({ type: 'chat', ends: 'stop', errors: [] });
      expect(outcome.type === 'chat' && outcome.text.length).toBe(says);
    } else {
      // A stream without an end of its own is told of as cut as well.
      expect(errors[0]).toMatchObject({ name: 'AI_APICallError', message: expect.stringMatching(says) });
    }
    expect(peak() - before).toBeLessThan(10 * size);
  },
  120_000,
);
