import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { createWorkersAI } from '../../peers/workers-ai-provider.ts';
import { glm, llama } from '../post.ts';

/** By `env.AI`, which is the way most Workers take. */
function byBinding(gateway = createLocalGateway()) {
  const binding: unknown = gateway.binding;
  // Its type is that of Cloudflare's own binding, model by model.
  return createWorkersAI({ binding: binding as never, gateway: { id: 'mine' } });
}

const prompt = [
  { role: 'user' as const, content: [{ type: 'text' as const, text: 'What is the weather in Lisbon?' }] },
];
const tools = [
  {
    type: 'function' as const,
    name: 'getWeather',
    description: 'The weather',
    inputSchema: {
      type: 'object' as const,
      properties: { city: { type: 'string' as const } },
      required: ['city'],
    },
  },
];

test.each([llama, glm])('text of %s', async model => {
  const { content, finishReason } = await byBinding()(model).doGenerate({
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'What is Cloudflare?' }] }],
  });
  expect(content).toContainEqual({ type: 'text', text: expect.stringMatching(/^Cloudflare is a company/) });
  expect(finishReason.unified).toBe('stop');
});

test.each([llama, glm])('a streamed tool call of %s', async model => {
  const { stream } = await byBinding()(model).doStream({ prompt, tools });
  const parts = [];
  for await (const part of stream) parts.push(part);
  expect(parts).toContainEqual(
    expect.objectContaining({ type: 'tool-call', toolName: 'getWeather', input: '{"city":"Lisbon"}' }),
  );
});

test('embeddings, and the log of the gateway', async () => {
  const gateway = createLocalGateway();
  const { embeddings } = await byBinding(gateway)
    .textEmbedding('@cf/baai/bge-base-en-v1.5')
    .doEmbed({ values: ['a'] });
  expect(embeddings[0]).toHaveLength(768);
  expect(gateway.logs).toMatchObject([
    { model: '@cf/baai/bge-base-en-v1.5', gateway: 'mine', success: true },
  ]);
});

test('a transcription', async () => {
  const { text } = await byBinding()
    .transcription('@cf/openai/whisper')
    .doGenerate({ audio: new Uint8Array(100), mediaType: 'audio/wav' });
  expect(text).toMatch(/100 bytes of audio/);
});

test('an image', async () => {
  const { images } = await byBinding().image('@cf/black-forest-labs/flux-1-schnell').doGenerate({
    prompt: 'A cat',
    n: 1,
    size: undefined,
    aspectRatio: undefined,
    seed: undefined,
    files: undefined,
    mask: undefined,
    providerOptions: {},
  });
  expect(images).toHaveLength(1);
});
