import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { createLocalGateway, type LocalGatewayOptions, type LocalServer } from 'workers-ai-gateway/testing';
import { ask, llama } from './post.ts';

let server: LocalServer;

afterEach(() => server.close());

const path = `/v1/account/gateway/workers-ai/${llama}`;

async function open(options: LocalGatewayOptions = {}) {
  const gateway = createLocalGateway(options);
  server = await gateway.listen();
  return gateway;
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
  test.each(['evil.example', 'localhost.evil.example', '127.0.0.2'])(
    '%s is refused, and not seen',
    async host => {
      const gateway = await open();
      expect((await ask(server, { host })).status).toBe(421);
      expect(gateway.requests).toEqual([]);
    },
  );

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
  test.each(['https://evil.example', 'null'])('one of %s is refused, and not seen', async origin => {
    const gateway = await open();
    expect(await ask(server, { origin })).toMatchObject({
      status: 403,
      text: expect.stringContaining(origin),
    });
    expect(gateway.requests).toEqual([]);
  });

  test('one of localhost is answered: a development server passes its header on', async () => {
    await open();
    expect((await ask(server, { origin: 'http://localhost:3000' })).status).toBe(200);
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
    expect((await ask(server)).status).toBe(200);
    expect(gateway.requests).toHaveLength(1);
  });

  test('headers beyond 16 kB are refused', async () => {
    const gateway = await open();
    expect((await ask(server, { 'x-long': 'x'.repeat(17_000) }).catch(() => ({ status: 431 }))).status).toBe(
      431,
    );
    expect(gateway.requests).toEqual([]);
  });

  test('what is no HTTP is refused, and the next request answered', async () => {
    await open();
    expect(await raw('\0\0\0 hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect((await ask(server)).status).toBe(200);
  });
});
