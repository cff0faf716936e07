import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entries } from '../aborts/entries.ts';
import { rejection } from '../transport/stub-fetch.ts';

let elsewhere: Server;
let service: Server;
let baseURL = '';
const reached: (string | undefined)[] = [];

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    reached.push(request.headers.authorization);
    response.end('{}');
  });
  const target = await listen(elsewhere);
  service = createServer((request, response) => {
    request.resume();
    const [, status] = /^\/(\d{3})\//.exec(request.url ?? '') ?? [];
    response.writeHead(Number(status), { location: `${target}/` }).end();
  });
  baseURL = await listen(service);
});

afterAll(() => {
  for (const server of [elsewhere, service]) {
    server.close();
    server.closeAllConnections();
  }
});

const statuses = [300, 301, 302, 303, 307, 308];

test.each(Object.keys(entries).flatMap(entry => statuses.map(status => ({ entry, status }))))(
  '$entry: a $status is an error, and no token goes where it points',
  async ({ entry, status }) => {
    const settings = { accountId: 'account', apiKey: 'key', gateway: 'gateway' };
    const root = `${baseURL}/${status}`;
    const model = entries[entry]?.({ ...settings, baseURL: root, apiURL: root });
    for (const what of ['generate', 'stream', 'embed', 'run', 'getLog'] as const) {
      expect(await rejection(model?.[what]() ?? Promise.resolve())).toMatchObject({
        name: 'AI_APICallError',
        message: expect.stringContaining('Redirects are not followed: check baseURL.'),
        statusCode: status,
        isRetryable: false,
      });
    }
    expect(reached).toEqual([]);
  },
);

test('what a browser shows of a redirect, an answer without status, headers and body, is the same error', async () => {
  const fetch = async () => Response.error();
  const model = entries.ai7?.({ accountId: 'account', apiKey: 'key', gateway: 'gateway', fetch });
  expect(await rejection(model?.generate() ?? Promise.resolve())).toMatchObject({
    name: 'AI_APICallError',
    message: expect.stringContaining('Redirects are not followed'),
    statusCode: 0,
    isRetryable: false,
  });
});
