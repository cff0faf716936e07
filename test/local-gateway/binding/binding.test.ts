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
