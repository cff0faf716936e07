import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLocalGateway, type LocalServer } from 'workers-ai-gateway/testing';

/**
 * The examples of the documentation page, with only the host changed.
 * https://developers.cloudflare.com/ai-gateway/usage/providers/workersai/
 */
let server: LocalServer;

beforeAll(async () => {
  server = await createLocalGateway().listen();
});

afterAll(() => server.close());

async function curl(path: string, data: string) {
  const headers = [
    '--header',
    'Authorization: Bearer {cf_api_token}',
    '--header',
    'Content-Type: application/json',
  ];
  const args = [
    '--silent',
    '--globoff',
    `${server.url}/v1/{account_id}/{gateway_id}/workers-ai/${path}`,
    ...headers,
    '--data',
    data,
  ];
  const { stdout } = await promisify(execFile)('curl', args);
  return JSON.parse(stdout);
}

test('the Llama model', async () => {
  expect(await curl('@cf/meta/llama-3.1-8b-instruct', '{"prompt": "What is Cloudflare?"}')).toMatchObject({
    result: { response: expect.stringMatching(/^Cloudflare is/) },
    success: true,
  });
});

test('the text classification model', async () => {
  const { result } = await curl(
    '@cf/huggingface/distilbert-sst-2-int8',
    '{ "text": "Cloudflare docs are amazing!" }',
  );
  expect(result).toEqual([
    { label: 'NEGATIVE', score: expect.closeTo(0.01, 1) },
    { label: 'POSITIVE', score: expect.closeTo(0.99, 1) },
  ]);
});

test('the OpenAI-compatible endpoint', async () => {
  const body =
    '{\n"model": "@cf/meta/llama-3.1-8b-instruct",\n"messages": [\n{\n"role": "user",\n"content": "What is Cloudflare?"\n}\n]\n}\n';
  expect(await curl('v1/chat/completions', body)).toMatchObject({
    object: 'chat.completion',
    choices: [{ message: { role: 'assistant', content: expect.stringMatching(/^Cloudflare is/) } }],
  });
});
