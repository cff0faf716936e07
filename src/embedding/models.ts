import { createModels, type Kind, type OpenId, type Present } from '../request/models.ts';
import { createEmbedding, type Embedding } from './embedding.ts';
import type { EmbeddingModelId } from './model-ids.generated.ts';
import type { EmbeddingOptions } from './options.ts';

type CreateModel<Model> = (modelId: OpenId<EmbeddingModelId>, options?: EmbeddingOptions) => Model;

/**
 * Methods that create embedding models: one method, under the name of each AI SDK version.
 * See docs/embeddings.md.
 */
export interface EmbeddingModels<Model> {
  readonly embedding: CreateModel<Model>;
  readonly embeddingModel: CreateModel<Model>;
  readonly textEmbedding: CreateModel<Model>;
  readonly textEmbeddingModel: CreateModel<Model>;
}

export const embeddingModels =
  <Model>(present: Present<Embedding, Model>): Kind<EmbeddingModels<Model>> =>
  shared => {
    const parts = { name: 'embedding', create: createEmbedding, present };
    const embedding = createModels<EmbeddingOptions, Embedding, Model>(shared, parts);
    return {
      embedding,
      embeddingModel: embedding,
      textEmbedding: embedding,
      textEmbeddingModel: embedding,
    };
  };
