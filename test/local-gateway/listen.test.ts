import { request as httpRequest } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createLocalGateway, type LocalServer, respond, text } from 'workers-ai-gateway/testing';
import { ask, llama, user } from './post.ts';

let server: LocalServer;

afterEach(() => server.close());

const headers = { authorization: 'Bearer t', 'content-type': 'application/json' };
const body = JSON.stringify(user('Hi'));
const path = `/v1/account/gateway/workers-ai/${llama}`;

test('it says where it is and what a client needs', async () => {
  server = await createLocalGateway({
    accounts: ['a'],
    gateways: ['g'],
    token: 't',
    gatewayToken: 'x',
  }).listen();
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  expect(server.settings).toEqual({
    accountId: 'a',
    apiKey: 't',
    gateway: { id: 'g' },
    gatewayToken: 'x',
    baseURL: `${server.url}/v1`,
    apiURL: `${server.url}/client/v4`,
  });
  expect(server.environment).toEqual({
    CLOUDFLARE_ACCOUNT_ID: 'a',
    CLOUDFLARE_API_TOKEN: 't',
    CLOUDFLARE_GATEWAY_ID: 'g',
    CF_AIG_TOKEN: 'x',
    WORKERS_AI_GATEWAY_URL: `${server.url}/v1`,
    WORKERS_AI_API_URL: `${server.url}/client/v4`,
  });
});

test('a call over the port, seen with its true URL', async () => {
  const gateway = createLocalGateway();
  server = await gateway.listen();
  const response = await fetch(server.url + path, { method: 'POST', headers, body });
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toMatchObject({ success: true });
  expect(gateway.requests).toMatchObject([{ url: server.url + path, aborted: false, status: 200 }]);
});

test('the binding’s paths by Host, as workerd sends them', async () => {
  server = await createLocalGateway().listen();
  const { status, text } = await ask(server, {
    host: 'workers-binding.ai',
    to: '/run?version=3',
    'cf-consn-model-id': llama,
  });
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({ name: 'AiError', internalCode: 5006 });
});

test('too large a body is refused before it has come', async () => {
  server = await createLocalGateway({ maxBodyBytes: 1000 }).listen();
  for (const length of [{ 'content-length': '1000000' }, {}]) {
    const status = await new Promise(resolve => {
      const options = { method: 'POST', headers: { ...headers, ...length } };
      const request = httpRequest(server.url + path, options, answer => {
        resolve(answer.statusCode);
        request.destroy();
      });
      // More than is allowed, and less than was announced: the rest never comes.
      request.write('x'.repeat(2000));
    });
    expect(status).toBe(413);
  }
});

test('a taken port is an error', async () => {
  server = await createLocalGateway().listen();
  await expect(createLocalGateway().listen({ port: server.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('WebSockets are refused', async () => {
  const gateway = createLocalGateway();
  server = await gateway.listen();
  expect((await ask(server, { to: '/', connection: 'Upgrade', upgrade: 'websocket' })).status).toBe(426);
  expect(gateway.requests).toEqual([]);
});

test('other offers to upgrade are passed over', async () => {
  server = await createLocalGateway().listen();
  const { status } = await ask(server, { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' });
  expect(status).toBe(200);
});

test('a long stream to a slow reader arrives whole, without a warning', async () => {
  const warnings: string[] = [];
  const listen = (warning: Error) => warnings.push(warning.message);
  process.on('warning', listen);
  const gateway = createLocalGateway();
  server = await gateway.listen();
  gateway.reply(text(...Array.from({ length: 20_000 }, (_, index) => ` word${index}`)));
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...user('Hi'), stream: true }),
  });
  await new Promise(resolve => setTimeout(resolve, 100));
  const found = await response.text();
  expect(found.match(/data: /g)).toHaveLength(20_003);
  expect(warnings).toEqual([]);
  process.off('warning', listen);
});

test('once closed it answers no more, and its connections end', async () => {
  const gateway = createLocalGateway();
  const closed = await gateway.listen();
  server = closed;
  gateway.reply(text('a'), text('b'));
  expect((await fetch(closed.url + path, { method: 'POST', headers, body })).status).toBe(200);
  await closed.close();
  await expect(fetch(closed.url + path, { method: 'POST', headers, body })).rejects.toThrow('fetch failed');
});

test.each([
  [undefined, true],
  [{ unref: false }, true],
  [{ unref: true }, false],
])('a port that listens with %j keeps the process: %s', async (options, keeps) => {
  const ports = () => process.getActiveResourcesInfo().filter(name => name === 'TCPServerWrap').length;
  const before = ports();
  server = await createLocalGateway().listen(options);
  expect(ports() - before).toBe(keeps ? 1 : 0);
});

test('what is refused or has failed is told as plain text', async () => {
  const chat = () => Promise.reject('no error at all');
  server = await createLocalGateway({ chat }).listen();
  const failed = await fetch(server.url + path, { method: 'POST', headers, body });
  expect([failed.status, failed.headers.get('content-type'), await failed.text()]).toEqual([
    500,
    'text/plain',
    'The local gateway failed: no error at all\n',
  ]);
  const refused = await fetch(server.url + path, {
    method: 'POST',
    headers: { ...headers, origin: 'null' },
    body,
  });
  expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'text/plain']);
});

test('of an error its message is told, and no stack', async () => {
  const chat = () => Promise.reject(new Error('my bug'));
  server = await createLocalGateway({ chat }).listen();
  const failed = await fetch(server.url + path, { method: 'POST', headers, body });
  expect(await failed.text()).toBe('The local gateway failed: my bug\n');
});

test('an answer without a body, and a header that comes twice', async () => {
  const gateway = createLocalGateway();
  server = await gateway.listen();
  gateway.reply(respond(new Response(null, { status: 204 })));
  const response = await fetch(server.url + path, { method: 'POST', headers, body });
  expect([response.status, await response.text()]).toEqual([204, '']);
  await new Promise<void>(resolve => {
    const options = { method: 'POST', headers: { ...headers, 'x-a': ['1', '2'] } };
    httpRequest(server.url + path, options, answer => answer.resume().on('end', resolve)).end(body);
  });
  expect(gateway.requests[1]?.headers).toMatchObject({ 'x-a': '1, 2' });
});

test('a caller that has had its answer did not leave', async () => {
  const gateway = createLocalGateway();
  server = await gateway.listen();
  await (
    await fetch(server.url + path, { method: 'POST', headers: { ...headers, connection: 'close' }, body })
  ).text();
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(gateway.requests).toMatchObject([{ aborted: false, status: 200 }]);
});

test('a reader that leaves while the server waits for it', async () => {
  const gateway = createLocalGateway();
  server = await gateway.listen();
  gateway.reply(text(...Array.from({ length: 200 }, () => 'x'.repeat(100_000))));
  const controller = new AbortController();
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...user('Hi'), stream: true }),
    signal: controller.signal,
  });
  await response.body?.getReader().read();
  controller.abort();
  await expect.poll(() => gateway.requests[0]?.aborted).toBe(true);
  // It goes on to answer others.
  expect((await fetch(server.url + path, { method: 'POST', headers, body })).status).toBe(200);
});

test('a reader that leaves a whole answer half read is noted, and the answer is told all the same', async () => {
  const told: unknown[] = [];
  const gateway = createLocalGateway({
    image: () => new Uint8Array(50_000_000),
    onAnswer: ({ aborted }) => told.push({ aborted }),
  });
  server = await gateway.listen();
  const image = '/v1/account/gateway/workers-ai/@cf/bytedance/stable-diffusion-xl-lightning';
  const request = httpRequest(server.url + image, { method: 'POST', headers }, answer => answer.destroy());
  request.on('error', () => undefined).end(JSON.stringify({ prompt: 'A lighthouse' }));
  await expect.poll(() => told).toEqual([{ aborted: true }]);
});
