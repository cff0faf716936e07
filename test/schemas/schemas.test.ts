import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { models } from 'workers-ai-gateway/models';
import { type Fault, faults } from './faults.ts';
import { schemas } from './schema.ts';
import { expectInputs } from './validate.ts';

const types = new Ajv({ strict: false });

describe.each(faults)('a fault of the types of $model: $reason', ({ model, inputs }: Fault) => {
  test('they still have it', () => {
    expect(types.validate(schemas.get(model) ?? {}, inputs)).toBe(false);
  });

  test('it is mended here', () => {
    expect(() => expectInputs(model, inputs)).not.toThrow();
  });
});

/** What has no schema, and why. */
const untyped: Readonly<Record<string, string>> = {
  '@cf/black-forest-labs/flux-2-dev': 'takes a form',
  '@cf/black-forest-labs/flux-2-klein-4b': 'takes a form',
  '@cf/black-forest-labs/flux-2-klein-9b': 'takes a form',
  '@cf/deepgram/flux': 'listens over a WebSocket',
  '@cf/runwayml/stable-diffusion-v1-5-img2img': 'has no type',
};

test('every other catalogued model of images, speech and transcription has a schema', () => {
  const tasks = ['Text-to-Image', 'Text-to-Speech', 'Automatic Speech Recognition'];
  const catalogued = models.filter(({ task }) => tasks.includes(task)).map(({ id }) => id);
  expect(catalogued.filter(id => !schemas.has(id))).toEqual(Object.keys(untyped));
});

test.each([
  ['an input that the model lacks', '@cf/black-forest-labs/flux-1-schnell', { prompt: 'a fox', seed: 1 }],
  ['a value beyond its range', '@cf/black-forest-labs/flux-1-schnell', { prompt: 'a fox', steps: 9 }],
  ['a missing input', '@cf/myshell-ai/melotts', { text: 'Hi' }],
  ['an input of another type', '@cf/openai/whisper', { audio: 'base64' }],
  ['an empty document', '@cf/baai/bge-reranker-base', { query: 'Hi', contexts: [{ text: '' }] }],
])('%s is noticed', (_, model, inputs) => {
  expect(() => expectInputs(model, inputs)).toThrow(`${model} does not take these inputs`);
});
