import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { llama, user } from './post.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
  child = undefined;
});

interface Running {
  /** What it has written so far. */
  output(): string;
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
}

function run(...args: string[]): Running {
  const started = spawn(process.execPath, ['--import', 'tsx', cli, ...args]);
  child = started;
  let written = '';
  for (const stream of [started.stdout, started.stderr]) stream.on('data', data => (written += data));
  return {
    output: () => written,
    line: async pattern => {
      await expect.poll(() => written).toMatch(pattern);
      return pattern.exec(written) ?? expect.fail(written);
    },
    ended: once(started, 'close').then(([code]) => code),
  };
}

const headers = { authorization: 'Bearer t', 'content-type': 'application/json' };
const ask = (root: string, body: object = user('Hi'), more: Record<string, string> = {}) =>
  fetch(`${root}/v1/a/g/workers-ai/${llama}`, {
    method: 'POST',
    headers: { ...headers, ...more },
    body: JSON.stringify(body),
  }).then(response => response.text());

test('on start it says what to paste, then writes a line a request, and Ctrl-C ends it cleanly', async () => {
  const { line, ended } = run('dev', '--port', '0', '--cache-ttl', '60');
  const [, root = ''] = await line(/WORKERS_AI_GATEWAY_URL=(http:\/\/127\.0\.0\.1:\d+)\/v1\n/);
  await line(
    /CLOUDFLARE_ACCOUNT_ID=local-account\n\s*CLOUDFLARE_API_TOKEN=local-token\n\s*CLOUDFLARE_GATEWAY_ID=local-gateway/,
  );
  await ask(root);
  await line(
    /200\s+@cf\/meta\/llama-3\.1-8b-instruct-fp8-fast\s+MISS\s+\d+ ms\s+5 in, 9 out\s+[0-9a-f-]{36}/,
  );
  await ask(root);
  await line(/200\s+@cf\/meta\/llama-3\.1-8b-instruct-fp8-fast\s+HIT/);
  child?.kill('SIGINT');
  expect(await ended).toBe(0);
});

test('--json writes one object a line; --token, --gateway-token, --rate-limit and --fail hold', async () => {
  const { line, output } = run(
    'dev',
    '--port=0',
    '--json',
    '--fail',
    '3040=1',
    '--gateway-token',
    'g',
    '--rate-limit',
    '2/86400',
  );
  const [, root = ''] = await line(/^{"url":"(http:\/\/[\d.:]+)"/);
  await line(/"CF_AIG_TOKEN":"g"/);
  expect(JSON.parse(await ask(root)).error[0].code).toBe(2009);
  const authorized = { 'cf-aig-authorization': 'Bearer g' };
  expect(JSON.parse(await ask(root, user('Hi'), authorized)).errors[0].code).toBe(3040);
  expect(JSON.parse(await ask(root, user('Hi'), authorized)).errors[0].code).toBe(3040);
  expect(JSON.parse(await ask(root, user('Hi'), authorized)).error[0].code).toBe(2003);
  await expect.poll(() => output().trim().split('\n').length).toBe(5);
  expect(
    output()
      .trim()
      .split('\n')
      .slice(1)
      .map(text => JSON.parse(text).status),
  ).toEqual([401, 429, 429, 429]);
});

test('--upstream answers from there', async () => {
  const behind = await createLocalGateway().listen();
  const { line } = run(
    'dev',
    '--port',
    '0',
    '--upstream',
    `${behind.url}/v1/a/g/workers-ai/v1`,
    '--upstream-model',
    llama,
    '--upstream-key',
    't',
  );
  const [, root = ''] = await line(/(http:\/\/[\d.:]+)\. To use it/);
  expect(JSON.parse(await ask(root, { prompt: 'What is Cloudflare?' })).result.response).toMatch(
    /^Cloudflare is a company/,
  );
  await behind.close();
});

test('--chunk-delay makes a stream slow', async () => {
  const { line } = run('dev', '--port', '0', '--chunk-delay', '30');
  const [, root = ''] = await line(/(http:\/\/[\d.:]+)\. To use it/);
  const start = Date.now();
  const events = await ask(root, { prompt: 'What is Cloudflare?', stream: true });
  const pieces = events.split('\n\n').length;
  expect(pieces).toBeGreaterThan(5);
  expect(Date.now() - start).toBeGreaterThan(5 * 30);
});

test('--help names every option', async () => {
  const { output, ended } = run('--help');
  expect(await ended).toBe(0);
  for (const option of [
    '--port',
    '--upstream',
    '--token',
    '--gateway-token',
    '--cache-ttl',
    '--rate-limit',
    '--fail',
    '--chunk-delay',
    '--gateway',
    '--model',
    '--date',
    '--retired',
    '--json',
  ]) {
    expect(output()).toContain(option);
  }
});

test.each([
  [['dev', '--port', '65536'], "--port takes a whole number up to 65535, not '65536'."],
  [
    ['dev', '--upstream', 'http://127.0.0.1:9/v1'],
    'No server answers at http://127.0.0.1:9/v1. Start it first, or omit --upstream.',
  ],
  [['serve'], "Unknown command 'serve'."],
  [['--port', '0'], "The command is missing: 'dev' comes before the options. Try --help."],
  [['dev', '--bogus'], "Unknown option '--bogus'. Try --help.\n"],
])('%j ends with a clear error', async (args, message) => {
  const { output, ended } = run(...args);
  expect(await ended).toBe(1);
  expect(output()).toContain(message);
  expect(output()).not.toContain('    at ');
});

test('an upstream that has its models below /v1 is named', async () => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/v1/models' ? 200 : 404).end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const { output, ended } = run('dev', '--upstream', url);
  expect(await ended).toBe(1);
  expect(output()).toContain(`The server's API is at ${url}/v1. Pass that to --upstream.`);
  server.close();
});

test('a port that is taken is an error that names it', async () => {
  const server = await createLocalGateway().listen();
  const { output, ended } = run('dev', '--port', String(server.port));
  expect(await ended).toBe(1);
  expect(output()).toContain(
    `Port ${server.port} is in use. Pass another one with --port, or 0 for any free port.`,
  );
  await server.close();
});
