// Generated from scripts/catalogue by `npm run catalogue`; do not edit.

export type EmbeddingModelId =
  | '@cf/baai/bge-base-en-v1.5'
  | '@cf/baai/bge-large-en-v1.5'
  | '@cf/baai/bge-m3'
  | '@cf/baai/bge-small-en-v1.5'
  | '@cf/google/embeddinggemma-300m'
  | '@cf/pfnet/plamo-embedding-1b'
  | '@cf/qwen/qwen3-embedding-0.6b'
  ;
