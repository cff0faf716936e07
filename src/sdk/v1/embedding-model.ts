import type { EmbeddingModelV1 } from '@ai-sdk/provider-v1';
import type { Embedding } from '../../embedding/embedding.ts';
import type { ModelName } from '../../provider/kinds.ts';

/** An embedding model as AI SDK 4 calls it. */
export function toEmbeddingModel(
  embedding: Embedding,
  { provider, modelId }: ModelName,
): EmbeddingModelV1<string> {
  return {
    specificationVersion: 'v1',
    provider,
    modelId,
    maxEmbeddingsPerCall: embedding.maxEmbeddingsPerCall,
    supportsParallelCalls: true,
    doEmbed: async call => {
      const { embeddings, tokens, response } = await embedding.embed(call);
      return {
        embeddings,
        ...(tokens !== undefined && { usage: { tokens } }),
        rawResponse: { headers: response.headers },
      };
    },
  };
}
