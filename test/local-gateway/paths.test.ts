import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { llama, post, user } from './post.ts';

const api = 'https://api.cloudflare.com/client/v4/accounts/account/ai';
const bge = '@cf/baai/bge-small-en-v1.5';
const question = user('What is Cloudflare?');
const answer = expect.stringMatching(/^Cloudflare is a company/);
const native = { result: { response: answer }, success: true };
const openai = { object: 'chat.completion', model: llama, choices: [{ message: { content: answer } }] };

test.each([
  [`workers-ai/${llama}`, question, native],
  [`workers-ai/run/${llama}`, question, native],
  [`workers-ai/${encodeURIComponent(llama)}`, question, native],
  ['workers-ai/v1/chat/completions', { model: llama, ...question }, openai],
  ['compat/chat/completions', { model: `workers-ai/${llama}`, ...question }, openai],
  [`${api}/run/${llama}`, question, native],
  [`${api}/run`, { model: llama, input: question }, native],
  [`${api}/v1/chat/completions`, { model: llama, ...question }, openai],
  [
    `${api}/v1/responses`,
    { model: '@cf/openai/gpt-oss-20b', input: 'Hi' },
    { object: 'response', status: 'completed' },
  ],
  [
    `workers-ai/${bge}`,
    { text: ['a', 'b'] },
    { result: { shape: [2, 384], pooling: 'mean' }, success: true },
  ],
  [
    'workers-ai/v1/embeddings',
    { model: bge, input: 'a' },
    { object: 'list', data: [{ index: 0, embedding: expect.any(Array) }] },
  ],
  ['compat/embeddings', { model: `workers-ai/${bge}`, input: ['a'] }, { object: 'list', model: bge }],
])('POST %s is answered', async (to, body, expected) => {
  const response = await post(createLocalGateway(), body, { to });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toMatchObject(expected);
});
