import { expect, test } from 'vitest';
import { createLocalGateway, type LocalGatewayOptions } from 'workers-ai-gateway/testing';
import { glm, llama, post, user } from '../post.ts';

const bge = '@cf/baai/bge-base-en-v1.5';
const parts = { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] };
const noDescription = { type: 'function', function: { name: 'f', parameters: {} } };

const reranker = '@cf/baai/bge-reranker-base';
const clef = '@cf/cloudflare/clef';
const noul = { type: 'noul', instructions: 'Is it urgent?' };
const decision = (questions: object) => ({ model: 'clef', state: 'a', questions });

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
  [reranker, { query: 'a' }, 5006, /'query,contexts'/],
  [reranker, { query: '', contexts: [] }, 5006, /Length of '\/query' must be >= 1/],
  [
    reranker,
    { query: 'a', contexts: [{ text: 'b' }, { text: '' }] },
    5006,
    /Length of '\/contexts\/1\/text'/,
  ],
  [reranker, { query: 'a', contexts: ['b'] }, 5006, /Type mismatch of '\/contexts\/0\/text', 'undefined'/],
  [reranker, { query: 'a', contexts: 'b' }, 5006, /Type mismatch of '\/contexts', 'string' not in 'array'/],
  [reranker, { query: 'a', contexts: [], top_k: 0 }, 5006, /'\/top_k' must be >= 1/],
  [clef, { model: 'clef', state: 'a' }, 5006, /'model,state,questions'/],
  [clef, decision({}), 5006, /'\/questions' must have 1 to 64 items/],
  [clef, { ...decision({ q: noul }), model: 'clef-flash' }, 5006, /'\/model' must be one of 'clef'/],
  [clef, { ...decision({ q: noul }), audio: [] }, 5006, /'\/audio' is not allowed/],
  [clef, { ...decision({ q: noul }), questions: [noul] }, 5006, /'\/questions', 'array' not in 'object'/],
  [clef, { ...decision({ q: noul }), images: [] }, 5006, /'\/images' must have 1 to 4 items/],
  [clef, { ...decision({ q: noul }), images: ['https://a.b/c.png'] }, 5006, /'\/images\/0' is not a PNG/],
  [clef, decision({ q: 'urgent?' }), 5006, /'\/questions\/q', 'string' not in 'object'/],
  [clef, decision({ q: { type: 'boolean' } }), 5006, /'\/questions\/q\/type' must be one of/],
  [clef, decision({ q: { type: 'noul' } }), 5006, /'instructions'/],
  [clef, decision({ q: { ...noul, instructions: '' } }), 5006, /Length of '\/questions\/q\/instructions'/],
  [clef, decision({ q: { ...noul, weight: 1 } }), 5006, /'\/questions\/q\/weight' is not allowed/],
  [clef, decision({ q: { ...noul, type: 'choice' } }), 5006, /'\/questions\/q\/criteria', 'undefined'/],
  [clef, decision({ q: { ...noul, type: 'choice', criteria: { a: null } } }), 5006, /have 2 to 255 items/],
  [
    clef,
    decision({ q: { ...noul, type: 'score', criteria: Array(11).fill('a') } }),
    5006,
    /have 2 to 10 items/,
  ],
  ['@cf/black-forest-labs/flux-1-schnell', { prompt: '' }, 5006, /Length of '\/prompt'/],
  ['@cf/black-forest-labs/flux-1-schnell', { prompt: 'a', width: 64 }, 5006, /'\/width' is not allowed/],
  [llama, { messages: 'Hi' }, 5006, /Type mismatch of '\/messages', 'string' not in 'array'/],
  [llama, { messages: [null] }, 5006, /required properties at '\/messages\/0' are 'role,content'/],
  [
    llama,
    { messages: [{ content: 'Hi' }] },
    5006,
    /required properties at '\/messages\/0' are 'role,content'/,
  ],
  [llama, { messages: [...user('Hi').messages, {}] }, 5006, /required properties at '\/messages\/1'/],
  [glm, { messages: [{ content: 'Hi' }] }, 5006, /required properties at '\/messages\/0' are 'role,content'/],
  [llama, { ...user('Hi'), reasoning_effort: 'minimal' }, 8001, /Invalid input/],
  [llama, { ...user('Hi'), raw: 1 }, 5006, /'\/raw', 'number' not in 'boolean'/],
  [llama, { ...user('Hi'), lora: 1 }, 5006, /'\/lora', 'number' not in 'string'/],
  [llama, { ...user('Hi'), seed: 1.5 }, 5006, /'\/seed', 'number' not in 'integer'/],
  [llama, { ...user('Hi'), top_k: null }, 5006, /'\/top_k', 'null' not in 'integer'/],
  [llama, { ...user('Hi'), top_k: 0 }, 5006, /'\/top_k' must be between 1 and 50/],
  [llama, { ...user('Hi'), seed: 0 }, 5006, /'\/seed' must be between 1 and 9999999999/],
  [llama, { ...user('Hi'), temperature: 5.1 }, 5006, /'\/temperature' must be between 0 and 5/],
  [llama, { ...user('Hi'), top_p: 1.1 }, 5006, /'\/top_p' must be between 0.001 and 1/],
  [llama, { ...user('Hi'), repetition_penalty: 2.1 }, 5006, /'\/repetition_penalty' must be between 0 and 2/],
  [llama, { ...user('Hi'), frequency_penalty: -2.1 }, 5006, /'\/frequency_penalty' must be between -2 and 2/],
  [llama, { ...user('Hi'), presence_penalty: 2.1 }, 5006, /'\/presence_penalty' must be between -2 and 2/],
  [llama, { ...user('Hi'), temperature: [] }, 5006, /'\/temperature', 'array' not in 'number'/],
  [llama, { ...user('Hi'), tools: [{ name: 'f', parameters: {} }] }, 5006, /'\/tools\/0' are/],
  [
    '@cf/qwen/qwq-32b',
    { prompt: 'Hi', max_tokens: 24_000 },
    5021,
    /\(24003\) exceeded this model context window limit \(24000\)/,
  ],
  [bge, { text: 5 }, 5006, /Type mismatch of '\/text', 'number' not in 'string'/],
  ['@cf/huggingface/distilbert-sst-2-int8', { text: 5 }, 5006, /'\/text', 'number' not in 'string'/],
  ['@cf/meta/m2m100-1.2b', { text: 'a' }, 5006, /'text,target_lang'/],
  ['@cf/ai4bharat/indictrans2-en-indic-1B', { target_language: 'x' }, 5006, /'text,target_language'/],
  ['@cf/new/bart-large-x', {}, 5006, /'input_text'/],
  ['@cf/black-forest-labs/flux-1-schnell', {}, 5006, /'prompt'/],
  ['@cf/deepgram/aura-1', {}, 5006, /'text'/],
  ['@cf/myshell-ai/melotts', {}, 5006, /'prompt'/],
])('%s refuses %o with %i: %s', async (model, body, code, message) => {
  const response = await post(createLocalGateway(), body, { to: `workers-ai/${model}` });
  expect(response.status).toBe(code === 5021 ? 413 : 400);
  expect((await response.json()).errors).toEqual([{ code, message: expect.stringMatching(message) }]);
});

const qwen = '@cf/qwen/qwen3.8-27b';
const system = { role: 'system', content: 'Be brief.' };
const twice = { messages: [system, system, ...user('Hi').messages] };
const called = (args: unknown) => ({
  messages: [
    ...user('Hi').messages,
    {
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: args } }],
    },
  ],
});

test.each([
  [qwen, twice, /^System message must be at the beginning/],
  [qwen, { messages: [...user('Hi').messages, system] }, /^System message must be at the beginning/],
  [llama, called('{"a": '), /arguments of a tool call/],
  [glm, called('"text"'), /arguments of a tool call/],
  [glm, called(''), /arguments of a tool call/],
])('%s answers 8007 to %o', async (model, body, message) => {
  for (const to of [`workers-ai/${model}`, 'workers-ai/v1/chat/completions']) {
    const response = await post(createLocalGateway(), { model, ...body }, { to });
    expect(response.status).toBe(400);
    const [error] = (await response.json()).errors;
    expect(error).toEqual({ code: 8007, message: expect.stringContaining('AiError: ') });
    expect(error.message.replace('AiError: ', '')).toMatch(message);
  }
});

test.each<[string, object, LocalGatewayOptions?]>([
  [llama, { prompt: 'Hi' }],
  [qwen, { messages: [system, ...user('Hi').messages] }],
  [qwen, twice, { disputes: { secondSystemMessage: 'accepted' } }],
  [llama, twice],
  [glm, called('{"a":1}')],
  [llama, called({ a: 1 })],
  [glm, called('oops'), { disputes: { historyArguments: 'accepted' } }],
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
  [bge, { text: 'a' }],
  ['@cf/baai/bge-m3', { query: 'a', contexts: [{ text: 'b' }] }],
  ['@cf/qwen/qwen3-embedding-0.6b', { queries: ['a'] }],
  ['@cf/qwen/qwen3-embedding-0.6b', { documents: ['a'] }],
  [reranker, { query: 'a', contexts: [] }],
  ['@cf/cloudflare/clef-omni', { ...decision({ q: noul }), model: 'clef-omni', audio: [], images: ['AAAA'] }],
  ['@cf/meta/llama-3.2-11b-vision-instruct', parts],
  ['@cf/mistralai/mistral-small-3.1-24b-instruct', parts],
  [glm, { messages: [{ role: 'assistant' }] }],
  [
    llama,
    {
      ...user('Hi'),
      top_k: 1,
      top_p: 0.001,
      temperature: 5,
      seed: 9999999999,
      frequency_penalty: -2,
      presence_penalty: 2,
      repetition_penalty: 0,
      raw: false,
      lora: 'x',
    },
  ],
  [llama, { ...user('Hi'), reasoning_effort: 'low', tool_choice: 'auto' }],
  [llama, { ...user('Hi'), tools: [{ name: 'f', description: 'F', parameters: {} }, 5] }],
  // Other formats are not held against the native schema.
  [glm, { ...user('Hi'), top_k: 51 }],
  ['@cf/qwen/qwq-32b', { prompt: 'Hi', max_tokens: 23_997 }],
  ['@cf/black-forest-labs/flux-1-schnell', { prompt: 'a', steps: 4 }],
  ['@cf/stabilityai/stable-diffusion-xl-base-1.0', { prompt: 'a', width: 64, height: 64 }],
  ['@cf/meta/m2m100-1.2b', { text: 'a', target_lang: 'pt' }],
  ['@cf/ai4bharat/indictrans2-en-indic-1B', { text: 'a', target_language: 'x' }],
  ['@cf/new/bart-large-x', { input_text: 'a' }],
  ['@cf/deepgram/aura-1', { text: 'a' }],
  ['@cf/myshell-ai/melotts', { prompt: 'a' }],
])('%s takes %o', async (model, body, options) => {
  expect((await post(createLocalGateway(options), body, { to: `workers-ai/${model}` })).status).toBe(200);
});

test('a picture’s base64 is not counted as text', async () => {
  const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(400_000)}` } };
  const body = { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }, image] }] };
  const to = 'workers-ai/@cf/meta/llama-4-scout-17b-16e-instruct';
  expect((await post(createLocalGateway(), body, { to })).status).toBe(200);
});

test.each([
  ['embeddings', { model: bge }, /required properties at '\/' are 'input'/],
  ['embeddings', { model: bge, input: ['a', null] }, /'\/input\/1', 'null' not in 'string'/],
  ['chat/completions', { model: llama }, /0 matches: required properties at '\/' are 'messages'/],
])('in OpenAI’s format: %s %o', async (endpoint, body, message) => {
  const response = await post(createLocalGateway(), body, { to: `workers-ai/v1/${endpoint}` });
  expect(response.status).toBe(400);
  expect(JSON.stringify(await response.json())).toMatch(message);
});

test('in OpenAI’s format ranges are not held against the native schema', async () => {
  const to = 'workers-ai/v1/chat/completions';
  expect((await post(createLocalGateway(), { model: llama, ...user('Hi'), top_k: 51 }, { to })).status).toBe(
    200,
  );
});

test.each([{ requests: [{ prompt: 'Hi' }] }, { request_id: 'x' }])(
  'a batch %o is not held against the schema',
  async body => {
    const response = await post(createLocalGateway(), body);
    expect(JSON.stringify(await response.json())).not.toContain('Bad input');
  },
);

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
