import { TooManyEmbeddingValuesForCallError } from '@ai-sdk/provider';
import { embed, embedMany } from 'ai';
import { describe, expect, test } from 'vitest';
import { createWorkersAI, readMetadata } from 'workers-ai-gateway';
import { createWorkersAI as createWorkersAIV4 } from 'workers-ai-gateway/ai7';
import { json, rejection, settings, stubFetch } from '../transport/stub-fetch.ts';

const bge = '@cf/baai/bge-base-en-v1.5';

const answer = (
  count: number,
  { tokens, headers = {} }: { tokens?: number; headers?: Record<string, string> } = {},
) =>
  json(
    {
      result: {
        shape: [count, 1],
        data: Array.from({ length: count }, (_, index) => [index]),
        ...(tokens !== undefined && { usage: { prompt_tokens: tokens } }),
      },
      success: true,
      errors: [],
      messages: [],
    },
    { headers },
  );

const create = (...answers: readonly Response[]) => {
  const { fetch, sent } = stubFetch(...answers);
  return { sent, workersai: createWorkersAI({ ...settings, fetch }) };
};

test('a model says what it can to ai@4', () => {
  expect(createWorkersAI(settings).embedding(bge)).toMatchObject({
    specificationVersion: 'v1',
    provider: 'workersai.embedding',
    modelId: bge,
    maxEmbeddingsPerCall: 100,
    supportsParallelCalls: true,
  });
});

test('a call goes through the gateway, with the page’s body (cloudflare/ai#403)', async () => {
  const { sent, workersai } = create(answer(2, { tokens: 4, headers: { 'cf-aig-log-id': 'log' } }));
  const result = await workersai.embedding(bge).doEmbed({ values: ['a', 'b'] });
  expect(result).toEqual({
    embeddings: [[0], [1]],
    usage: { tokens: 4 },
    rawResponse: { headers: { 'content-type': 'application/json', 'cf-aig-log-id': 'log' } },
  });
  expect(readMetadata(result)).toEqual({ logId: 'log' });
  expect(sent).toMatchObject([
    {
      url: `https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/${bge}`,
      headers: { authorization: 'Bearer secret-key' },
      body: { text: ['a', 'b'] },
    },
  ]);
});

test('an answer nested too deep to be written down is an error that shows it as it came', async () => {
  const body = `{"data":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  const { workersai } = create(new Response(body, { headers: { 'cf-aig-log-id': 'log' } }));
  expect(await rejection(workersai.embedding(bge).doEmbed({ values: ['a'] }))).toMatchObject({
    name: 'AI_APICallError',
    message: 'Workers AI answered without embeddings.',
    responseBody: body,
    data: { logId: 'log' },
  });
});

test('unknown usage is absent', async () => {
  const { workersai } = create(answer(1));
  expect(await workersai.embedding(bge).doEmbed({ values: ['a'] })).not.toHaveProperty('usage');
});

describe('options become inputs', () => {
  test.each([
    { options: { pooling: 'cls' }, body: { text: ['a'], pooling: 'cls' } },
    { options: { truncateInputs: true }, body: { text: ['a'], truncate_inputs: true } },
    { options: { inputType: 'query', instruction: 'Find.' }, body: { queries: ['a'], instruction: 'Find.' } },
    { options: { inputType: 'document' }, body: { documents: ['a'] } },
    { options: { extraInputs: { other: 1 } }, body: { text: ['a'], other: 1 } },
    { options: { pooling: 'mean' }, body: { text: ['a'], pooling: 'mean' } },
    { options: { pooling: undefined }, body: { text: ['a'] } },
  ] as const)('the options $options become inputs', async ({ options, body }) => {
    const { sent, workersai } = create(answer(1));
    await workersai.embedding(bge, options).doEmbed({ values: ['a'] });
    expect(sent[0]?.body).toStrictEqual(body);
  });
});

test('in the openai format, options that it has no place for are not sent, and told', async () => {
  const { fetch, sent } = stubFetch(json({ data: [{ index: 0, embedding: [1] }] }));
  const model = createWorkersAIV4({ ...settings, fetch }).embeddingModel(bge, {
    format: 'openai',
    pooling: 'cls',
    inputType: 'query',
    truncateInputs: undefined,
    extraInputs: { user: 'ada' },
  });
  const { embeddings, warnings } = await model.doEmbed({ values: ['a'] });
  expect(embeddings).toEqual([[1]]);
  expect(warnings).toEqual(
    ['pooling', 'inputType'].map(option => ({
      type: 'other',
      message: `The option ${option} of workersai is not available in the openai format and was not sent.`,
    })),
  );
  expect(sent).toMatchObject([
    { url: 'https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/v1/embeddings' },
  ]);
  expect(sent[0]?.body).toEqual({ model: bge, input: ['a'], user: 'ada' });
});

test('without a gateway there is nothing to warn of', async () => {
  const { fetch } = stubFetch(answer(1));
  const model = createWorkersAIV4({ ...settings, fetch, gateway: false }).embeddingModel(bge);
  expect((await model.doEmbed({ values: ['a'] })).warnings).toEqual([]);
});

test('gateway options and headers go provider < model < call', async () => {
  const { fetch, sent } = stubFetch(answer(1));
  const workersai = createWorkersAI({
    ...settings,
    fetch,
    gateway: { id: 'gw', cacheTtl: 60 },
    headers: { 'x-a': 'provider', 'x-b': 'provider' },
  });
  const model = workersai.embedding(bge, {
    gateway: { skipCache: true },
    headers: { 'x-b': 'model', 'x-c': 'model' },
  });
  await model.doEmbed({ values: ['a'], headers: { 'x-c': 'call' } });
  expect(sent[0]?.headers).toMatchObject({
    'cf-aig-cache-ttl': '60',
    'cf-aig-skip-cache': 'true',
    'x-a': 'provider',
    'x-b': 'model',
    'x-c': 'call',
  });
});

describe('the limit', () => {
  const values = Array.from({ length: 101 }, (_, index) => `${index}`);

  test('beyond it nothing is sent', async () => {
    const { sent, workersai } = create();
    const error = await rejection(workersai.embedding(bge).doEmbed({ values }));
    expect(TooManyEmbeddingValuesForCallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      provider: 'workersai.embedding',
      modelId: bge,
      maxEmbeddingsPerCall: 100,
      values,
    });
    expect(sent).toEqual([]);
  });

  test('a model may have a lower one', async () => {
    const { workersai } = create();
    const model = workersai.embedding(bge, { maxEmbeddingsPerCall: 2 });
    expect(model.maxEmbeddingsPerCall).toBe(2);
    expect(await rejection(model.doEmbed({ values: ['a', 'b', 'c'] }))).toMatchObject({
      maxEmbeddingsPerCall: 2,
    });
  });

  test.each([0, 101, 1.5])('it is from 1 to 100, not %d', limit => {
    expect(() => createWorkersAI(settings).embedding(bge, { maxEmbeddingsPerCall: limit })).toThrow(
      'Setting maxEmbeddingsPerCall must be a whole number from 1 to 100',
    );
  });

  test('embedMany splits what is more, in order, and sums the tokens', async () => {
    const { sent, workersai } = create(answer(100, { tokens: 100 }), answer(1, { tokens: 1 }));
    const { embeddings, usage } = await embedMany({ model: workersai.embedding(bge), values });
    expect(sent.map(({ body }) => body)).toEqual([{ text: values.slice(0, 100) }, { text: ['100'] }]);
    expect(embeddings).toHaveLength(101);
    expect(usage).toEqual({ tokens: 101 });
  });
});

test('embed sends one value as a list of one', async () => {
  const { sent, workersai } = create(answer(1));
  expect(await embed({ model: workersai.embedding(bge), value: 'a' })).toMatchObject({ embedding: [0] });
  expect(sent[0]?.body).toEqual({ text: ['a'] });
});

describe('failures', () => {
  test.each([
    [
      'a bad status',
      () =>
        json(
          { success: false, errors: [{ code: 3030, message: 'Sequence too long: 9003 > 8192' }] },
          { status: 400 },
        ),
      { statusCode: 400, data: { code: 3030 }, isRetryable: false },
    ],
    [
      'a failure in HTTP 200',
      () => json({ result: null, success: false, errors: [{ code: 3040, message: 'Capacity' }] }),
      { statusCode: 429, data: { code: 3040 }, isRetryable: true },
    ],
    [
      'too few vectors',
      () => answer(1),
      { message: 'Workers AI answered 1 embeddings for 2 values.', statusCode: 200, isRetryable: false },
    ],
    ['too many vectors', () => answer(3), { message: 'Workers AI answered 3 embeddings for 2 values.' }],
    [
      'no vectors',
      () => json({ result: { response: 'Hi' }, success: true }),
      { message: 'Workers AI answered 0 embeddings for 2 values.' },
    ],
    [
      'vectors of something else',
      () => json({ result: { data: ['a', 'b'] }, success: true }),
      {
        message: 'Workers AI answered without embeddings.',
        responseBody: '{"result":{"data":["a","b"]},"success":true}',
      },
    ],
    [
      'no JSON',
      () => new Response('<html>'),
      { message: 'Workers AI did not answer with JSON: the body is HTML.' },
    ],
  ])('rejects %s', async (_name, answer, expected) => {
    const { workersai } = create(answer());
    expect(await rejection(workersai.embedding(bge).doEmbed({ values: ['a', 'b'] }))).toMatchObject({
      name: 'AI_APICallError',
      ...expected,
    });
  });

  test('an abort before sends nothing', async () => {
    const { sent, workersai } = create();
    const call = workersai
      .embedding(bge)
      .doEmbed({ values: ['a'], abortSignal: AbortSignal.abort(new Error('enough')) });
    expect(await rejection(call)).toMatchObject({ message: 'enough' });
    expect(sent).toEqual([]);
  });

  test('an option that nobody knows is an error at creation', () => {
    // @ts-expect-error The option is wrong.
    expect(() => createWorkersAI(settings).embedding(bge, { dimensions: 5 })).toThrow(
      'Setting dimensions is unknown',
    );
  });

  test.each([
    [{ cacheTtl: 60 }, 'Setting cacheTtl is an option of the gateway: pass gateway: { cacheTtl }.'],
    [null, 'Setting settings must be an object, not null.'],
  ])('options %j are refused at creation', (options, message) => {
    // @ts-expect-error The options are wrong.
    expect(() => createWorkersAI(settings).embedding(bge, options)).toThrow(message);
  });
});
