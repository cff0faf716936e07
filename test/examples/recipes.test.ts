import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { snippetsOf } from './readme.ts';
import { runTsx } from './spawn.ts';
import { typeCheck } from './type-check.ts';

describe('the snippets of docs/recipes.md', async () => {
  const gateway = createLocalGateway();
  const server = await gateway.listen();
  afterAll(() => server.close());

  const page = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');
  const snippets = snippetsOf(page);
  const [onWorkers, retries, caching] = snippets.map(({ code }) => code);

  const run = (code = '') => runTsx(['--input-type=module', '-e', code], server.environment);

  test('the compiler takes them all', () => {
    // As the adapter's own types are in a project whose wrangler.jsonc declares the binding.
    const imported = "import { getCloudflareContext } from '@opennextjs/cloudflare';";
    const declared = 'declare function getCloudflareContext(): { env: { AI: AiBinding } };';
    expect(onWorkers).toContain(imported);
    const texts = snippets.map(({ name, code }): [string, string] => [
      name,
      code.replace(imported, `import type { AiBinding } from 'workers-ai-gateway';\n${declared}`),
    ]);
    expect(typeCheck(new Map(texts))).toEqual([]);
    expect(snippets).toHaveLength(3);
  });

  test('the gateway repeats what fails, and the AI SDK does not', async () => {
    const { status, stdout, stderr } = await run(retries);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toBe('');
    expect(gateway.requests.at(-1)?.headers).toMatchObject({
      'cf-aig-max-attempts': '3',
      'cf-aig-retry-delay': '500',
      'cf-aig-backoff': 'exponential',
      'cf-aig-request-timeout': '10000',
    });
  });

  test('a whole answer that is handed on as a stream is a MISS, then a HIT', async () => {
    expect(await run(caching)).toEqual({ status: 0, stdout: 'MISS\nHIT\n', stderr: '' });
  });
});
