import { expect, test } from 'vitest';
import { failureCodeIn, modelFacts } from '../../../src/local-gateway/model/facts.ts';
import type { LocalGatewayOptions } from '../../../src/local-gateway/options.ts';

const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
const facts = (id: string, { shape = {} }: LocalGatewayOptions = {}) => modelFacts(id, { shape });

test.each<[string, object]>([
  [
    '@cf/meta/llama-3.1-8b-instruct-fp8-fast',
    {
      task: 'Text Generation',
      shape: 'native',
      reasoning: undefined,
      context: undefined,
      price: { in: 0.045, out: 0.384 },
      tools: false,
      vision: false,
    },
  ],
  [
    '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    { context: 24000, price: { in: 0.293, out: 2.253 }, tools: true },
  ],
  [
    '@cf/google/gemma-4-26b-a4b-it',
    { shape: 'openai', tools: true, vision: true, reasoning: { keys: ['reasoning_content'] } },
  ],
  ['@cf/deepseek-ai/deepseek-r1-distill-qwen-32b', { shape: 'native', reasoning: { keys: 'inline' } }],
  ['@cf/qwen/qwq-32b', { shape: 'native', reasoning: { keys: 'inline' } }],
  ['@cf/openai/gpt-oss-120b', { shape: 'openai', reasoning: { keys: ['reasoning', 'reasoning_content'] } }],
  ['@cf/zai-org/glm-4.7-flash', { shape: 'openai', reasoning: { keys: ['reasoning', 'reasoning_content'] } }],
  ['@cf/qwen/qwen3.5-x', { shape: 'openai', reasoning: { keys: ['reasoning'] } }],
  ['@cf/qwen/qwen3-30b-a3b-fp8', { shape: 'openai', reasoning: { keys: ['reasoning_content'] } }],
  ['@cf/moonshotai/kimi-k2', { shape: 'openai', reasoning: { keys: ['reasoning_content'] } }],
  ['@cf/nvidia/nemotron-3', { shape: 'openai', reasoning: { keys: ['reasoning_content'] } }],
  ['@cf/deepseek-ai/deepseek-v9', { shape: 'openai', reasoning: { keys: ['reasoning_content'] } }],
  ['@cf/ibm-granite/granite-4.0-h-micro', { shape: 'openai', reasoning: undefined }],
  ['@cf/x/apertus-8b', { shape: 'openai' }],
  ['@cf/qwen/qwen3-embedding-0.6b', { shape: 'native', task: 'Text Embeddings' }],
  ['@cf/baai/bge-m3', { price: { in: 0.012, out: 0 } }],
  ['@cf/openai/whisper', { price: undefined }],
  ['@cf/new/bge-reranker-x', { task: 'Text Classification' }],
  ['@cf/new/bge-x', { task: 'Text Embeddings' }],
  ['@cf/new/x-embedding', { task: 'Text Embeddings' }],
  ['@cf/new/distilbert-x', { task: 'Text Classification' }],
  ['@cf/new/flux-1-x', { task: 'Text-to-Image' }],
  ['@cf/new/flux-2-x', { task: 'Text-to-Image' }],
  ['@cf/new/stable-diffusion-x', { task: 'Text-to-Image' }],
  ['@cf/new/dreamshaper-x', { task: 'Text-to-Image' }],
  ['@cf/leonardo/x', { task: 'Text-to-Image' }],
  ['@cf/new/whisper-x', { task: 'Automatic Speech Recognition' }],
  ['@cf/new/nova-9', { task: 'Automatic Speech Recognition' }],
  ['@cf/deepgram/flux', { task: 'Automatic Speech Recognition' }],
  ['@cf/new/aura-9', { task: 'Text-to-Speech' }],
  ['@cf/new/melotts', { task: 'Text-to-Speech' }],
  ['@cf/new/m2m100-x', { task: 'Translation' }],
  ['@cf/new/indictrans-x', { task: 'Translation' }],
  ['@cf/new/bart-large-x', { task: 'Summarization' }],
])('what is known of %s', (id, expected) => {
  expect(facts(id)).toMatchObject({ id, ...expected });
});

test('the shape may be told for all models, or for one', () => {
  expect(facts(llama, { shape: 'openai' }).shape).toBe('openai');
  expect(facts(llama, { shape: { [llama]: 'openai' } }).shape).toBe('openai');
  expect(facts(llama, { shape: { other: 'openai' } }).shape).toBe('native');
  expect(facts('constructor', { shape: {} }).shape).toBe('native');
});

test.each([
  ['@cf/fail/3040', 3040],
  ['@cf/fail/10000', 10000],
  ['@cf/fail/999', undefined],
  ['@cf/fail/123456', undefined],
  ['@cf/fail/3040x', undefined],
  ['x@cf/fail/3040', undefined],
])('the model %s fails with %s', (id, code) => {
  expect(failureCodeIn(id)).toBe(code);
});
