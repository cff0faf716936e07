import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { here, run } from './project.ts';

const example = join(here, '../../examples/worker');

/** Notes what wrangler uploads, and answers as much as it asks before. */
async function openApi(): Promise<{ readonly url: string; readonly uploads: readonly string[] }> {
  const uploads: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('latin1')) body += chunk;
    if (body.includes('name="metadata"')) uploads.push(body);
    const isAbsent = request.method === 'GET';
    const errors = isAbsent ? [{ code: 10007, message: 'This Worker does not exist on your account.' }] : [];
    response.writeHead(isAbsent ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ success: !isAbsent, errors, messages: [], result: isAbsent ? null : {} }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, uploads };
}

/** The bindings that `wrangler deploy` asks Cloudflare for. */
async function uploadedBindings(folder: string): Promise<unknown> {
  const { url, uploads } = await openApi();
  const env = {
    CLOUDFLARE_API_BASE_URL: `${url}/client/v4`,
    CLOUDFLARE_API_TOKEN: 't',
    CLOUDFLARE_ACCOUNT_ID: 'a',
  };
  const { ended, said } = run('wrangler', ['deploy', '--env', ''], { folder, env });
  await ended;
  const metadata = /\{"main_module".*\}/.exec(uploads[0] ?? said())?.[0] ?? said();
  return JSON.parse(metadata).bindings;
}

test('what is deployed is the plain binding, and nothing of the local one', async () => {
  expect(await uploadedBindings(join(here, 'worker'))).toEqual([{ name: 'AI', type: 'ai' }]);
});

test('the example deploys the plain binding and its Vectorize index', async () => {
  expect(await uploadedBindings(example)).toEqual(
    expect.arrayContaining([
      { name: 'AI', type: 'ai' },
      { name: 'DOCUMENTS', type: 'vectorize', index_name: 'documents' },
    ]),
  );
});

/**
 * KiB, compressed, the AI SDK and zod among them. Cloudflare's limit is 3072 on the free plan, but a Worker is
 * read and run at each cold start.
 */
const budget = 145;

test('the example builds within its budget of size', async ({ annotate }) => {
  const parameters = ['deploy', '--dry-run', '--outdir', '.wrangler/built', '--env', ''];
  const { ended, said } = run('wrangler', parameters, { folder: example });
  expect(await ended, said()).toBe(0);
  const [, whole, compressed] = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(said()) ?? [];
  await annotate(`${whole} KiB, ${compressed} KiB compressed, of ${budget} KiB`);
  expect(Number(compressed)).toBeGreaterThan(20);
  expect(Number(compressed)).toBeLessThan(budget);
});
