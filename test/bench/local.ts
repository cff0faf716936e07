// The local gateway in a process of its own, and the bare server beside it: it tells its parent what it measured, or
// the port on which it serves until it is stopped.
import { createServer } from 'node:http';
import { chat } from './local-chat.ts';
import { heldBytes } from './memory.ts';
import { loadTesting } from './ours.ts';

/** What is held of requests, once so many megabytes of them were sent. */
export interface Held {
  readonly bytes: number;
  readonly requests: number;
}

const programs: Readonly<Record<string, () => Promise<unknown>>> = {
  serve: async () => (await (await loadTesting()).createLocalGateway().listen()).port,

  bare: async () => {
    const server = createServer(async (request, response) => {
      for await (const _ of request);
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return address && typeof address === 'object' ? address.port : 0;
  },

  /** Microseconds of the first gateway of a process. */
  create: async () => {
    const { createLocalGateway } = await loadTesting();
    const before = performance.now();
    createLocalGateway();
    return (performance.now() - before) * 1000;
  },

  hold: async (): Promise<Held> => {
    const gateway = (await loadTesting()).createLocalGateway();
    const send = async (content: string) => {
      const { path, headers, body } = chat;
      const url = `https://gateway.ai.cloudflare.com${path}`;
      await (await gateway.fetch(url, { method: 'POST', headers, body: body(content) })).text();
    };
    await send('Hi');
    const before = await heldBytes();
    for (let index = 0; index < 64; index++) await send(`${index} ${'x'.repeat(1_000_000)}`);
    return { bytes: (await heldBytes()) - before, requests: gateway.requests.length };
  },
};

const [name, answer] = process.argv.slice(2);
process.on('disconnect', () => process.exit());
process.send?.(await programs[name ?? '']?.());
if (name === 'create' || name === 'hold') process.disconnect?.();
