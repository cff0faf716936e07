import { expect, test } from 'vitest';
import { createLocalGateway, pause, text } from 'workers-ai-gateway/testing';
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
