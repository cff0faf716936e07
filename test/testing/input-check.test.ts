import { expect, test } from 'vitest';
import { createLocalGateway, type LocalGatewayOptions } from 'workers-ai-gateway/testing';
import { glm, llama, post, user } from './post.ts';

const bge = '@cf/baai/bge-base-en-v1.5';
const parts = { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] };
const noDescription = { type: 'function', function: { name: 'f', parameters: {} } };

test.each([
  [llama, {}, 5006, /required properties at '\/' are 'prompt', required properties at '\/' are 'messages'/],
  [llama, { prompt: 'Hi', messages: [] }, 5006, /prompt and messages are mutually exclusive/],
  [llama, { prompt: '' }, 5006, /Length of '\/prompt'/],
  [llama, { prompt: 7 }, 5006, /Type mismatch of '\/prompt', 'number' not in 'string'/],
  [llama, parts, 5006, /Type mismatch of '\/messages\/0\/content', 'array' not in 'string'/],
  [llama, { messages: [{ role: 'assistant', content: null }] }, 5006, /'null' not in 'string'/],
  [
    llama,
    { messages: [{ role: 'assistant' }] },
    5006,
    /required properties at '\/messages\/0' are 'role,content'/,
  ],
  [llama, { ...user('Hi'), top_k: 51 }, 5006, /'\/top_k' must be between 1 and 50/],
  [llama, { ...user('Hi'), top_p: 0 }, 5006, /'\/top_p' must be between 0.001 and 1/],
  [llama, { ...user('Hi'), stream: 'true' }, 5006, /Type mismatch of '\/stream', 'string' not in 'boolean'/],
  [
    llama,
    { ...user('Hi'), max_tokens: '9' },
    5006,
    /Type mismatch of '\/max_tokens', 'string' not in 'integer'/,
  ],
  [llama, { ...user('Hi'), temperature: 'hot' }, 5006, /Type mismatch of '\/temperature'/],
  [llama, { ...user('Hi'), tools: [noDescription] }, 5006, /'name,description,parameters'/],
  [llama, { ...user('Hi'), tool_choice: 'any' }, 8001, /Invalid input/],
  [glm, { ...user('Hi'), reasoning_effort: 'none' }, 8001, /Invalid input/],
  [
    '@cf/qwen/qwq-32b',
    { ...user('word '.repeat(24_000)) },
    5021,
    /\(24\d+\) exceeded this model context window limit \(24000\)/,
  ],
  [bge, {}, 5006, /required properties at '\/' are 'text'/],
  [bge, { text: Array(101).fill('a') }, 5006, /more than 100 items/],
  [bge, { text: ['a', 1] }, 5006, /Type mismatch of '\/text\/1', 'number'/],
  ['@cf/huggingface/distilbert-sst-2-int8', {}, 5006, /'text'/],
  ['@cf/baai/bge-reranker-base', { query: 'a' }, 5006, /'query,contexts'/],
  ['@cf/black-forest-labs/flux-1-schnell', { prompt: '' }, 5006, /Length of '\/prompt'/],
  ['@cf/black-forest-labs/flux-1-schnell', { prompt: 'a', width: 64 }, 5006, /'\/width' is not allowed/],
])('%s refuses %o with %i', async (model, body, code, message) => {
  const response = await post(createLocalGateway(), body, { to: `workers-ai/${model}` });
  expect(response.status).toBe(code === 5021 ? 413 : 400);
  expect((await response.json()).errors).toEqual([{ code, message: expect.stringMatching(message) }]);
});

test.each<[string, object, LocalGatewayOptions?]>([
  [llama, { prompt: 'Hi' }],
  [llama, parts, { disputes: { nativeTextParts: 'accepted' } }],
  ['@cf/meta/llama-4-scout-17b-16e-instruct', parts],
  [glm, parts],
  [
    glm,
    {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: null, tool_calls: [] },
      ],
    },
  ],
  [bge, { text: Array(100).fill('a') }],
])('%s takes %o', async (model, body, options) => {
  expect((await post(createLocalGateway(options), body, { to: `workers-ai/${model}` })).status).toBe(200);
});

test('a body that is not JSON is refused', async () => {
  const { fetch, settings } = createLocalGateway();
  const url = `https://gateway.ai.cloudflare.com/v1/${settings.accountId}/${settings.gateway.id}/workers-ai/${llama}`;
  const headers = { authorization: 'Bearer t', 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: '{"prompt":' });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [{ code: 5006, message: expect.stringMatching(/not JSON/) }],
  });
});
