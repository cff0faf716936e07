import type { EmbeddingModelV1, LanguageModelV1 } from '@ai-sdk/provider-v1';
import { chatModels } from '../../chat/models.ts';
import { embeddingModels } from '../../embedding/models.ts';
import { createProvider, type WorkersAIProvider } from '../../provider/provider.ts';
import type { WorkersAISettings } from '../../provider/settings.ts';
import { toEmbeddingModel } from './embedding-model.ts';
import { fallback } from './fallback.ts';
import { toLanguageModel } from './language-model.ts';

/** The kinds of model that AI SDK 4 has. */
interface ModelsV1 {
  readonly languageModel: LanguageModelV1;
  readonly embeddingModel: EmbeddingModelV1<string>;
}

/** Workers AI for AI SDK 4. */
export type WorkersAI = WorkersAIProvider<ModelsV1>;

/**
 * Creates a provider of Workers AI's models through AI Gateway.
 * @throws InvalidArgumentError for a wrong setting. A missing one is an error of the first request that needs it.
 */
export function createWorkersAI(settings: WorkersAISettings = {}): WorkersAI {
  return createProvider<ModelsV1>(settings, {
    languageModel: chatModels(toLanguageModel),
    embeddingModel: embeddingModels(toEmbeddingModel),
    fallback,
  });
}

/** The provider whose settings all come from the environment. */
export const workersai: WorkersAI = createWorkersAI();
