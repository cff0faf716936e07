import { describe, expect, test } from 'vitest';
import { json } from '../../transport/stub-fetch.ts';
import { embeddingModel, versions } from './models.ts';

describe.each(versions)('an embedding model of %s', version => {
  const body = { result: { data: [[1], [2]], usage: { prompt_tokens: 4 } }, success: true };

  test('gives the vectors, and beside them what came back', async () => {
    const { model, sent } = embeddingModel(version, [json(body, { headers: { 'CF-AIG-Log-Id': 'log' } })]);
    expect(await model.doEmbed({ values: ['a', 'b'] })).toStrictEqual({
      embeddings: [[1], [2]],
      usage: { tokens: 4 },
      providerMetadata: { workersai: { logId: 'log' } },
      response: { headers: { 'cf-aig-log-id': 'log', 'content-type': 'application/json' }, body },
      warnings: [],
    });
    expect(sent[0]?.body).toEqual({ text: ['a', 'b'] });
  });

  test('gives no usage where the service gave none', async () => {
    const { model } = embeddingModel(version, [json({ result: { data: [[1]] }, success: true })]);
    expect(await model.doEmbed({ values: ['a'] })).not.toHaveProperty('usage');
  });

  test('takes its options, and warns of dimensions and of options that are not known', async () => {
    const { model, sent } = embeddingModel(version, [json({ data: [[1]] })]);
    const { warnings } = await model.doEmbed({
      values: ['a'],
      dimensions: 64,
      headers: { 'x-team': 'search' },
      providerOptions: { workersai: { pooling: 'cls', unheard: 1 } },
    });
    expect(warnings).toEqual([
      { type: 'other', message: 'Workers AI has no input for dimensions: it was not sent.' },
      { type: 'other', message: 'The option unheard of workersai is unknown and was not sent.' },
    ]);
    expect(sent[0]).toMatchObject({ body: { text: ['a'], pooling: 'cls' }, headers: { 'x-team': 'search' } });
    expect(sent[0]?.body).not.toHaveProperty('dimensions');
  });

  test('warns of a limit of values for one call, which the SDK has split before', async () => {
    const { model } = embeddingModel(version, [json({ data: [[1]] })]);
    const options = { workersai: { maxEmbeddingsPerCall: 10 } };
    expect((await model.doEmbed({ values: ['a'], providerOptions: options })).warnings).toEqual([
      {
        type: 'other',
        message: 'The option maxEmbeddingsPerCall of workersai is unknown and was not sent.',
      },
    ]);
  });

  test('has its name and its limits at once', () => {
    const { model } = embeddingModel(version, []);
    expect(model).toMatchObject({
      specificationVersion: version,
      provider: 'workersai.embedding',
      modelId: '@cf/baai/bge-base-en-v1.5',
      maxEmbeddingsPerCall: 100,
      supportsParallelCalls: true,
    });
  });
});
