import type { EmbeddingModelV1, LanguageModelV1 } from '@ai-sdk/provider-v1';
import { createProvider, type WorkersAIProvider } from '../../provider/provider.ts';
import type { WorkersAISettings } from '../../provider/settings.ts';
import { toEmbeddingModel } from './embedding-model.ts';
import { toLanguageModel } from './language-model.ts';

/** Workers AI for AI SDK 4. */
export type WorkersAI = WorkersAIProvider<LanguageModelV1, EmbeddingModelV1<string>>;

/**
 * Creates a provider of Workers AI's models through AI Gateway.
 * @throws InvalidArgumentError for a wrong setting. A missing one is an error of the first request that needs it.
 */
export function createWorkersAI(settings: WorkersAISettings = {}): WorkersAI {
  return createProvider(settings, { languageModel: toLanguageModel, embeddingModel: toEmbeddingModel });
}

/** The provider whose settings all come from the environment. */
export const workersai: WorkersAI = createWorkersAI();
