import { expect, test } from 'vitest';
import { readEmbeddings } from '../../src/embedding/answer.ts';

test.each([
  {
    name: 'Workers AI’s own',
    body: {
      result: {
        shape: [2, 2],
        data: [
          [1, 2],
          [3, 4],
        ],
        pooling: 'mean',
      },
      success: true,
      errors: [],
      messages: [],
    },
    expected: {
      embeddings: [
        [1, 2],
        [3, 4],
      ],
      tokens: undefined,
    },
  },
  {
    name: 'usage, as live answers have it',
    body: { result: { data: [[1]], usage: { prompt_tokens: 5, total_tokens: 6 } }, success: true },
    expected: { embeddings: [[1]], tokens: 5 },
  },
  {
    name: 'the total of tokens alone',
    body: { data: [[1]], usage: { total_tokens: 6 } },
    expected: { embeddings: [[1]], tokens: 6 },
  },
  {
    name: 'bge-m3’s tokens, told as a cost',
    body: {
      result: {
        shape: [1, 1],
        data: [[1]],
        pooling: 'cls',
        response: null,
        meta: { cost_metric_name_1: 'input_tokens', cost_metric_value_1: 20, neurons: 0.02 },
      },
      success: true,
    },
    expected: { embeddings: [[1]], tokens: 20 },
  },
  {
    name: 'another cost',
    body: { data: [[1]], meta: { cost_metric_name_1: 'seconds', cost_metric_value_1: 20 } },
    expected: { embeddings: [[1]], tokens: undefined },
  },
  {
    name: 'bge-m3’s list of contexts',
    body: { response: [[1], [2]], shape: [2, 1], pooling: 'cls' },
    expected: { embeddings: [[1], [2]], tokens: undefined },
  },
  {
    name: 'OpenAI’s list, by its indexes',
    body: {
      object: 'list',
      data: [
        { object: 'embedding', index: 1, embedding: [2] },
        { object: 'embedding', index: 0, embedding: [1] },
      ],
      model: '@cf/baai/bge-base-en-v1.5',
      usage: { prompt_tokens: 3, total_tokens: 3 },
    },
    expected: { embeddings: [[1], [2]], tokens: 3 },
  },
  {
    name: 'OpenAI’s list without indexes',
    body: { data: [{ embedding: [1] }, { embedding: [2] }] },
    expected: { embeddings: [[1], [2]], tokens: undefined },
  },
  { name: 'no vectors', body: { data: [] }, expected: { embeddings: [], tokens: undefined } },
])('reads $name', ({ body, expected }) => {
  expect(readEmbeddings(body)).toEqual(expected);
});

test.each([
  { name: 'null', body: null },
  { name: 'an empty envelope', body: { result: null, success: true } },
  { name: 'scores', body: { response: [{ id: 0, score: 0.9 }] } },
  { name: 'vectors as base64', body: { data: [{ index: 0, embedding: 'AAAA' }] } },
  { name: 'vectors with holes', body: { data: [[1, null]] } },
  { name: 'vectors of two kinds', body: { data: [{ embedding: [1] }, [2], null] } },
  { name: 'one flat vector', body: { data: [1, 2, 3] } },
  { name: 'numbers beyond what is finite', body: JSON.parse('{"data":[[1e400]]}') },
])('$name is no answer of an embedding model', ({ body }) => {
  expect(readEmbeddings(body)).toBeUndefined();
});
