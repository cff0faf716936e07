import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { createLocalGateway, type LocalGatewayOptions, type LocalServer } from 'workers-ai-gateway/testing';
import { llama, user } from './post.ts';

let server: LocalServer;

afterEach(() => server.close());

const path = `/v1/account/gateway/workers-ai/${llama}`;
const body = JSON.stringify(user('Hi'));

async function open(options: LocalGatewayOptions = {}) {
  const gateway = createLocalGateway(options);
  server = await gateway.listen();
  return gateway;
}

function ask(headers: Record<string, string>, to = path): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const all = { authorization: 'Bearer t', 'content-type': 'application/json', ...headers };
    const options = { method: 'POST', headers: all, path: to, host: '127.0.0.1', port: server.port };
    const request = httpRequest(options, async response => {
      let said = '';
      for await (const chunk of response) said += chunk;
      resolve({ status: response.statusCode ?? 0, text: said });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Sends bytes as they are, and returns what comes back until the connection ends. */
function raw(bytes: string): Promise<string> {
  return new Promise(resolve => {
    let said = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', data => {
      said += data;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(said));
  });
}

test('no other address of the machine answers', async () => {
  await open();
  const others = Object.values(networkInterfaces())
    .flatMap(found => found ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  // 127.0.0.2 is of this machine too, wherever Linux runs.
  for (const host of [...others, ...(process.platform === 'linux' ? ['127.0.0.2'] : [])]) {
    const code = await new Promise(resolve => {
      const socket = connect({ port: server.port, host }, () => resolve('connected'));
      socket.on('error', error => resolve('code' in error ? error.code : error));
    });
    expect([host, code]).toEqual([host, 'ECONNREFUSED']);
  }
});

describe('hosts', () => {
  test.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'localhost.',
    'evil-localhost',
    'workers-binding.ai.evil.example',
    'x@localhost',
    'localhost/x',
    'localhost:99999',
    'localhost:',
    '127.0.0.2',
    '0.0.0.0',
    '[::]',
    '2130706433',
  ])('%s is refused, and not seen', async host => {
    const gateway = await open();
    expect((await ask({ host })).status).toBe(421);
    expect(gateway.requests).toEqual([]);
  });

  test('a request without one is refused', async () => {
    const gateway = await open();
    expect(await raw(`GET ${path} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
    expect(await raw(`GET ${path} HTTP/1.1\r\nconnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(gateway.requests).toEqual([]);
  });

  test.each([
    '//workers-binding.ai/ai-gateway/gateways/gateway/logs',
    'http://workers-binding.ai/ai-gateway/gateways/gateway/logs',
    '\\\\workers-binding.ai\\ai-gateway/gateways/gateway/logs',
  ])('a target of %s reaches no other host’s paths, which ask for no token', async target => {
    await open({ token: 'right' });
    const head = `GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`;
    expect(await raw(head)).toMatch(/^HTTP\/1\.1 40[04] /);
  });
});

describe('pages', () => {
  test.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'null',
    'http://127.0.0.1.evil.example:80',
  ])('one of %s is refused, and not seen', async origin => {
    const gateway = await open();
    expect(await ask({ origin })).toMatchObject({ status: 403, text: expect.stringContaining(origin) });
    expect(gateway.requests).toEqual([]);
  });

  test.each(['http://localhost:3000', 'https://127.0.0.1', 'http://[::1]:5173'])(
    'one of %s is answered: a development server passes its header on',
    async origin => {
      await open();
      expect((await ask({ origin })).status).toBe(200);
    },
  );
});

describe('tokens', () => {
  test.each([
    ['right', 200],
    ['wrong', 401],
    ['righ', 401],
    ['rightright', 401],
    ['right\u00e4', 401],
    ['RIGHT', 401],
  ])('%j instead of the right one is answered %i', async (given, status) => {
    await open({ token: 'right', gatewayToken: 'right' });
    const good = { authorization: 'Bearer right', 'cf-aig-authorization': 'Bearer right' };
    expect((await ask({ ...good, authorization: `Bearer ${given}` })).status).toBe(status);
    expect((await ask({ ...good, 'cf-aig-authorization': `Bearer ${given}` })).status).toBe(status);
  });
});

describe('callers that behave badly', () => {
  test('one that leaves in the middle of its request is forgotten', async () => {
    const gateway = await open();
    const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer t\r\ncontent-length: 100\r\n\r\n`;
    await new Promise<void>(resolve => {
      const socket = connect(server.port, '127.0.0.1', () =>
        socket.write(`${head}{"messages"`, () => socket.destroy()),
      );
      socket.on('close', () => resolve());
    });
    expect((await ask({})).status).toBe(200);
    expect(gateway.requests).toHaveLength(1);
  });

  test('headers beyond 16 kB are refused', async () => {
    const gateway = await open();
    expect((await ask({ 'x-long': 'x'.repeat(17_000) }).catch(() => ({ status: 431 }))).status).toBe(431);
    expect(gateway.requests).toEqual([]);
  });

  test('what is no HTTP is refused, and the next request answered', async () => {
    await open();
    expect(await raw('\0\0\0 hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect((await ask({})).status).toBe(200);
  });
});
