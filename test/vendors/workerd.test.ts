import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLocalGateway, failure, type LocalServer, pause, text } from 'workers-ai-gateway/testing';
import { bundle } from '../workers/bundle.ts';
import { startWorkerd, type Workerd } from '../workers/workerd.ts';
import type { Message } from './worker.ts';

const gateway = createLocalGateway();
let server: LocalServer;
let worker: Workerd;

beforeAll(async () => {
  server = await gateway.listen();
  const code = await bundle(fileURLToPath(new URL('worker.ts', import.meta.url)));
  worker = await startWorkerd({ code, aiPort: server.port });
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await server?.close();
});
beforeEach(() => gateway.clear());

async function tell(message: Message): Promise<unknown> {
  const response = await fetch(worker.url, { method: 'POST', body: JSON.stringify(message) });
  const reply = await response.json();
  if (reply.error) throw new Error(reply.error);
  return reply.value;
}

const told = ([4, 5, 6, 7] as const).flatMap(major =>
  ['openai chat', 'openai responses', 'anthropic'].map(name => ({ major, name })),
);

describe.each(told)("ai $major, $name, over workerd's own env.AI", at => {
  test('text, a stream, and no key of ours on the wire', async () => {
    gateway.reply(text('Hel', 'lo'));
    gateway.reply(text('Hel', 'lo'));
    expect(await tell({ ...at, story: 'text' })).toEqual({
      text: 'Hello',
      metadata: expect.objectContaining({ cacheStatus: 'MISS', logId: gateway.logs[0]?.id }),
    });
    expect(await tell({ ...at, story: 'stream' })).toEqual(['Hel', 'lo']);
    expect(gateway.requests.map(({ path }) => path)).toEqual(Array(2).fill('/ai-gateway/universal/run/gw'));
    expect(JSON.stringify(gateway.requests)).not.toMatch(/no-key|authorization/i);
  });

  test('a 429 is tried again', async () => {
    gateway.reply(failure(429, { headers: { 'retry-after-ms': '1' } }));
    gateway.reply(text('Hello'));
    expect(await tell({ ...at, story: 'text' })).toMatchObject({ text: 'Hello' });
    expect(gateway.requests).toHaveLength(2);
  });

  test('an abort ends the call, and the request with it', async () => {
    gateway.reply(pause(30_000), text('Too late'));
    expect(await tell({ ...at, story: 'abort' })).toBe('AbortError');
    await expect.poll(() => gateway.requests[0]?.aborted).toBe(true);
  });

  test('50 at once keep their own options', async () => {
    expect(await tell({ ...at, story: 'many' })).toEqual(
      Array.from({ length: 50 }, (_, index) => String(index)),
    );
  });
});
