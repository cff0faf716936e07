import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { afterEach, describe, expect, test } from 'vitest';
import { createLocalGateway, type LocalServer } from 'workers-ai-gateway/testing';
import { declaredIn } from '../../src/wrangler/bindings.ts';
import { addressOf } from '../../src/wrangler/gateway.ts';
import { readOptions } from '../../src/wrangler/options.ts';
import { localAI, plugins } from '../../src/wrangler.ts';
import { post, user } from '../local-gateway/post.ts';

const plugin = plugins['local-ai'];

const of = (options: object) => readOptions(options, 'AI');

test.each<object>([
  {},
  { port: 8787 },
  { url: 'http://127.0.0.1:8765' },
  {
    gateways: ['a'],
    models: ['m'],
    cacheTtl: 60,
    rateLimit: { requests: 1, seconds: 1 },
    failRate: { 3040: 1 },
  },
  { upstream: 'http://127.0.0.1:11434/v1', shape: 'openai' },
  { upstream: { url: 'http://127.0.0.1:11434/v1' }, shape: { m: 'openai' } },
  { padding: false, chunkBytes: 1, delayMs: 1, chunkDelayMs: 1, seed: 1, maxBodyBytes: 1, keep: 1 },
  { logDelayMs: 1, disputes: {} },
])('the options %j are taken', options => {
  expect(of(options)).toBe(options);
});

const start = 'workers-ai-gateway/wrangler cannot make env.AI: ';

test.each<[unknown, string | RegExp]>([
  [null, 'its options must be an object, not null.'],
  ['x', 'its options must be an object, not "x".'],
  [[1], 'its options must be an object, not [1].'],
  [{ prot: 1 }, /^there is no option 'prot'. Known settings: port, url, gateways, .*, disputes\.$/],
  [{ token: 't' }, /^there is no option 'token'/],
  [{ port: '1' }, 'the option port must be of type number, not "1".'],
  [{ gateways: 'a' }, 'the option gateways must be of type array, not "a".'],
  [{ disputes: [] }, 'the option disputes must be of type object, not [].'],
  [{ shape: 5 }, 'the option shape must be of type string or object, not 5.'],
  [
    { url: 'http://127.0.0.1', port: 1 },
    'no option goes with url: give them to the gateway that listens there.',
  ],
])('the options %j are refused', (options, message) => {
  const refused = () => readOptions(options, 'AI');
  if (typeof message === 'string') expect(refused).toThrow(new Error(start + message));
  else expect(refused).toThrow(expect.objectContaining({ message: expect.stringMatching(start) }));
  if (message instanceof RegExp) {
    expect(refused).toThrow(
      expect.toSatisfy(error => message.test(String(error.message).replace(start, ''))),
    );
  }
});

let servers: (LocalServer | { close(): unknown })[] = [];

afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
});

let count = 0;

/** What miniflare hands over, and what was logged. */
function placeOf() {
  const lines: string[] = [];
  return {
    lines,
    place: { log: { info: (line: string) => void lines.push(line) }, tmpPath: `/tmp/test-${count++}` },
  };
}

const addressWith = (options: object, { place } = placeOf()) =>
  addressOf({ name: 'AI', options: of(options) }, place);

/** A server that answers everything with this status. */
async function answering(status: number): Promise<string> {
  const server: Server = createServer((_request, response) => response.writeHead(status).end());
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  servers.push({ close: () => server.close() });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

describe('a gateway of its own', () => {
  const call = (address: string) =>
    post({ fetch }, user('Hi'), {
      to: `http://${address}/v1/account/gateway/workers-ai/@cf/meta/llama-3.1-8b-instruct-fp8-fast`,
    });

  test('answers, and a line tells of each call', async () => {
    const at = placeOf();
    const address = await addressWith({}, at);
    expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(at.lines).toEqual([`env.AI is answered by a local gateway at http://${address}`]);
    expect((await call(address)).status).toBe(200);
    await fetch(`http://${address}/nowhere`);
    await expect.poll(() => at.lines.length).toBe(3);
    expect(at.lines[1]).toMatch(
      /^AI 200 @cf\/meta\/llama-3\.1-8b-instruct-fp8-fast MISS \d+ ms [0-9a-f-]{36}$/,
    );
    expect(at.lines[2]).toMatch(/^AI 404 GET \/nowhere \d+ ms$/);
  });

  test('outlives a reload: the same options, the same gateway', async () => {
    const at = placeOf();
    const first = await addressWith({ cacheTtl: 60 }, at);
    expect(await addressWith({ cacheTtl: 60 }, at)).toBe(first);
    expect(await addressWith({ cacheTtl: 61 }, at)).not.toBe(first);
    expect(await addressWith({ cacheTtl: 60 })).not.toBe(first);
  });

  test('on a port of one’s own other options take its place', async () => {
    const { port, close } = await createLocalGateway().listen();
    await close();
    const first = await addressWith({ port });
    expect(first).toBe(`127.0.0.1:${port}`);
    expect(await addressWith({ port, models: [] })).toBe(first);
    expect((await call(first)).status).toBe(400);
  });

  test('a port that is taken, and one that is none, are named', async () => {
    const taken = new URL(await answering(200)).port;
    await expect(addressWith({ port: Number(taken) })).rejects.toMatchObject({
      message: `${start}port ${taken} is taken: set another one, leave it out for any free one, or use the gateway that listens there by "url": "http://127.0.0.1:${taken}".`,
      cause: { code: 'EADDRINUSE' },
    });
    await expect(addressWith({ port: 99_999 })).rejects.toThrow(`${start}there is no port 99999.`);
    // What failed is not kept.
    await expect(addressWith({ port: 99_999 })).rejects.toThrow(`${start}there is no port 99999.`);
  });

  test('an option that the gateway refuses is told', async () => {
    await expect(addressWith({ upstream: 'nowhere' })).rejects.toThrow(
      `${start}upstream must be a URL such as http://127.0.0.1:11434/v1, not 'nowhere'.`,
    );
  });
});

describe('one that listens already', () => {
  test('is used', async () => {
    const server = await createLocalGateway().listen();
    servers.push(server);
    expect(await addressWith({ url: server.url })).toBe(`127.0.0.1:${server.port}`);
    expect(await addressWith({ url: `${server.url}/` })).toBe(`127.0.0.1:${server.port}`);
  });

  test('is waited for', async () => {
    const { port, close } = await createLocalGateway().listen();
    await close();
    const pending = addressWith({ url: `http://127.0.0.1:${port}` });
    await new Promise(resolve => setTimeout(resolve, 150));
    servers.push(await createLocalGateway().listen({ port }));
    expect(await pending).toBe(`127.0.0.1:${port}`);
  });

  test('a server that is no local gateway is named', async () => {
    const url = await answering(200);
    await expect(addressWith({ url })).rejects.toThrow(
      `${start}what answers at ${url} is no local gateway. Start one with npx workers-ai-gateway dev --port ${new URL(url).port}, or leave url out.`,
    );
  });

  test.each([
    '127.0.0.1:8765',
    'https://127.0.0.1',
    'http://127.0.0.1/v1',
    'my http://127.0.0.1',
    'http://[x',
  ])('an address %s is refused', async url => {
    await expect(addressWith({ url })).rejects.toThrow(
      `${start}url must be an address alone, such as http://127.0.0.1:8765, not '${url}'.`,
    );
  });
});

test('localAI() declares a binding that the plugin makes', () => {
  expect(localAI('AI')).toEqual({
    name: 'AI',
    type: 'local-ai',
    plugin: { package: 'workers-ai-gateway/wrangler', name: 'local-ai' },
    options: {},
  });
  const options = { cacheTtl: 60, models: undefined };
  // A caller in JavaScript may pass undefined, which JSON cannot say.
  expect(() => localAI('MY_AI', options as object)).toThrow(
    'cannot make env.MY_AI: the option models must be',
  );
  expect(localAI('MY_AI', { cacheTtl: 60 }).options).toEqual({ cacheTtl: 60 });
});

const inWorker = (env: unknown) => ({ config: { env } });
const ours = (options?: object) => ({ dev: { plugin: { name: 'local-ai' }, options } });

test.each<[string, unknown, object[]]>([
  [
    'miniflare 4',
    [{ name: 'AI', options: { cacheTtl: 1 } }, { name: 'B' }],
    [
      { name: 'AI', options: { cacheTtl: 1 } },
      { name: 'B', options: {} },
    ],
  ],
  [
    'miniflare 5',
    inWorker({ AI: ours({ cacheTtl: 1 }), B: ours() }),
    [
      { name: 'AI', options: { cacheTtl: 1 } },
      { name: 'B', options: {} },
    ],
  ],
  [
    'others are not ours',
    inWorker({ KV: { type: 'kv' }, X: { dev: { plugin: { name: 'x' } } }, Y: { dev: {} }, Z: 5 }),
    [],
  ],
  ['none', inWorker(undefined), []],
  ['no Worker', undefined, []],
  ['no configuration', { config: 5 }, []],
])('the bindings that are declared to %s are found', (_name, given, declared) => {
  expect(declaredIn(given)).toEqual(declared);
});

test('a binding is workerd’s own module, over a service that is the gateway', async () => {
  const declared = [{ name: 'AI', options: { cacheTtl: 60 } }];
  const service = 'local-ai:{"cacheTtl":60}';
  expect(plugin.getBindings(declared)).toEqual([
    {
      name: 'AI',
      wrapped: {
        moduleName: 'cloudflare-internal:ai-api',
        innerBindings: [{ name: 'fetcher', service: { name: service } }],
      },
    },
  ]);
  const { place } = placeOf();
  expect(await plugin.getServices({ options: declared, ...place })).toEqual([
    {
      name: service,
      external: { address: await addressWith({ cacheTtl: 60 }, { place, lines: [] }), http: {} },
    },
  ]);
});

test('to Node it is handed by miniflare’s own class, where miniflare is loaded', () => {
  const { cache } = createRequire(`${process.cwd()}/`);
  const declared = [{ name: 'AI', options: {} }];
  const loaded = Object.keys(cache).filter(path => /[\\/]miniflare[\\/]/.test(path));
  const kept = loaded.map(path => [path, cache[path]] as const);
  for (const path of loaded) delete cache[path];
  const hand = () => plugin.getNodeBindings(declared);
  expect(hand).toThrow('cannot hand env.AI to Node: miniflare is not loaded as a module.');
  class ProxyNodeBinding {}
  const path = '/x/miniflare/dist/src/index.js';
  // As much of a module as is looked at.
  Object.assign(cache, {
    '/x/other.js': { exports: { ProxyNodeBinding: class {} } },
    '/x/miniflare/dist/a.js': undefined,
  });
  Object.assign(cache, { [path]: { exports: { ProxyNodeBinding } } });
  try {
    expect(hand()).toEqual({ AI: new ProxyNodeBinding() });
    expect(hand().AI).toBeInstanceOf(ProxyNodeBinding);
  } finally {
    for (const added of ['/x/other.js', '/x/miniflare/dist/a.js', path]) delete cache[added];
    for (const [path, module] of kept) cache[path] = module;
  }
});
