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

/** Tells how a text feels. The AI SDK has no kind of model for it. */
export const distilbert = '@cf/huggingface/distilbert-sst-2-int8';
