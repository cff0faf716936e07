import { expect, test } from 'vitest';
import {
  createLocalGateway,
  failure,
  pause,
  type ReplyPart,
  respond,
  text,
} from 'workers-ai-gateway/testing';
import { llama } from '../post.ts';

const question = { prompt: 'Hi' };

test('a run answers the bare result and sends what the real one sends', async () => {
  const { binding, requests } = createLocalGateway();
  const options = { gateway: { id: 'mine', cacheTtl: 0 }, extraHeaders: { 'x-a': '1' }, tags: ['t'] };
  expect(await binding.run(llama, question, options)).toMatchObject({
    response: 'Hello! How can I help you today?',
  });
  expect(requests).toMatchObject([
    {
      url: 'https://workers-binding.ai/ai-gateway/run?version=3',
      headers: {
        'content-type': 'application/json',
        'cf-consn-sdk-version': '2.0.0',
        'cf-consn-model-id': llama,
        'x-a': '1',
      },
      body: { inputs: question, options: { gateway: { id: 'mine', cacheTtl: 0 }, tags: ['t'] } },
      model: llama,
    },
  ]);
  expect(requests[0]?.headers).not.toHaveProperty('authorization');
});

test('without a gateway it goes past it', async () => {
  const { binding, requests, logs } = createLocalGateway({ gatewayToken: 'g', token: 't' });
  await binding.run(llama, question);
  expect(requests[0]?.path).toBe('/run');
  expect([binding.aiGatewayLogId, logs.length]).toEqual([null, 0]);
});

test('a stream', async () => {
  const { binding } = createLocalGateway({ padding: false });
  const stream = await binding.run(llama, { ...question, stream: true });
  expect(stream).toBeInstanceOf(ReadableStream);
  expect(await new Response(stream as ReadableStream).text()).toMatch(/^data: {"response":"Hello"}\n\n/);
});

test.each<[string, ReplyPart, { name: string; message: unknown }]>([
  ['shape A', failure(2003), { name: 'AiGatewayError', message: '2003: Rate limited' }],
  [
    'shape C',
    failure(3040),
    { name: 'AiError', message: '3040: Capacity temporarily exceeded, please try again.' },
  ],
  [
    'shape B',
    failure(5006, { shape: 'v4' }),
    { name: 'InferenceUpstreamError', message: expect.stringMatching(/^5006: AiError: Bad input/) },
  ],
  [
    'plain text',
    respond(new Response('oops', { status: 500 })),
    { name: 'InferenceUpstreamError', message: 'oops' },
  ],
])('what it throws: %s', async (_name, part, { name, message }) => {
  const gateway = createLocalGateway();
  gateway.reply(part);
  const error = await gateway.binding.run(llama, question).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(Object.keys(error as Error)).toEqual(['name']);
  expect(error).toMatchObject({ name, message });
});

test('with returnRawResponse it throws nothing', async () => {
  const gateway = createLocalGateway();
  gateway.reply(failure(3040));
  const response = await gateway.binding.run(llama, question, { returnRawResponse: true });
  expect(response).toBeInstanceOf(Response);
  expect((response as Response).status).toBe(429);
});

test('anything but exactly application/json comes as a stream', async () => {
  const gateway = createLocalGateway();
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  gateway.reply(respond(new Response('{"response":"x"}', { headers })));
  expect(await gateway.binding.run(llama, question)).toBeInstanceOf(ReadableStream);
});

test('the last log id is that of whichever run ended last', async () => {
  const { binding, reply, logs } = createLocalGateway();
  reply(pause(30), text('slow'));
  reply(text('fast'));
  const options = { gateway: { id: 'mine' } };
  const slow = binding.run(llama, question, options);
  await binding.run(llama, { prompt: 'Two' }, options);
  const fastId = binding.aiGatewayLogId;
  await slow;
  expect(binding.aiGatewayLogId).not.toBe(fastId);
  expect(logs.map(({ id }) => id)).toContain(fastId);
});

const stream = () => new Response('audio').body;

test.each([
  [
    { audio: { body: stream(), contentType: 'audio/wav' } },
    { gateway: { id: 'mine' } },
    'AI Gateway does not support ReadableStreams yet.',
  ],
  [{ audio: { body: stream() } }, {}, 'Content-Type is required with ReadableStream inputs'],
  [
    { a: { body: stream(), contentType: 'a/b' }, b: stream() },
    {},
    'Multiple ReadableStreams are not supported. Found streams in keys: [a, b]',
  ],
])('stream inputs it refuses: case %#', async (inputs, options, message) => {
  const { binding, requests } = createLocalGateway();
  await expect(binding.run('@cf/openai/whisper', inputs, options)).rejects.toMatchObject({
    name: 'AiInternalError',
    message,
  });
  expect(requests).toEqual([]);
});

test('a stream input is the body, the rest goes into the query', async () => {
  const { binding, requests } = createLocalGateway();
  const inputs = { audio: { body: stream(), contentType: 'audio/wav' }, language: 'pt' };
  expect(await binding.run('@cf/openai/whisper-large-v3-turbo', inputs)).toMatchObject({
    text: expect.stringMatching(/5 bytes/),
    transcription_info: { language: 'pt' },
  });
  expect(requests[0]?.headers['content-type']).toBe('audio/wav');
});

test('bigint metadata throws, and a detached run too', async () => {
  const { binding } = createLocalGateway();
  await expect(
    binding.run(llama, question, { gateway: { id: 'g', metadata: { a: 1n } } }),
  ).rejects.toBeInstanceOf(TypeError);
  const { run } = binding;
  await expect(run(llama, question)).rejects.toThrow(/private member/);
});

test('a signal aborts', async () => {
  const gateway = createLocalGateway();
  gateway.reply(pause(60_000), text('late'));
  const controller = new AbortController();
  const pending = gateway.binding.run(llama, question, { signal: controller.signal });
  await expect.poll(() => gateway.requests.length).toBe(1);
  controller.abort(new Error('enough'));
  await expect(pending).rejects.toThrow('enough');
  expect(gateway.requests[0]?.aborted).toBe(true);
});

test('its gateway: url, log, feedback', async () => {
  const { binding, logs } = createLocalGateway();
  await binding.run(llama, question, { gateway: { id: 'mine', metadata: { user: 'ada' } } });
  const mine = binding.gateway('mine');
  expect(await mine.getUrl('workers-ai')).toBe(
    'https://gateway.ai.cloudflare.com/v1/local-account/mine/workers-ai',
  );
  const id = binding.aiGatewayLogId ?? '';
  expect(await mine.getLog(id)).toMatchObject({
    id,
    metadata: { user: 'ada' },
    created_at: expect.any(Date),
  });
  await mine.patchLog(id, { feedback: 1, score: 90 });
  expect(logs[0]).toMatchObject({ feedback: 1, score: 90 });
  await expect(mine.getLog('none')).rejects.toMatchObject({
    name: 'AiGatewayLogNotFound',
    message: 'Not Found',
  });
  await expect(mine.patchLog('none', { feedback: 1 })).rejects.toMatchObject({
    name: 'AiGatewayLogNotFound',
  });
});

test('its gateway’s run: options become headers, a TTL of 0 is lost', async () => {
  const { binding, requests } = createLocalGateway();
  const entry = {
    provider: 'workers-ai',
    endpoint: llama,
    headers: { authorization: 'Bearer t', 'cf-aig-max-attempts': 2 },
    query: question,
  };
  const gateway = { skipCache: false, cacheTtl: 0, metadata: { a: 1 }, retries: { maxAttempts: 3 } };
  const response = await binding.gateway('mine').run(entry, { gateway });
  expect(await response.json()).toMatchObject({ result: { response: expect.any(String) } });
  expect(requests[0]).toMatchObject({
    path: '/ai-gateway/universal/run/mine',
    headers: { 'cf-aig-skip-cache': 'false', 'cf-aig-metadata': '{"a":1}', 'cf-aig-max-attempts': '3' },
    body: [{ headers: { 'cf-aig-max-attempts': '2' } }],
  });
  expect(requests[0]?.headers).not.toHaveProperty('cf-aig-cache-ttl');
});

test('models()', async () => {
  const { binding } = createLocalGateway();
  expect(await binding.models({ search: 'bge-m3' })).toMatchObject([{ name: '@cf/baai/bge-m3' }]);
});
