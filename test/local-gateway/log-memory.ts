import { createLocalGateway } from 'workers-ai-gateway/testing';
import { llama } from './post.ts';

/** Logs large requests, of which none is kept, and writes what that takes. Run with --expose-gc. */
const gateway = createLocalGateway({ keep: 20, maxBodyBytes: 4_000_000 });

async function ask(content: string): Promise<void> {
  const response = await gateway.fetch(
    `https://gateway.ai.cloudflare.com/v1/account/gateway/workers-ai/${llama}`,
    {
      method: 'POST',
      headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
      body: JSON.stringify({ messages: [{ role: 'user', content }], max_tokens: 1 }),
    },
  );
  await response.text();
}

const inUse = (): number => {
  for (let times = 0; times < 3; times++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

await ask('Hi');
const before = inUse();
for (let index = 0; index < 20; index++) await ask(`${index} ${'x'.repeat(2_000_000)}`);
const kept = gateway.logs.length;
// The requests themselves are held to be looked at; the log is what stays.
const requests: unknown = gateway.requests;
if (Array.isArray(requests)) requests.length = 0;
await new Promise(resolve => setTimeout(resolve, 10));
process.stdout.write(JSON.stringify({ logs: kept, bytes: inUse() - before }));
