import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Packed, packAndInstall, run } from './packed.ts';

const minutes = 60_000;
const llama = '@cf/meta/llama-3.1-8b-instruct';

let packed: Packed;
beforeAll(async () => {
  packed = await packAndInstall(['ai@4.3.19', 'openai@6.49.0', 'cloudflare@7.3.0']);
}, 10 * minutes);
afterAll(() => packed?.remove());

interface Started {
  /** What it has written so far. */
  said(): string;
  /** Waits until it has said this, and returns the first group. */
  says(pattern: RegExp): Promise<string>;
  /** As a terminal does: every process of the group gets the signal. */
  pressCtrlC(): void;
  /** The exit code. */
  ended: Promise<number | null>;
}

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) kill(child, 'SIGKILL');
});

function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/** `npx workers-ai-gateway …` in the folder of the installed package. */
const npx = (...args: readonly string[]): Started =>
  start('npx', ['--no-install', 'workers-ai-gateway', ...args]);

/** The same without npx, which ends by the signal, whatever the command's own exit code. */
const installed = (...args: readonly string[]): Started =>
  start(join(packed.app, 'node_modules/.bin/workers-ai-gateway'), args);

function start(command: string, args: readonly string[]): Started {
  const child = spawn(command, [...args], { cwd: packed.app, detached: true });
  children.push(child);
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (written += data));
  return {
    said: () => written,
    says: async pattern => {
      await expect.poll(() => written, { timeout: 15_000 }).toMatch(pattern);
      return pattern.exec(written)?.[1] ?? '';
    },
    pressCtrlC: () => kill(child, 'SIGINT'),
    ended: once(child, 'close').then(([code]) => code),
  };
}

const address = /WORKERS_AI_GATEWAY_URL=(http:\/\/127\.0\.0\.1:\d+)\/v1\n/;

function ask(root: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${root}/v1/local-account/local-gateway/workers-ai/${llama}`, {
    method: 'POST',
    headers: { authorization: 'Bearer token', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** An example of https://developers.cloudflare.com/ai-gateway/usage/providers/workersai/, with only the host changed. */
async function curl(root: string, path: string, data: string) {
  const { stdout } = await promisify(execFile)('curl', [
    '--silent',
    '--globoff',
    `${root}/v1/{account_id}/{gateway_id}/workers-ai/${path}`,
    '--header',
    'Authorization: Bearer {cf_api_token}',
    '--header',
    'Content-Type: application/json',
    '--data',
    data,
  ]);
  return JSON.parse(stdout);
}

test('the three curl examples of the page, a line for each, and Ctrl-C', async () => {
  const gateway = npx('dev', '--port', '0');
  const root = await gateway.says(address);
  expect(gateway.said()).toMatch(
    /CLOUDFLARE_ACCOUNT_ID=\S+\n.*CLOUDFLARE_API_TOKEN=\S+\n.*CLOUDFLARE_GATEWAY_ID=/,
  );

  const answer = { response: expect.stringMatching(/^Cloudflare is/) };
  expect(await curl(root, llama, '{"prompt": "What is Cloudflare?"}')).toMatchObject({ result: answer });
  const classifier = '@cf/huggingface/distilbert-sst-2-int8';
  const { result } = await curl(root, classifier, '{ "text": "Cloudflare docs are amazing!" }');
  expect(result.map(({ label }: { label: string }) => label)).toEqual(['NEGATIVE', 'POSITIVE']);
  const chat = `{\n"model": "${llama}",\n"messages": [\n{\n"role": "user",\n"content": "What is Cloudflare?"\n}\n]\n}\n`;
  expect(await curl(root, 'v1/chat/completions', chat)).toMatchObject({
    object: 'chat.completion',
    choices: [{ message: { role: 'assistant', content: answer.response } }],
  });

  const lines = gateway.said().match(/^200 .*$/gm);
  expect(lines).toHaveLength(3);
  expect(lines?.[0]).toMatch(
    /^200 {2}@cf\/meta\/llama-3\.1-8b-instruct +MISS +\d+ ms +\d+ in, \d+ out +[0-9A-Z]{26}$/,
  );
  gateway.pressCtrlC();
  await gateway.ended;
  await expect(fetch(root)).rejects.toThrow('fetch failed');
  expect(gateway.said()).not.toContain('    at ');
});

/** Runs in the folder of the installed package, and returns what it prints as JSON. */
async function program(name: string, code: string) {
  await writeFile(join(packed.app, name), code);
  return JSON.parse(await run(process.execPath, [name], packed.app));
}

const weatherTool = JSON.stringify({
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'The weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
});

test('the official openai client: chat, stream, tool, embeddings, error', async () => {
  const root = await npx('dev', '--port', '0', '--token', 'token').says(address);
  const said = await program(
    'openai.mjs',
    `import OpenAI from 'openai';
    const baseURL = '${root}/v1/local-account/local-gateway/workers-ai/v1';
    const client = new OpenAI({ apiKey: 'token', baseURL, maxRetries: 0 });
    const model = '${llama}';
    const ask = (content, more) => client.chat.completions.create({ model, messages: [{ role: 'user', content }], ...more });
    const text = (await ask('Count to 5')).choices[0].message.content;
    let streamed = '', usage;
    for await (const chunk of await ask('Count to 5', { stream: true, stream_options: { include_usage: true } })) {
      streamed += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage ?? usage;
    }
    const called = await ask('Call get_weather for Lisbon', { tools: [${weatherTool}], tool_choice: 'required' });
    const { name, arguments: args } = called.choices[0].message.tool_calls[0].function;
    const { data } = await client.embeddings.create({ model: '@cf/baai/bge-m3', input: ['one', 'two'] });
    const failed = await ask('x', { model: '@cf/fail/3040' }).catch(error => [error.constructor.name, error.status]);
    const refused = await new OpenAI({ apiKey: 'wrong', baseURL, maxRetries: 0 }).chat.completions
      .create({ model, messages: [] }).catch(error => error.constructor.name);
    console.log(JSON.stringify({ text, streamed, usage, name, city: JSON.parse(args).city, sizes: data.map(item => item.embedding.length), failed, refused }));`,
  );
  expect(said).toEqual({
    text: '1 2 3 4 5',
    streamed: '1 2 3 4 5',
    usage: expect.objectContaining({ completion_tokens: 5, prompt_tokens_details: { cached_tokens: 0 } }),
    name: 'get_weather',
    city: 'Lisbon',
    sizes: [1024, 1024],
    failed: ['RateLimitError', 429],
    refused: 'AuthenticationError',
  });
});

test('the official cloudflare client: run, log, feedback', async () => {
  const root = await npx('dev', '--port', '0', '--cache-ttl', '60').says(address);
  const said = await program(
    'cloudflare.mjs',
    `import Cloudflare from 'cloudflare';
    const client = new Cloudflare({ apiToken: 'token', baseURL: '${root}/client/v4', maxRetries: 0 });
    const place = { account_id: 'local-account', gateway_id: 'local-gateway' };
    const ask = () => client.ai.run('${llama}', { account_id: place.account_id, prompt: 'What is 12 * 4?' },
      { headers: { 'cf-aig-gateway-id': place.gateway_id, 'cf-aig-metadata': '{"user":"ada"}' } }).withResponse();
    const { data, response } = await ask();
    const cached = (await ask()).response.headers.get('cf-aig-cache-status');
    const id = response.headers.get('cf-aig-log-id');
    await client.aiGateway.logs.edit(id, { ...place, feedback: 1, score: 90 });
    const { model, metadata, feedback, score, tokens_out } = await client.aiGateway.logs.get(id, place);
    const { result } = await client.aiGateway.logs.list(place.gateway_id, { account_id: place.account_id });
    const lost = await client.aiGateway.logs.get('none', place).catch(error => error.constructor.name);
    console.log(JSON.stringify({ said: data.response, cached, log: { model, metadata, feedback, score, tokens_out }, hits: result.map(log => log.cached), lost }));`,
  );
  expect(said).toEqual({
    said: '12 * 4 = 48',
    cached: 'HIT',
    log: { model: llama, metadata: { user: 'ada' }, feedback: 1, score: 90, tokens_out: 5 },
    hits: [true, false],
    lost: 'NotFoundError',
  });
});

test('--json writes an object a line; token, gateway token, rate limit, failures and delay hold', async () => {
  const asked = [
    '--token',
    'token',
    '--gateway-token',
    'other',
    '--rate-limit',
    '3/86400',
    '--fail',
    '3040=1',
  ];
  const gateway = installed('dev', '--port', '0', '--json', '--delay', '30', ...asked);
  const root = await gateway.says(/"url":"(http:\/\/127\.0\.0\.1:\d+)"/);
  const authorized = { 'cf-aig-authorization': 'Bearer other' };
  const tries = [{}, authorized, { ...authorized, authorization: 'Bearer wrong' }, authorized, authorized];
  const codes: unknown[] = [];
  for (const headers of tries) {
    const { error, errors } = await (await ask(root, { prompt: 'Hi' }, headers)).json();
    codes.push((error ?? errors)[0].code);
  }
  expect(codes).toEqual([2009, 3040, 10000, 3040, 2003]);

  const objects = (): Record<string, unknown>[] =>
    gateway
      .said()
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line));
  await expect.poll(objects).toHaveLength(6);
  const [started, ...answers] = objects();
  expect(started?.environment).toMatchObject({ CLOUDFLARE_API_TOKEN: 'token', CF_AIG_TOKEN: 'other' });
  expect(answers.map(({ status }) => status)).toEqual([401, 429, 401, 429, 429]);
  expect(answers[1]).toMatchObject({ method: 'POST', model: llama, cacheStatus: 'MISS', aborted: false });
  expect(answers[1]?.milliseconds).toBeGreaterThanOrEqual(25);
  gateway.pressCtrlC();
  expect(await gateway.ended).toBe(0);
});

test('an upstream is streamed through while it lives, and named when it is gone', async () => {
  const behind = npx('dev', '--port', '0');
  const url = `${await behind.says(address)}/v1/local-account/local-gateway/workers-ai/v1`;
  const front = npx(
    'dev',
    '--port',
    '0',
    '--upstream',
    url,
    '--upstream-model',
    llama,
    '--upstream-key',
    'k',
  );
  const root = await front.says(address);
  const streamed = await (await ask(root, { prompt: 'Count to 3', stream: true })).text();
  const pieces = [...streamed.matchAll(/"response":"([^"]*)"/g)].map(([, piece]) => piece);
  expect(pieces.join('')).toBe('1 2 3');
  expect(streamed).toMatch(/\ndata: \[DONE\]\n\n$/);
  await behind.says(/(200 {2}@cf\/meta)/);
  behind.pressCtrlC();
  await behind.ended;
  const { error } = await (await ask(root, { prompt: 'Hi' })).json();
  expect(error).toEqual([{ code: 2005, message: expect.stringContaining(`the upstream ${url}`) }]);
});

test('Ctrl-C ends an open stream', async () => {
  const gateway = installed('dev', '--port', '0', '--delay', '60000');
  const waiting = ask(await gateway.says(address), { prompt: 'Hi', stream: true });
  const broken = waiting.catch((error: Error) => error.message);
  await new Promise(resolve => setTimeout(resolve, 200));
  gateway.pressCtrlC();
  expect(await gateway.ended).toBe(0);
  expect(await broken).toBe('fetch failed');
  expect(gateway.said()).toMatch(/--- .* aborted\n$/);
});

describe('only this machine is answered', () => {
  const statusFor = (root: string, host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = httpRequest(`${root}/v1/a/g/compat/models`, { headers: { host } }, response => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject).end();
    });

  test('other names of it are refused, and other addresses are not bound', async () => {
    const root = await npx('dev', '--port', '0').says(address);
    expect(await statusFor(root, 'localhost')).toBe(200);
    expect(await statusFor(root, 'rebound.example')).toBe(421);
    const elsewhere = connect({ host: '127.0.0.2', port: Number(new URL(root).port), timeout: 2000 });
    const ended = once(elsewhere, 'connect').then(
      () => 'connected',
      () => 'refused',
    );
    elsewhere.on('timeout', () => elsewhere.destroy(new Error('No answer.')));
    expect(await ended).toBe('refused');
  });
});

test('mistakes end with one clear line', async () => {
  const port = new URL(await npx('dev', '--port', '0').says(address)).port;
  const mistakes: [string[], string][] = [
    [['dev', '--port', port], `Port ${port} is taken.`],
    [['dev', '--upstream', 'http://127.0.0.1:9/v1'], 'No server answers at the upstream'],
    [['dev', '--rate-limit', '10'], '--rate-limit takes requests per seconds, e.g. 10/60'],
    [['--port', port], "No command. It is 'dev'"],
  ];
  const command = join(packed.app, 'node_modules/.bin/workers-ai-gateway');
  const said = await Promise.all(
    mistakes.map(([args]) => run(command, args, packed.app).catch(({ message }: Error) => message)),
  );
  for (const [index, [, message]] of mistakes.entries()) {
    expect(said[index]).toContain(`failed: ${message}`);
    expect(said[index]?.trim().split('\n')).toHaveLength(1);
  }
});

test('the suite that the page shows passes', async () => {
  const page = await readFile(new URL('../../docs/local-gateway.md', import.meta.url), 'utf8');
  const shown = /## In a Vitest suite\s+```ts\n(.*?)```/s.exec(page)?.[1] ?? '';
  await writeFile(join(packed.app, 'page.test.ts'), shown);
  const runner = fileURLToPath(new URL('../../node_modules/vitest', import.meta.url));
  await symlink(runner, join(packed.app, 'node_modules/vitest'), 'junction');
  const vitest = join(runner, 'vitest.mjs');
  const report = await run(process.execPath, [vitest, 'run', '--reporter=json'], packed.app);
  expect(JSON.parse(report)).toMatchObject({ numPassedTests: 1, numTotalTests: 1, success: true });
});
