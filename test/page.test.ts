import { execFile, spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generateText } from 'ai';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { createLocalGateway, type SeenRequest } from 'workers-ai-gateway/testing';

/*
 * The examples of https://developers.cloudflare.com/ai-gateway/usage/providers/workersai/, as they stand there.
 */
const textGeneration = `curl https://gateway.ai.cloudflare.com/v1/{account_id}/{gateway_id}/workers-ai/@cf/meta/llama-3.1-8b-instruct \\
--header 'Authorization: Bearer {cf_api_token}' \\
--header 'Content-Type: application/json' \\
--data '{"prompt": "What is Cloudflare?"}'`;

const textClassification = `curl https://gateway.ai.cloudflare.com/v1/{account_id}/{gateway_id}/workers-ai/@cf/huggingface/distilbert-sst-2-int8 \\
--header 'Authorization: Bearer {cf_api_token}' \\
--header 'Content-Type: application/json' \\
--data '{ "text": "Cloudflare docs are amazing!" }'`;

const chat = `curl https://gateway.ai.cloudflare.com/v1/{account_id}/{gateway_id}/workers-ai/v1/chat/completions \\
--header 'Authorization: Bearer {cf_api_token}' \\
--header 'Content-Type: application/json' \\
--data '{
"model": "@cf/meta/llama-3.1-8b-instruct",
"messages": [
{
"role": "user",
"content": "What is Cloudflare?"
}
]
}
'`;

/** The page's Llama model was retired the day after. */
const now = (): number => Date.parse('2026-05-29T12:00:00Z');

const previousURL = 'https://api.cloudflare.com/client/v4/accounts/{account_id}/ai/run/{model_id}';

const llama = '@cf/meta/llama-3.1-8b-instruct';
const distilbert = '@cf/huggingface/distilbert-sst-2-int8';

const ids: Readonly<Record<string, string>> = {
  account_id: '023e105f4ecef8ad9ca31a8372d0c353',
  gateway_id: 'my-gateway',
  cf_api_token: 'Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY',
  model_id: llama,
};

/** Puts in what the reader of the page puts in. */
const fillIn = (example: string): string =>
  example.replace(/\{(\w+)\}/g, (whole, name) => ids[name] ?? whole);

const settings = { accountId: ids.account_id, apiKey: ids.cf_api_token, gateway: { id: ids.gateway_id } };

interface Request {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What the command tells curl to send, read without curl. */
function parseCommand(command: string): Request {
  const url = /^curl (\S+)/.exec(command)?.[1];
  const body = /--data '([^']*)'/.exec(command)?.[1];
  if (url === undefined || body === undefined) throw new Error(`No example of the page: ${command}`);
  const headers = [...command.matchAll(/--header '([^:]+): ([^']*)'/g)];
  return { url, body, headers: Object.fromEntries(headers.map(([, name, value]) => [name, value])) };
}

const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** Runs the command as a shell does; where there is no curl, fetch sends the same bytes. */
async function runCommand(command: string): Promise<unknown> {
  if (hasCurl) {
    const { stdout } = await promisify(execFile)('sh', ['-c', command]);
    return JSON.parse(stdout);
  }
  const { url, ...init } = parseCommand(command);
  return (await fetch(url, { method: 'POST', ...init })).json();
}

function onlyRequest(requests: readonly SeenRequest[]): SeenRequest {
  const [first, ...rest] = requests;
  if (!first || rest.length > 0) throw new Error(`Expected one request, not ${requests.length}.`);
  return first;
}

/** What the page fixes of a request. */
const essence = ({ method, path, headers, body }: SeenRequest) => ({
  method,
  path,
  authorization: headers.authorization,
  contentType: headers['content-type'],
  body,
});

const examples = [
  {
    what: 'text generation',
    command: textGeneration,
    model: llama,
    inputs: { prompt: 'What is Cloudflare?' },
    answer: { response: expect.stringContaining('Cloudflare is a company') },
  },
  {
    what: 'text classification',
    command: textClassification,
    model: distilbert,
    inputs: { text: 'Cloudflare docs are amazing!' },
    answer: expect.arrayContaining([{ label: 'POSITIVE', score: expect.any(Number) }]),
  },
];

describe.each(examples)('the example of $what', ({ command, model, inputs, answer }) => {
  const example = parseCommand(fillIn(command));

  test('runs as it stands, but for the host', async () => {
    const gateway = createLocalGateway({ now });
    const server = await gateway.listen();
    onTestFinished(() => server.close());
    const result = await runCommand(fillIn(command).replace('https://gateway.ai.cloudflare.com', server.url));
    expect(result).toMatchObject({ success: true, errors: [], result: answer });
    const { path, headers, text } = onlyRequest(gateway.requests);
    expect(path).toBe(new URL(example.url).pathname);
    expect(headers).toMatchObject({
      authorization: `Bearer ${ids.cf_api_token}`,
      'content-type': 'application/json',
    });
    expect(text).toBe(example.body);
  });

  test('is what run() sends, to the same URL', async () => {
    const gateway = createLocalGateway({ now });
    const workersai = createWorkersAI({ ...settings, fetch: gateway.fetch });
    expect(await workersai.run(model, inputs)).toMatchObject(answer);
    const request = onlyRequest(gateway.requests);
    expect(request.url).toBe(example.url);
    expect(essence(request)).toEqual({
      method: 'POST',
      path: new URL(example.url).pathname,
      authorization: example.headers.Authorization,
      contentType: example.headers['Content-Type'],
      body: JSON.parse(example.body),
    });
  });
});

test('the previous URL is where run() goes with gateway: false', async () => {
  const gateway = createLocalGateway({ now });
  const workersai = createWorkersAI({ ...settings, gateway: false, fetch: gateway.fetch });
  const answer = await workersai.run(llama, { prompt: 'What is Cloudflare?' });
  expect(answer).toMatchObject({ response: expect.stringContaining('Cloudflare is a company') });
  const request = onlyRequest(gateway.requests);
  expect(request.url).toBe(fillIn(previousURL));
  expect(essence(request)).toMatchObject({
    method: 'POST',
    authorization: `Bearer ${ids.cf_api_token}`,
    contentType: 'application/json',
    body: { prompt: 'What is Cloudflare?' },
  });
  expect(Object.keys(request.headers).filter(name => name.startsWith('cf-aig-'))).toEqual([]);
});

describe('the OpenAI-compatible endpoints', () => {
  const example = parseCommand(fillIn(chat));

  test('the example of chat runs as it stands, but for the host', async () => {
    const gateway = createLocalGateway({ now });
    const server = await gateway.listen();
    onTestFinished(() => server.close());
    const result = await runCommand(fillIn(chat).replace('https://gateway.ai.cloudflare.com', server.url));
    expect(result).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { content: expect.stringContaining('Cloudflare is a company') } }],
    });
  });

  test('the example of chat is what a model sends', async () => {
    const gateway = createLocalGateway({ now });
    const workersai = createWorkersAI({ ...settings, format: 'openai', fetch: gateway.fetch });
    const { text } = await workersai(llama).doGenerate({
      inputFormat: 'prompt',
      mode: { type: 'regular' },
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'What is Cloudflare?' }] }],
    });
    expect(text).toContain('Cloudflare is a company');
    const request = onlyRequest(gateway.requests);
    expect(request.url).toBe(example.url);
    expect(essence(request)).toEqual({
      method: 'POST',
      path: new URL(example.url).pathname,
      authorization: example.headers.Authorization,
      contentType: example.headers['Content-Type'],
      body: JSON.parse(example.body),
    });
  });
});

test('the binding is given the gateway with id, skipCache and cacheTtl', async () => {
  const gateway = createLocalGateway({ now });
  const option = { id: 'my-gateway', skipCache: false, cacheTtl: 3360 };
  const workersai = createWorkersAI({ binding: gateway.binding, gateway: option });
  const { text } = await generateText({ model: workersai(llama), prompt: 'Why should you use Cloudflare?' });
  expect(text).not.toBe('');
  expect(onlyRequest(gateway.requests).body).toMatchObject({ options: { gateway: option } });
});

describe('the command dev', () => {
  /** Starts it, and returns its address and what it has written. */
  async function start(...options: string[]): Promise<{ url: string; written: () => string }> {
    const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
    const parameters = ['--import', 'tsx', cli, 'dev', '--port', '0', ...options];
    const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let written = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      written += text;
    });
    await expect.poll(() => written, { timeout: 30_000 }).toMatch(/CLOUDFLARE_GATEWAY_ID/);
    const [, url = ''] = /(http:\/\/[\d.:]+)\/v1/.exec(written) ?? [];
    return { url, written: () => written };
  }

  const at = (url: string) => (command: string) =>
    runCommand(fillIn(command).replace('https://gateway.ai.cloudflare.com', url));

  test.each([
    ['--date', '2026-05-29'],
    ['--retired', 'served'],
  ])('runs the examples as they stand with %s %s', async (option, value) => {
    const { url } = await start(option, value);
    const [text, labels, completion] = await Promise.all(
      [textGeneration, textClassification, chat].map(at(url)),
    );
    expect(text).toMatchObject({ success: true, result: { response: expect.any(String) } });
    expect(labels).toMatchObject({ success: true, result: expect.any(Array) });
    expect(completion).toMatchObject({ object: 'chat.completion' });
  });

  test('refuses their Llama model today, and names its successors', async () => {
    const { url, written } = await start();
    expect(await at(url)(textGeneration)).toMatchObject({
      success: false,
      errors: [{ code: 5028, message: expect.stringContaining('deprecated on 2026-05-30') }],
    });
    await expect.poll(written).toMatch(/410 .*retired; use @cf\/zai-org\/glm-4\.7-flash or /);
  });
});
