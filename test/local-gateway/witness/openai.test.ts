import OpenAI from 'openai';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createLocalGateway,
  failure,
  type LocalGateway,
  type LocalServer,
  pause,
  reset,
  text,
} from 'workers-ai-gateway/testing';
import { glm, llama } from '../post.ts';

let gateway: LocalGateway;
let server: LocalServer;
let client: OpenAI;

beforeEach(async () => {
  gateway = createLocalGateway({ token: 'right' });
  server = await gateway.listen();
  const {
    baseURL,
    accountId,
    gateway: { id },
  } = server.settings;
  client = new OpenAI({
    apiKey: 'right',
    baseURL: `${baseURL}/${accountId}/${id}/workers-ai/v1`,
    maxRetries: 0,
  });
});

afterEach(() => server.close());

const messages = [{ role: 'user' as const, content: 'What is the weather in Lisbon?' }];
const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'getWeather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];

test('the client reads an answer and its usage', async () => {
  const { choices, usage } = await client.chat.completions.create({
    model: llama,
    messages: [{ role: 'user', content: 'What is Cloudflare?' }],
  });
  expect(choices[0]?.message.content).toMatch(/^Cloudflare is a company/);
  expect(choices[0]?.finish_reason).toBe('stop');
  expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
});

test('the client reads a stream, its usage last', async () => {
  const stream = await client.chat.completions.create({
    model: glm,
    messages: [{ role: 'user', content: 'Hello' }],
    stream: true,
    stream_options: { include_usage: true },
  });
  let said = '';
  let tokens = 0;
  for await (const chunk of stream) {
    said += chunk.choices[0]?.delta.content ?? '';
    tokens = chunk.usage?.completion_tokens ?? tokens;
  }
  expect(said).toBe('Hello! How can I help you today?');
  expect(tokens).toBeGreaterThan(8);
});

test('a whole tool loop by the client’s own runner, streamed', async () => {
  const runner = client.chat.completions.runTools({
    model: glm,
    messages,
    stream: true,
    tools: [
      {
        type: 'function',
        function: {
          ...(tools[0]?.function ?? { name: 'getWeather', parameters: {} }),
          description: 'The weather',
          parse: JSON.parse,
          function: ({ city }: { city: string }) => JSON.stringify({ city, degrees: 21 }),
        },
      },
    ],
  });
  expect(await runner.finalContent()).toBe('According to getWeather: city Lisbon, degrees 21.');
});

test('a forced tool call, whole', async () => {
  const { choices } = await client.chat.completions.create({
    model: llama,
    messages,
    tools,
    tool_choice: { type: 'function', function: { name: 'getWeather' } },
  });
  expect(choices[0]?.finish_reason).toBe('tool_calls');
  expect(choices[0]?.message.tool_calls?.[0]).toMatchObject({
    type: 'function',
    id: expect.stringMatching(/./),
    function: { name: 'getWeather', arguments: '{"city":"Lisbon"}' },
  });
});

test('the client gets an object that fits its schema', async () => {
  const { choices } = await client.chat.completions.create({
    model: glm,
    messages: [{ role: 'user', content: 'Ada Lovelace is 36 years old.' }],
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'person',
        strict: true,
        schema: {
          type: 'object',
          properties: { name: { type: 'string' }, age: { type: 'integer' } },
          required: ['name', 'age'],
        },
      },
    },
  });
  expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({ name: 'Ada Lovelace', age: 36 });
});

test('embeddings, which the client asks for in base64 and takes as numbers', async () => {
  const { data } = await client.embeddings.create({ model: '@cf/baai/bge-base-en-v1.5', input: ['a', 'b'] });
  expect(data.map(({ index, embedding }) => [index, embedding.length])).toEqual([
    [0, 768],
    [1, 768],
  ]);
});

test('failures are errors of the client’s own classes', async () => {
  gateway.reply(failure(3040));
  await expect(client.chat.completions.create({ model: llama, messages })).rejects.toBeInstanceOf(
    OpenAI.RateLimitError,
  );
  const stranger = client.withOptions({ apiKey: 'wrong' });
  await expect(stranger.chat.completions.create({ model: llama, messages })).rejects.toBeInstanceOf(
    OpenAI.AuthenticationError,
  );
  await expect(client.chat.completions.create({ model: 'nope', messages })).rejects.toBeInstanceOf(
    OpenAI.BadRequestError,
  );
});

test('its retries succeed at the second attempt', async () => {
  gateway.reply(failure(3040, { headers: { 'retry-after-ms': '1' } }));
  gateway.reply(text('at last'));
  const patient = client.withOptions({ maxRetries: 1 });
  const { choices } = await patient.chat.completions.create({ model: llama, messages });
  expect(choices[0]?.message.content).toBe('at last');
  expect(gateway.requests).toHaveLength(2);
});

test('an aborted stream is seen as aborted', async () => {
  gateway.reply(text('one'), pause(60_000), text('two'));
  const stream = await client.chat.completions.create({ model: llama, messages, stream: true });
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) stream.controller.abort();
  await expect.poll(() => gateway.requests[0]?.aborted).toBe(true);
});

test('a broken connection is a connection error of the client', async () => {
  gateway.reply(reset());
  await expect(client.chat.completions.create({ model: llama, messages })).rejects.toBeInstanceOf(
    OpenAI.APIConnectionError,
  );
});
