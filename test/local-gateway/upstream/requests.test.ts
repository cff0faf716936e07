import { expect, test } from 'vitest';
import { createLocalGateway, type LocalGatewayOptions, type Upstream } from 'workers-ai-gateway/testing';
import { llama, post, postJson } from '../post.ts';

/** A gateway before a server that keeps what it is asked and answers with this. */
function before(
  answer: (url: string) => Response | Promise<Response> = () => Response.json({ choices: [] }),
  upstream: Partial<Upstream> = {},
  options: LocalGatewayOptions = {},
) {
  const asked: { url: string; headers: Record<string, string>; body: unknown }[] = [];
  const gateway = createLocalGateway({
    ...options,
    upstream: { url: 'http://ollama.test/v1/', ...upstream },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      asked.push({
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: await request.json(),
      });
      return answer(request.url);
    },
  });
  return { gateway, asked };
}

const hi = [{ role: 'user', content: 'Hi' }];

test('where it asks, and as whom', async () => {
  const open = before();
  await postJson(open.gateway, { prompt: 'Hi' });
  expect(open.asked).toEqual([
    {
      url: 'http://ollama.test/v1/chat/completions',
      headers: expect.objectContaining({ 'content-type': 'application/json' }),
      body: { model: llama, messages: hi },
    },
  ]);
  expect(open.asked[0]?.headers).not.toHaveProperty('authorization');
  const closed = before(undefined, { apiKey: 'k', url: 'http://ollama.test/v1' });
  await postJson(closed.gateway, { prompt: 'Hi' });
  expect(closed.asked).toMatchObject([
    { url: 'http://ollama.test/v1/chat/completions', headers: { authorization: 'Bearer k' } },
  ]);
});

test.each<[Upstream['model'], string]>([
  [undefined, llama],
  ['one', 'one'],
  [{ [llama]: 'mine' }, 'mine'],
  [{ other: 'mine' }, llama],
])('a model map %j calls it %s', async (model, name) => {
  const { gateway, asked } = before(undefined, model === undefined ? {} : { model });
  await postJson(gateway, { prompt: 'Hi' });
  expect(asked[0]?.body).toMatchObject({ model: name });
});

/** Those that OpenAI’s form knows. */
const settings = {
  temperature: 0,
  top_p: 1,
  top_k: 2,
  seed: 3,
  stop: ['x'],
  frequency_penalty: 1,
  presence_penalty: 1,
  repetition_penalty: 1,
  parallel_tool_calls: false,
  reasoning_effort: 'low',
  chat_template_kwargs: { enable_thinking: false },
  logit_bias: {},
  logprobs: true,
  top_logprobs: 1,
  n: 1,
  user: 'ada',
};

const calling = (...tool_calls: object[]) => ({ role: 'assistant', content: '', tool_calls });
const weather = { name: 'weather', description: 'W', parameters: { type: 'object', properties: {} } };

test.each<[string, object, object]>([
  ['messages', { messages: hi }, {}],
  ['a limit', { messages: hi, max_tokens: 5 }, { max_tokens: 5 }],
  ['settings that OpenAI’s form knows', { messages: hi, ...settings, lora: 'not sent' }, settings],
  [
    'tools',
    { messages: hi, tools: [{ type: 'function', function: weather }] },
    { tools: [{ type: 'function', function: weather }], tool_choice: 'auto' },
  ],
  [
    'a tool by its name',
    {
      messages: hi,
      tools: [{ type: 'function', function: weather }],
      tool_choice: { type: 'function', function: { name: 'weather' } },
    },
    {
      tools: [{ type: 'function', function: weather }],
      tool_choice: { type: 'function', function: { name: 'weather' } },
    },
  ],
  ['a choice without tools', { messages: hi, tool_choice: 'required' }, {}],
  [
    'JSON',
    { messages: hi, response_format: { type: 'json_object' } },
    { response_format: { type: 'json_object' } },
  ],
  [
    'a schema under a name',
    { messages: hi, response_format: { type: 'json_schema', json_schema: { type: 'object' } } },
    {
      response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' } } },
    },
  ],
  [
    'calls that were made: arguments as text',
    {
      messages: [
        calling({ id: 'c', type: 'function', function: { name: 'f', arguments: { a: 1 } } }),
        calling({ id: 'd', function: { name: 'f', arguments: '{"a":1}' } }),
        calling({ id: 'e', function: { name: 'f' } }, { id: 'g' }),
      ],
    },
    {
      messages: [
        calling({ id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }),
        calling({ id: 'd', function: { name: 'f', arguments: '{"a":1}' } }),
        calling(
          { id: 'e', function: { name: 'f', arguments: '{}' } },
          { id: 'g', function: { arguments: '{}' } },
        ),
      ],
    },
  ],
  ['a stream', { messages: hi, stream: true }, { stream: true, stream_options: { include_usage: true } }],
])('the server is asked for %s', async (_name, inputs, expected) => {
  const { gateway, asked } = before();
  const { fetch } = gateway;
  await fetch(`https://gateway.ai.cloudflare.com/v1/a/g/workers-ai/${llama}`, {
    method: 'POST',
    headers: { authorization: 'Bearer t' },
    body: JSON.stringify(inputs),
  });
  expect(asked[0]?.body).toEqual({ model: llama, messages: hi, ...expected });
});

test.each<[string, () => Response | Promise<Response>, object]>([
  [
    'what it says',
    () => new Response('busy', { status: 503, statusText: 'Unavailable' }),
    { code: 8007, message: expect.stringMatching(/^AiError: The upstream .*answered 503: busy \(\S+\)$/) },
  ],
  [
    'its status where it has no words',
    () => new Response('', { status: 503, statusText: 'Unavailable' }),
    { code: 8007, message: expect.stringMatching(/answered 503: Unavailable \(/) },
  ],
  [
    '2000 characters of a long answer',
    () => new Response('x'.repeat(5000), { status: 400 }),
    { code: 8007, message: expect.stringMatching(/answered 400: x{2000} \(/) },
  ],
])('where the server refuses, the error says %s', async (_name, answer, expected) => {
  const { gateway } = before(answer);
  const { errors } = await postJson(gateway, { prompt: 'Hi' });
  expect(errors).toMatchObject([expected]);
});

const broken = () =>
  new Response(new ReadableStream({ pull: controller => controller.error(new Error('reset')) }));

test.each<[string, () => Response, RegExp]>([
  [
    'HTML',
    () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    /answered no JSON with \w+: <html>$/,
  ],
  ['nothing', () => new Response(''), /answered nothing\.$/],
  ['cut JSON', () => new Response('{"choices":[{"mess'), /answered no JSON/],
  ['another object', () => Response.json({ ok: true }), /answered no JSON/],
  [
    'an error',
    () => Response.json({ error: { message: 'No such model' } }),
    /answered an error: No such model$/,
  ],
  ['half of it', broken, /broke off: reset$/],
])('a server that sends %s in place of an answer is named in a 2005', async (_name, answer, message) => {
  for (const to of [`workers-ai/${llama}`, 'workers-ai/v1/chat/completions', 'workers-ai/@cf/baai/bge-m3']) {
    const body = { model: llama, text: ['a'], ...(to.endsWith('bge-m3') ? {} : { messages: hi }) };
    const response = await post(before(answer).gateway, body, { to });
    expect(response.status).toBe(400);
    expect((await response.json()).error).toMatchObject([
      { code: 2005, message: expect.stringMatching(message) },
    ]);
  }
});

test.each<[string, unknown, string]>([
  [
    'its cause',
    new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }),
    'connect ECONNREFUSED',
  ],
  ['without a cause', new TypeError('fetch failed'), 'fetch failed'],
  ['an empty cause', new TypeError('fetch failed', { cause: new Error('') }), 'fetch failed'],
  ['a cause that is no error', new TypeError('fetch failed', { cause: 'x' }), 'fetch failed'],
  ['no error', 'gone', 'gone'],
])('a server that is not reached is named in a 2005, with %s', async (_name, thrown, reason) => {
  const fail = () => Promise.reject(thrown);
  const chat = await postJson(before(fail).gateway, { prompt: 'Hi' });
  const message = (path: string) => `No answer from the upstream http://ollama.test/v1/${path}: ${reason}`;
  expect(chat.error).toMatchObject([{ code: 2005, message: message('chat/completions') }]);
  const to = 'workers-ai/@cf/baai/bge-m3';
  const embeddings = await postJson(before(fail).gateway, { text: ['a'] }, { to });
  expect(embeddings.error).toMatchObject([{ code: 2005, message: message('embeddings') }]);
});

test.each<[string, unknown, number[][]]>([
  [
    'in their order',
    {
      data: [
        { index: 1, embedding: [2] },
        { index: 0, embedding: [1] },
      ],
    },
    [[1], [2]],
  ],
  ['without places', { data: [{ embedding: [1] }, { embedding: [2] }] }, [[1], [2]]],
  [
    'without what is no vector',
    { data: [null, { index: 0, embedding: [1, 'x', 2] }, { index: 1 }] },
    [[1, 2], []],
  ],
])('vectors are read %s', async (_name, answer, data) => {
  const { gateway } = before(() => Response.json(answer));
  const { result } = await postJson(gateway, { text: ['a', 'b'] }, { to: 'workers-ai/@cf/baai/bge-m3' });
  expect(result.data).toEqual(data);
});

test('vectors that are refused', async () => {
  const { gateway } = before(() => new Response('x'.repeat(5000), { status: 429 }));
  const { errors } = await postJson(gateway, { text: ['a'] }, { to: 'workers-ai/@cf/baai/bge-m3' });
  expect(errors).toMatchObject([
    { code: 8007, message: expect.stringMatching(/^AiError: The upstream .*answered 429: x{2000} \(/) },
  ]);
});

test('a chat of one’s own, or a script, comes before the server', async () => {
  const own = before(undefined, {}, { chat: () => 'mine' });
  expect((await postJson(own.gateway, { prompt: 'Hi' })).result.response).toBe('mine');
  expect(own.asked).toEqual([]);
});
