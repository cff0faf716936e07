/** Models of both shapes that answers come in: `{response}`, and `{choices}` as OpenAI has them. */
export const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
export const glm = '@cf/zai-org/glm-4.7-flash';
export const shapes: readonly { readonly shape: string; readonly id: string }[] = [
  { shape: 'native', id: llama },
  { shape: 'OpenAI', id: glm },
];

/** Writes its thoughts into the text, between think tags. */
export const qwq = '@cf/qwen/qwq-32b';
export const scout = '@cf/meta/llama-4-scout-17b-16e-instruct';
export const bge = '@cf/baai/bge-base-en-v1.5';

export const reranker = '@cf/baai/bge-reranker-base';
export const clef = '@cf/cloudflare/clef';

export const flux = '@cf/black-forest-labs/flux-1-schnell';
export const flux2 = '@cf/black-forest-labs/flux-2-klein-9b';
export const sdxl = '@cf/stabilityai/stable-diffusion-xl-base-1.0';
export const aura = '@cf/deepgram/aura-2-en';
export const melotts = '@cf/myshell-ai/melotts';
export const whisper = '@cf/openai/whisper';
export const turbo = '@cf/openai/whisper-large-v3-turbo';
export const nova = '@cf/deepgram/nova-3';

/** Tells how a text feels. The AI SDK has no kind of model for it. */
export const distilbert = '@cf/huggingface/distilbert-sst-2-int8';
