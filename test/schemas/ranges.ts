import type { Id, Schema } from './schema.ts';

const range = (minimum: number, maximum: number): Schema => ({ type: 'number', minimum, maximum });
const whole = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum });
const sides = (from: number, to: number) => ({ width: whole(from, to), height: whole(from, to) });
const text: Schema = { type: 'string', minLength: 1 };
const contexts: Schema = { type: 'array', items: { properties: { text } } };

const diffusion = {
  prompt: text,
  ...sides(256, 2048),
  num_steps: whole(1, 20),
  strength: range(0, 1),
  seed: { type: 'integer' },
};
/**
 * What the types leave out: the values that the models' input schemas allow, as of 2026-11, such as
 * https://developers.cloudflare.com/workers-ai/models/lucid-origin/
 */
export const ranges: Readonly<Partial<Record<Id, Readonly<Record<string, Schema>>>>> = {
  '@cf/black-forest-labs/flux-1-schnell': {
    prompt: { type: 'string', minLength: 1, maxLength: 2048 },
    steps: whole(1, 8),
  },
  '@cf/stabilityai/stable-diffusion-xl-base-1.0': diffusion,
  '@cf/bytedance/stable-diffusion-xl-lightning': diffusion,
  '@cf/lykon/dreamshaper-8-lcm': diffusion,
  '@cf/runwayml/stable-diffusion-v1-5-inpainting': diffusion,
  '@cf/leonardo/lucid-origin': {
    prompt: text,
    ...sides(0, 2500),
    guidance: range(0, 10),
    seed: { type: 'integer', minimum: 0 },
    num_steps: whole(1, 40),
  },
  '@cf/leonardo/phoenix-1.0': {
    prompt: text,
    ...sides(0, 2048),
    guidance: range(2, 10),
    seed: { type: 'integer', minimum: 0 },
    num_steps: whole(1, 50),
  },
  '@cf/openai/whisper-large-v3-turbo': { task: { enum: ['transcribe', 'translate'] } },
  '@cf/myshell-ai/melotts': { prompt: text },
  '@cf/deepgram/aura-1': { text },
  '@cf/deepgram/aura-2-en': { text },
  '@cf/deepgram/aura-2-es': { text },
  '@cf/baai/bge-reranker-base': { query: text, contexts, top_k: { type: 'integer', minimum: 1 } },
  '@cf/baai/bge-m3': { contexts },
};
