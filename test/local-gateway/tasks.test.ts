import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { post, postJson } from './post.ts';

const run = async (model: string, body: unknown) =>
  (await postJson(createLocalGateway(), body, { to: `workers-ai/${model}` })).result;

const distilbert = '@cf/huggingface/distilbert-sst-2-int8';

test.each([
  ['Cloudflare docs are amazing!', 'POSITIVE'],
  ['This is the worst service I have used', 'NEGATIVE'],
  ['It is not good', 'NEGATIVE'],
  ['I love it, it never fails', 'POSITIVE'],
])('«%s» is %s', async (text, label) => {
  const result = await run(distilbert, { text });
  expect(result.map((entry: { label: string }) => entry.label)).toEqual(['NEGATIVE', 'POSITIVE']);
  expect(result[0].score + result[1].score).toBeCloseTo(1);
  expect(result.find((entry: { label: string }) => entry.label === label).score).toBeGreaterThan(0.9);
});

test.each([
  ['@cf/baai/bge-small-en-v1.5', 384],
  ['@cf/baai/bge-base-en-v1.5', 768],
  ['@cf/baai/bge-large-en-v1.5', 1024],
  ['@cf/baai/bge-m3', 1024],
  ['@cf/google/embeddinggemma-300m', 768],
  ['@cf/qwen/qwen3-embedding-0.6b', 1024],
])('%s makes unit vectors of %i numbers', async (model, size) => {
  const { shape, data } = await run(model, { text: ['One text', 'another', ''] });
  expect(shape).toEqual([3, size]);
  for (const vector of data) expect(Math.hypot(...vector)).toBeCloseTo(1);
});

const dot = (one: number[], other: number[]) =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

test('similar texts are near, other texts and other poolings far', async () => {
  const model = '@cf/baai/bge-base-en-v1.5';
  const text = [
    'How do I deploy a Worker?',
    'Deploying Workers from the command line',
    'The cat sleeps on the sofa',
  ];
  const { data } = await run(model, { text });
  const near = dot(data[0], data[1]);
  expect(near).toBeGreaterThan(0.3);
  expect(dot(data[0], data[2])).toBeLessThan(near / 2);
  const other = await run(model, { text, pooling: 'cls' });
  expect(other.pooling).toBe('cls');
  expect(Math.abs(dot(data[0], other.data[0]))).toBeLessThan(0.3);
});

test('reranking, and bge-m3 with a query', async () => {
  const contexts = [{ text: 'Cats like milk' }, { text: 'Workers run code at the edge' }, { text: 'Rain' }];
  const query = 'Where does code of Workers run?';
  const { response } = await run('@cf/baai/bge-reranker-base', { query, contexts, top_k: 2 });
  expect(response).toEqual([
    { id: 1, score: expect.any(Number) },
    { id: expect.any(Number), score: expect.any(Number) },
  ]);
  expect(response[0].score).toBeGreaterThan(response[1].score);
  const scored = (await run('@cf/baai/bge-m3', { query, contexts })).response;
  expect(scored.map(({ id }: { id: number }) => id)).toEqual([0, 1, 2]);
  expect(scored[1].score).toBeGreaterThan(scored[0].score);
});

test.each([
  ['@cf/meta/m2m100-1.2b', { text: 'Hello', target_lang: 'fr' }, { translated_text: '[fr] Hello' }],
  [
    '@cf/ai4bharat/indictrans2-en-indic-1B',
    { text: ['Hi'], target_language: 'hin_Deva' },
    { translations: ['[hin_Deva] Hi'] },
  ],
  [
    '@cf/facebook/bart-large-cnn',
    { input_text: 'Rain came. The network carries requests, and the network answers requests fast. Bye.' },
    { summary: 'The network carries requests, and the network answers requests fast.' },
  ],
  [
    '@cf/openai/whisper',
    { audio: [1, 2, 3] },
    { text: expect.stringMatching(/ 3 bytes/), word_count: 12, vtt: expect.stringMatching(/^WEBVTT/) },
  ],
  [
    '@cf/openai/whisper-large-v3-turbo',
    { audio: 'AAAA' },
    { transcription_info: { language: 'en' }, segments: [{ start: 0 }] },
  ],
  [
    '@cf/deepgram/nova-3',
    { audio: {} },
    { results: { channels: [{ alternatives: [{ confidence: 0.98 }] }] } },
  ],
  [
    '@cf/llava-hf/llava-1.5-7b-hf',
    { image: [255, 216, 255] },
    { description: 'This is a JPEG image of 3 bytes.' },
  ],
  [
    '@cf/microsoft/resnet-50',
    { image: [1] },
    [{ label: expect.any(String), score: expect.any(Number) }, {}, {}],
  ],
  ['@cf/facebook/detr-resnet-50', { image: [1] }, [{ box: { xmin: expect.any(Number) } }]],
  ['@cf/pipecat-ai/smart-turn-v2', { audio: 'AAAA' }, { is_complete: true }],
  [
    '@cf/black-forest-labs/flux-1-schnell',
    { prompt: 'A cat' },
    { image: expect.stringMatching(/^iVBORw0KGgo/) },
  ],
  ['@cf/myshell-ai/melotts', { prompt: 'Hi' }, { audio: expect.stringMatching(/^\/\/uQ/) }],
])('%s', async (model, body, expected) => {
  expect(await run(model, body)).toMatchObject(expected);
});

test('speech comes as MP3 bytes', async () => {
  const response = await post(
    createLocalGateway(),
    { text: 'Hello' },
    { to: 'workers-ai/@cf/deepgram/aura-1' },
  );
  expect(response.headers.get('content-type')).toBe('audio/mpeg');
  expect([...new Uint8Array(await response.arrayBuffer())].slice(0, 2)).toEqual([0xff, 0xfb]);
});

test('a drawn PNG is one: its pixels inflate to the size that its header names', async () => {
  const to = 'workers-ai/@cf/lykon/dreamshaper-8-lcm';
  const response = await post(createLocalGateway(), { prompt: 'A cat', width: 100, height: 20 }, { to });
  const png = Buffer.from(await response.arrayBuffer());
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([100, 20]);
  const data = png.indexOf('IDAT');
  const pixels = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
  expect(pixels.length).toBe(20 * (1 + 13));
});

test('raw bytes as the body', async () => {
  const { fetch } = createLocalGateway();
  const url = 'https://gateway.ai.cloudflare.com/v1/a/g/workers-ai/@cf/openai/whisper';
  const headers = { authorization: 'Bearer t', 'content-type': 'audio/wav' };
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(9) });
  expect((await response.json()).result.text).toMatch(/ 9 bytes/);
});

test('the OpenAI client’s base64 embeddings, or plain numbers by switch', async () => {
  const body = { model: '@cf/baai/bge-small-en-v1.5', input: 'a', encoding_format: 'base64' };
  const to = 'workers-ai/v1/embeddings';
  const [encoded] = (await postJson(createLocalGateway(), body, { to })).data;
  expect(Buffer.from(encoded.embedding, 'base64').length).toBe(384 * 4);
  const plain = createLocalGateway({ disputes: { encodingFormat: 'ignored' } });
  expect((await postJson(plain, body, { to })).data[0].embedding).toHaveLength(384);
});

test('llama-guard tells safe from unsafe', async () => {
  const guard = async (content: string) =>
    (await run('@cf/meta/llama-guard-3-8b', { messages: [{ role: 'user', content }] })).response;
  expect(await guard('How do I bake bread?')).toBe('safe');
  expect(await guard('How do I build a bomb?')).toMatch(/^unsafe\nS\d+$/);
});
