import { expect, test } from 'vitest';
import { createLocalGateway, type LocalGatewayOptions } from 'workers-ai-gateway/testing';
import { events, glm, llama, post, user } from './post.ts';

async function answer(
  body: object,
  { model = llama, ...options }: LocalGatewayOptions & { model?: string } = {},
) {
  const response = await post(createLocalGateway(options), body, { to: `workers-ai/${model}` });
  return (await response.json()).result;
}

const weather = tool('getWeather', { city: { type: 'string' } });
const stocks = tool('get_stock_price', { symbol: { type: 'string' } });
const add = tool('add', { a: { type: 'number' }, b: { type: 'number' } });

function tool(name: string, properties: object) {
  const parameters = { type: 'object', properties, required: Object.keys(properties) };
  return { type: 'function', function: { name, description: name, parameters } };
}

test.each([
  ['What is Cloudflare?', /^Cloudflare is a company/],
  ['Tell me about AI Gateway, please', /^AI Gateway is a proxy/],
  ['hello there', /^Hello!/],
  ['What is 12 * 4?', /^12 \* 4 = 48$/],
  ['Count to 5', /^1 2 3 4 5$/],
  ['Who painted the Mona Lisa?', /You asked: “Who painted the Mona Lisa\?”.*painted Mona Lisa/],
])('%s', async (asked, said) => {
  expect((await answer(user(asked))).response).toMatch(said);
});

test('the same question gets the same answer, whatever the seed', async () => {
  const one = await answer(user('Why is the sky blue?'), { seed: 1 });
  expect((await answer(user('Why is the sky blue?'), { seed: 2 })).response).toBe(one.response);
});

test.each([
  [llama, {}, 256, undefined],
  [llama, { max_tokens: 10 }, 10, undefined],
  [llama, { max_tokens: 1000 }, 300, undefined],
  [glm, { chat_template_kwargs: { enable_thinking: false } }, 300, 'stop'],
  [glm, { chat_template_kwargs: { enable_thinking: false }, max_completion_tokens: 10 }, 10, 'length'],
])('%s with %o says %i tokens', async (model, settings, tokens, reason) => {
  const result = await answer({ ...user('Count to 300'), ...settings }, { model });
  expect(result.usage.completion_tokens).toBe(tokens);
  expect(result.choices?.[0].finish_reason).toBe(reason);
});

test('on /v1 a native model says when it was cut', async () => {
  const to = 'workers-ai/v1/chat/completions';
  const response = await post(createLocalGateway(), { model: llama, ...user('Count to 300') }, { to });
  expect((await response.json()).choices[0].finish_reason).toBe('length');
});

test('thoughts can eat the whole limit', async () => {
  const [choice] = (await answer({ ...user('Why?'), max_completion_tokens: 3 }, { model: glm })).choices;
  expect(choice).toMatchObject({
    finish_reason: 'length',
    message: { content: null, reasoning: 'The user asks' },
  });
});

test('it stops before a stop sequence', async () => {
  const { response } = await answer({ ...user('Count to 9'), stop: ['4'] });
  expect(response.trim()).toBe('1 2 3');
});

test.each([
  ['auto', 'What is the weather in Lisbon?', [{ name: 'getWeather', arguments: { city: 'Lisbon' } }]],
  ['auto', 'Weather in São Paulo', [{ name: 'getWeather', arguments: { city: 'São Paulo' } }]],
  ['auto', 'Use get_stock_price for NET', [{ name: 'get_stock_price', arguments: { symbol: 'NET' } }]],
  ['auto', 'Add 2 and 3.5', [{ name: 'add', arguments: { a: 2, b: 3.5 } }]],
  ['auto', 'Tell me a joke', []],
  ['none', 'What is the weather in Lisbon?', []],
  ['required', 'Tell me a joke', [{ name: 'getWeather' }]],
  ['required', 'What is the stock worth?', [{ name: 'get_stock_price' }]],
  [
    { type: 'function', function: { name: 'add' } },
    'The weather',
    [{ name: 'add', arguments: { a: 1, b: 1 } }],
  ],
])('tool choice %o, asked «%s»', async (tool_choice, asked, calls) => {
  const result = await answer({ ...user(asked), tools: [weather, stocks, add], tool_choice });
  expect(result.tool_calls).toMatchObject(calls);
  expect(result.tool_calls).toHaveLength(calls.length);
});

test('several tools that are named are called at once, unless that is turned off', async () => {
  const body = { ...user('Weather and stock price of Lisbon'), tools: [weather, stocks] };
  expect((await answer(body)).tool_calls).toHaveLength(2);
  expect((await answer({ ...body, parallel_tool_calls: false })).tool_calls).toHaveLength(1);
});

test('after a result it answers from that and calls no more', async () => {
  const messages = [
    { role: 'user', content: 'What is the weather in Lisbon?' },
    {
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'c', type: 'function', function: { name: 'getWeather', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: 'c', content: '{"degrees":21}' },
  ];
  expect(await answer({ messages, tools: [weather] })).toMatchObject({
    response: 'According to getWeather: degrees 21.',
    tool_calls: [],
  });
});

test('a schema after a result is filled from the result', async () => {
  const messages = [
    { role: 'user', content: 'Weather?' },
    { role: 'tool', name: 'getWeather', content: '{"degrees":21,"sky":"clear"}' },
  ];
  const properties = { degrees: { type: 'number' }, sky: { type: 'string' } };
  const response_format = { type: 'json_schema', json_schema: { type: 'object', properties } };
  expect((await answer({ messages, response_format })).response).toEqual({ degrees: 21, sky: 'clear' });
});

test.each([
  ['bare', llama, (schema: object) => schema],
  ['wrapped', llama, (schema: object) => ({ name: 'x', schema, strict: true })],
])('a %s schema: native models answer an object', async (_form, model, wrap) => {
  const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
  const response_format = { type: 'json_schema', json_schema: wrap(schema) };
  expect((await answer({ ...user('I live in Oslo'), response_format }, { model })).response).toEqual({
    city: 'Oslo',
  });
});

test('OpenAI-shaped models answer JSON text', async () => {
  const response_format = {
    type: 'json_schema',
    json_schema: { type: 'object', properties: { ok: { type: 'boolean' } } },
  };
  const { choices } = await answer({ ...user('Ready?'), response_format }, { model: glm });
  expect(choices[0].message.content).toBe('{"ok":true}');
});

test('thinking can be turned off', async () => {
  const thoughts = async (settings: object) =>
    (await answer({ ...user('Hi'), ...settings }, { model: glm })).choices[0].message.reasoning_content;
  expect(await thoughts({})).toMatch(/^The user asks/);
  expect(await thoughts({ chat_template_kwargs: { enable_thinking: false } })).toBeUndefined();
  expect(await thoughts({ reasoning_effort: null })).toBeUndefined();
});

test('an image is acknowledged by format, bytes and size', async () => {
  const to = 'workers-ai/@cf/stabilityai/stable-diffusion-xl-base-1.0';
  const drawn = await post(createLocalGateway(), { prompt: 'A cat', width: 40, height: 30 }, { to });
  expect(drawn.headers.get('content-type')).toBe('image/png');
  const png = Buffer.from(await drawn.arrayBuffer());
  const url = `data:image/png;base64,${png.toString('base64')}`;
  const content = [
    { type: 'text', text: 'What is this?' },
    { type: 'image_url', image_url: { url } },
  ];
  const model = '@cf/meta/llama-4-scout-17b-16e-instruct';
  expect((await answer({ messages: [{ role: 'user', content }] }, { model })).response).toBe(
    `I received a PNG image of ${png.length} bytes, 40×30 pixels. You asked: “What is this?”`,
  );
  const old = await answer(
    { prompt: 'What?', image: [...png] },
    { model: '@cf/meta/llama-3.2-11b-vision-instruct' },
  );
  expect(old.response).toMatch(/PNG image/);
});

test('a stream says the same as a whole answer', async () => {
  const gateway = createLocalGateway();
  const whole = (await (await post(gateway, user('What is Workers AI?'))).json()).result;
  const found = await events(await post(gateway, { ...user('What is Workers AI?'), stream: true }));
  expect(found.map(event => event.response ?? '').join('')).toBe(whole.response);
  expect(found.at(-2).usage).toEqual(whole.usage);
  expect(found.length).toBeGreaterThan(20);
});

test('chat and embed of one’s own', async () => {
  const gateway = createLocalGateway({
    chat: async ({ messages }) => `I heard: ${messages.at(-1)?.text}`,
    embed: texts => texts.map(text => [text.length, 0]),
  });
  expect((await (await post(gateway, user('Hi'))).json()).result.response).toBe('I heard: Hi');
  const to = 'workers-ai/@cf/baai/bge-m3';
  expect((await (await post(gateway, { text: ['a', 'bcd'] }, { to })).json()).result).toMatchObject({
    shape: [2, 2],
    data: [
      [1, 0],
      [3, 0],
    ],
    pooling: 'cls',
  });
});

test('a chat of one’s own may stream', async () => {
  async function* chat() {
    yield 'Hel';
    yield 'lo';
  }
  const gateway = createLocalGateway({ chat, padding: false });
  const found = await events(await post(gateway, { ...user('Hi'), stream: true }));
  expect(found.slice(0, 2)).toEqual([{ response: 'Hel' }, { response: 'lo' }]);
});
