import { expect, test } from 'vitest';
import {
  createLocalGateway,
  cut,
  errorFrame,
  failure,
  finish,
  frames,
  json,
  type LocalGatewayOptions,
  pause,
  type ReplyPart,
  reasoning,
  reset,
  respond,
  text,
  toolCall,
  usage,
} from 'workers-ai-gateway/testing';
import { events, glm, llama, post, user } from './post.ts';

async function streamOf(
  parts: ReplyPart[],
  { model = llama, ...options }: LocalGatewayOptions & { model?: string } = {},
) {
  const gateway = createLocalGateway({ padding: false, ...options });
  gateway.reply(...parts);
  return post(gateway, { ...user('Hi'), stream: true }, { to: `workers-ai/${model}` });
}

const nativeUsage = { prompt_tokens: 5, completion_tokens: 1, total_tokens: 6 };

test.each([
  {
    name: 'text',
    parts: [text('Hel', 'lo')],
    expected: [
      { response: 'Hel' },
      { response: 'lo' },
      { tool_calls: [] },
      { response: '', usage: nativeUsage },
      '[DONE]',
    ],
  },
  {
    name: 'a tool call',
    parts: [toolCall('f', { a: 1 }, { id: 'call1' }), usage({ completion_tokens: 1 })],
    expected: [
      {
        tool_calls: [
          { id: 'call1', type: 'function', index: 0, function: { name: 'f', arguments: '{"a":1}' } },
        ],
      },
      { finish_reason: 'tool_calls' },
      { response: '', usage: nativeUsage },
      '[DONE]',
    ],
  },
  { name: 'a cut', parts: [text('Hel'), cut(), text('lo')], expected: [{ response: 'Hel' }] },
  {
    name: 'an error frame',
    parts: [text('Hel'), errorFrame(3040, { form: 'ai-error' }), cut()],
    expected: [{ response: 'Hel' }, expect.objectContaining({ name: 'AiError', internalCode: 3040 })],
  },
  {
    name: 'a failure after content',
    parts: [text('Hel'), failure(3040)],
    expected: [
      { response: 'Hel' },
      expect.objectContaining({ errors: [expect.objectContaining({ code: 3040 })] }),
      '[DONE]',
    ],
  },
  {
    name: 'a finish reason of one’s own',
    parts: [text('Hel'), finish('length')],
    expected: [
      { response: 'Hel' },
      { tool_calls: [] },
      { finish_reason: 'length' },
      { response: '', usage: nativeUsage },
      '[DONE]',
    ],
  },
] satisfies { name: string; parts: ReplyPart[]; expected: unknown[] }[])(
  'native: $name',
  async ({ parts, expected }) => {
    const response = await streamOf(parts);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(await events(response)).toEqual(expected);
  },
);

test('native frames carry random padding by default', async () => {
  const [first] = await events(await streamOf([text('Hi')], { padding: true }));
  expect(first).toEqual({ response: 'Hi', p: expect.stringMatching(/^[a-z0-9]+$/) });
});

test('OpenAI chunks: role, thoughts under both keys, text, finish, zeros, and a native last frame', async () => {
  const found = await events(await streamOf([reasoning('Hm'), text('Hi')], { model: glm }));
  expect(found.map(event => event.choices?.[0]?.delta ?? event.usage?.total_tokens ?? event)).toEqual([
    { role: 'assistant', content: '' },
    { reasoning: 'Hm', reasoning_content: 'Hm' },
    { content: 'Hi' },
    {},
    0,
    7,
    '[DONE]',
  ]);
  expect(found[3].choices[0].finish_reason).toBe('stop');
  expect(found[5]).toEqual({ response: '', usage: expect.objectContaining({ neurons: expect.any(Number) }) });
});

test.each([
  [
    'the run path',
    `workers-ai/${glm}`,
    { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7, neurons: 0.86 },
  ],
  ['/v1', 'workers-ai/v1/chat/completions', { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 }],
])(
  'usage on %s is the same whole and streamed; only the native last frame names no cached tokens',
  async (_, to, usage) => {
    const gateway = createLocalGateway();
    const body = { model: glm, messages: [{ role: 'user', content: 'Hi' }] };
    gateway.reply(text('Hi', ' there'));
    const whole = await (await post(gateway, body, { to })).json();
    const details = { prompt_tokens_details: { cached_tokens: 0 } };
    expect((whole.result ?? whole).usage).toEqual({ ...usage, ...details });
    gateway.reply(text('Hi', ' there'));
    const asked = { ...body, stream: true, stream_options: { include_usage: true } };
    const streamed = await events(await post(gateway, asked, { to }));
    expect(streamed.at(-2).usage).toEqual('neurons' in usage ? usage : { ...usage, ...details });
  },
);

test('OpenAI tool calls: the name first, then the arguments in pieces', async () => {
  const found = await events(await streamOf([toolCall('f', { city: 'Lisbon' })], { model: glm }));
  const calls = found.flatMap(event => event.choices?.[0]?.delta.tool_calls ?? []);
  expect(calls[0]).toMatchObject({ index: 0, type: 'function', function: { name: 'f' } });
  expect(calls.length).toBe(4);
  expect(
    calls
      .slice(1)
      .map(call => call.function.arguments)
      .join(''),
  ).toBe('{"city":"Lisbon"}');
});

test.each([
  ['@cf/qwen/qwq-32b', 'Hm\n</think>\n\nHi'],
  [llama, '<think>\nHm\n</think>\n\nHi'],
])('%s thinks inside its text', async (model, expected) => {
  const found = await events(await streamOf([reasoning('Hm'), text('Hi')], { model }));
  expect(found.map(event => event.response ?? '').join('')).toBe(expected);
});

test('Kimi’s call ids repeat in each turn', async () => {
  const model = '@cf/moonshotai/kimi-k2.6';
  const found = await events(await streamOf([toolCall('f')], { model }));
  expect(found[1].choices[0].delta.tool_calls[0].id).toBe('functions.f:0');
});

test('exact frames, and nothing after them', async () => {
  const response = await streamOf([frames('data: {"resp', 'onse":"x"}\n\n')]);
  expect(await response.text()).toBe('data: {"response":"x"}\n\n');
});

test.each([1, 3, 7])('split at every %i bytes, inside characters too', async chunkBytes => {
  const response = await streamOf([text('Grüße 👋')], { chunkBytes });
  const sizes: number[] = [];
  let whole = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    sizes.push(chunk.length);
    whole += decoder.decode(chunk, { stream: true });
  }
  expect(Math.max(...sizes)).toBe(chunkBytes);
  expect(whole).toContain('data: {"response":"Grüße 👋"}\n\n');
});

test('a reset breaks the call before anything was sent, the body later', async () => {
  await expect(streamOf([reset()])).rejects.toThrow('fetch failed');
  const response = await streamOf([text('Hel'), reset()]);
  await expect(response.text()).rejects.toThrow('terminated');
});

test('a pause stalls the stream, and first of all delays the headers', async () => {
  const started = Date.now();
  // The second is longer than any test may take.
  const response = await streamOf([pause(40), text('a'), pause(600_000), text('b')]);
  expect(Date.now() - started).toBeGreaterThanOrEqual(38);
  await response.body?.cancel();
});

test('an answer that may be JSON although a stream was asked for', async () => {
  const response = await streamOf([text('Hi')], { disputes: { streamedAs: 'json' } });
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toMatchObject({ result: { response: 'Hi' } });
});

test('JSON mode and a stream together can be refused, as documented', async () => {
  const gateway = createLocalGateway({ disputes: { jsonModeStream: 'refused', jsonModeFailure: 200 } });
  const response = await post(gateway, {
    ...user('Hi'),
    stream: true,
    response_format: { type: 'json_object' },
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    success: false,
    errors: [{ message: expect.stringMatching(/JSON Mode couldn't be met/) }],
  });
});

test.each([
  {
    name: 'text',
    parts: [text('Hel', 'lo')],
    result: { response: 'Hello', tool_calls: [], usage: nativeUsage },
  },
  {
    name: 'a call',
    parts: [toolCall('f', { a: 1 })],
    result: { response: null, tool_calls: [{ name: 'f', arguments: { a: 1 } }] },
  },
  {
    name: 'broken arguments',
    parts: [toolCall('f', '{"a":')],
    result: { tool_calls: [{ name: 'f', arguments: '{"a":' }] },
  },
  { name: 'an object', parts: [json({ a: [1] })], result: { response: { a: [1] } } },
  { name: 'a number', parts: [json(7)], result: { response: 7 } },
  {
    name: 'usage',
    parts: [text('a'), usage({ neurons: 2 })],
    result: { usage: { ...nativeUsage, neurons: 2 } },
  },
])('whole and native: $name', async ({ parts, result }) => {
  const gateway = createLocalGateway();
  gateway.reply(...parts);
  expect(await (await post(gateway, user('Hi'))).json()).toMatchObject({ success: true, errors: [], result });
});

test('whole and of OpenAI’s shape, in the envelope', async () => {
  const gateway = createLocalGateway({ now: () => 5000 });
  gateway.reply(reasoning('Hm'), text('Hi'), toolCall('f', { a: 1 }, { id: 'c' }));
  expect(await (await post(gateway, user('Hi'), { to: `workers-ai/${glm}` })).json()).toMatchObject({
    result: {
      object: 'chat.completion',
      created: 5,
      model: glm,
      choices: [
        {
          message: {
            role: 'assistant',
            content: 'Hi',
            reasoning: 'Hm',
            reasoning_content: 'Hm',
            tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
          },
          finish_reason: 'tool_calls',
        },
      ],
    },
    success: true,
  });
});

test('a whole answer can be cut too', async () => {
  const gateway = createLocalGateway();
  gateway.reply(text('Hello'), cut());
  await expect((await post(gateway, user('Hi'))).json()).rejects.toBeInstanceOf(SyntaxError);
});

test('an exact response, or one made from the request', async () => {
  const gateway = createLocalGateway();
  gateway.reply(respond(new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } })));
  gateway.reply(respond(request => Response.json({ said: request.body }, { status: 418 })));
  const first = await post(gateway, user('Hi'));
  expect([first.status, first.headers.get('content-type'), await first.text()]).toEqual([
    502,
    'text/html',
    '<html>',
  ]);
  const second = await post(gateway, { prompt: 'Hi' });
  expect([second.status, await second.json()]).toEqual([418, { said: { prompt: 'Hi' } }]);
});

test('scripts are taken in their order, and clear() forgets them', async () => {
  const gateway = createLocalGateway();
  for (const word of ['one', 'two', 'three']) gateway.reply(text(word));
  const said = async () => (await (await post(gateway, user('Hi'))).json()).result.response;
  expect([await said(), await said()]).toEqual(['one', 'two']);
  gateway.clear();
  expect(gateway.requests).toEqual([]);
  expect(await said()).toBe('Hello! How can I help you today?');
});

test('the shape can be chosen for a model', async () => {
  const gateway = createLocalGateway({ shape: { [llama]: 'openai' } });
  expect((await (await post(gateway, user('Hi'))).json()).result.object).toBe('chat.completion');
});

test('a bare prompt to qwen3 is a text completion, `input` to gpt-oss a response', async () => {
  const gateway = createLocalGateway();
  const qwen = await post(gateway, { prompt: 'Hi' }, { to: 'workers-ai/@cf/qwen/qwen3-30b-a3b-fp8' });
  expect(await qwen.json()).toMatchObject({
    result: { object: 'text_completion', choices: [{ text: expect.stringMatching(/Hello/) }] },
  });
  const oss = await post(gateway, { input: 'Hi' }, { to: 'workers-ai/@cf/openai/gpt-oss-120b' });
  expect(await oss.json()).toMatchObject({
    result: { object: 'response', status: 'completed', output: [{ type: 'reasoning' }, { type: 'message' }] },
  });
});
