import type { EmbeddingModelV2, LanguageModelV2 } from '@ai-sdk/provider-v2';
import type { Chat } from '../../chat/chat.ts';
import type { Embedding } from '../../embedding/embedding.ts';
import { createProvider, type ModelName, type WorkersAIProvider } from '../../provider/provider.ts';
import type { WorkersAISettings } from '../../provider/settings.ts';
import { embed } from '../shared/embedding-model.ts';
import { generate, stream } from '../shared/language-model.ts';
import { dialect } from './dialect.ts';

/** Workers AI for AI SDK 5. */
export type WorkersAI = WorkersAIProvider<LanguageModelV2, EmbeddingModelV2<string>>;

/**
 * Creates a provider of Workers AI's models through AI Gateway.
 * @throws InvalidArgumentError for a wrong setting. A missing one is an error of the first request that needs it.
 */
export function createWorkersAI(settings: WorkersAISettings = {}): WorkersAI {
  return createProvider(settings, { languageModel: toLanguageModel, embeddingModel: toEmbeddingModel });
}

/** The provider whose settings all come from the environment. */
export const workersai: WorkersAI = createWorkersAI();

function toLanguageModel(chat: Chat, name: ModelName): LanguageModelV2 {
  return {
    specificationVersion: 'v2',
    ...name,
    // Workers AI fetches no URL: the SDK downloads what they name.
    supportedUrls: {},
    doGenerate: options => generate(chat, { options, dialect }),
    doStream: options => stream(chat, { options, dialect }),
  };
}

function toEmbeddingModel(embedding: Embedding, name: ModelName): EmbeddingModelV2<string> {
  return {
    specificationVersion: 'v2',
    ...name,
    maxEmbeddingsPerCall: embedding.maxEmbeddingsPerCall,
    supportsParallelCalls: true,
    doEmbed: call => embed(embedding, call),
  };
}
