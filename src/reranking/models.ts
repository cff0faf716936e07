import { createMethods, type Kind, type OpenId, type Present } from '../request/models.ts';
import type { RerankingOptions } from './options.ts';
import { createReranking, type Reranking } from './reranking.ts';

/** Models that take a query with documents; bge-m3 compares embeddings, bge-reranker-base reads both together. */
type RerankingModelId = '@cf/baai/bge-m3' | '@cf/baai/bge-reranker-base';

type CreateModel<Model> = (modelId: OpenId<RerankingModelId>, options?: RerankingOptions) => Model;

/**
 * Methods that create reranking models.
 * See docs/reranking.md.
 */
export interface RerankingModels<Model> {
  readonly reranking: CreateModel<Model>;
  readonly rerankingModel: CreateModel<Model>;
}

export const rerankingModels =
  <Model>(present: Present<Reranking, Model>): Kind<RerankingModels<Model>> =>
  shared =>
    createMethods(shared, { name: 'reranking', create: createReranking, present });
