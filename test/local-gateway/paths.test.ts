import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { glm, llama, post, postJson, user } from './post.ts';

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
])('POST %s', async (to, body, expected) => {
  const response = await post(createLocalGateway(), body, { to });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toMatchObject(expected);
});

test('/v1 streams plain OpenAI chunks; usage only when asked for', async () => {
  const to = 'workers-ai/v1/chat/completions';
  for (const [more, last] of [
    [{}, /"finish_reason":"stop"/],
    [{ stream_options: { include_usage: true } }, /"choices":\[\],"usage":{"prompt_tokens":8/],
  ] as const) {
    const body = { model: llama, ...question, stream: true, ...more };
    const found = (await (await post(createLocalGateway(), body, { to })).text()).trim().split('\n\n');
    expect(found.at(-1)).toBe('data: [DONE]');
    expect(found.at(-2)).toMatch(last);
  }
});

test('the lists of models', async () => {
  const gateway = createLocalGateway();
  const get = (to: string) => postJson(gateway, undefined, { to, method: 'GET' });
  expect((await get('compat/models')).data).toContainEqual(
    expect.objectContaining({ id: `workers-ai/${glm}`, object: 'model' }),
  );
  const { result, result_info } = await get(`${api}/models/search?task=Text+Embeddings&per_page=2&page=2`);
  expect(result).toHaveLength(2);
  expect(result_info).toMatchObject({ page: 2, per_page: 2, count: 2, total_count: 7 });
  const [found] = (await get(`${api}/models/search?search=glm-4.7`)).result;
  expect(found).toMatchObject({
    name: glm,
    source: 1,
    task: { id: 'c329a1f9-323d-4e91-b2aa-582dd4188d34', name: 'Text Generation' },
    properties: [
      { property_id: 'context_window', value: '131072' },
      { property_id: 'function_calling', value: 'true' },
      { property_id: 'reasoning', value: 'true' },
    ],
  });
});

test('requests are seen with all that was sent', async () => {
  const gateway = createLocalGateway();
  await post(gateway, question, { headers: { 'X-Mine': 'yes' } });
  expect(gateway.requests).toMatchObject([
    {
      method: 'POST',
      url: `https://gateway.ai.cloudflare.com/v1/account/gateway/workers-ai/${llama}`,
      path: `/v1/account/gateway/workers-ai/${llama}`,
      headers: { authorization: 'Bearer token', 'content-type': 'application/json', 'x-mine': 'yes' },
      body: question,
      text: JSON.stringify(question),
      model: llama,
      aborted: false,
      status: 200,
      cacheStatus: 'MISS',
    },
  ]);
});
