import type {
  EmbeddingModelV2,
  ImageModelV2,
  LanguageModelV2,
  SpeechModelV2,
  TranscriptionModelV2,
} from '@ai-sdk/provider-v2';
import type { Chat } from '../../chat/chat.ts';
import { chatModels } from '../../chat/models.ts';
import type { Embedding } from '../../embedding/embedding.ts';
import { embeddingModels } from '../../embedding/models.ts';
import { imageModels } from '../../image/models.ts';
import type { ModelName } from '../../provider/kinds.ts';
import { createProvider, type WorkersAIProvider } from '../../provider/provider.ts';
import type { WorkersAISettings } from '../../provider/settings.ts';
import { speechModels } from '../../speech/models.ts';
import { transcriptionModels } from '../../transcription/models.ts';
import { embed } from '../shared/embedding-model.ts';
import { toImageModel } from '../shared/image-model.ts';
import { generate, stream } from '../shared/language-model.ts';
import { toSpeechModel } from '../shared/speech-model.ts';
import { toTranscriptionModel } from '../shared/transcription-model.ts';
import { toOldWarning } from '../shared/warnings.ts';
import { dialect } from './dialect.ts';
import { fallback } from './fallback.ts';

/** The kinds of model that AI SDK 5 has. */
interface ModelsV2 {
  readonly languageModel: LanguageModelV2;
  readonly embeddingModel: EmbeddingModelV2<string>;
  readonly imageModel: ImageModelV2;
  readonly speechModel: SpeechModelV2;
  readonly transcriptionModel: TranscriptionModelV2;
}

/** Workers AI for AI SDK 5. */
export type WorkersAI = WorkersAIProvider<ModelsV2>;

/**
 * Creates a provider for Workers AI's models through AI Gateway. A missing setting fails on the first request.
 * See docs/settings.md.
 * @throws InvalidArgumentError for a wrong or unknown setting.
 */
export function createWorkersAI(settings: WorkersAISettings = {}): WorkersAI {
  return createProvider<ModelsV2>(settings, {
    languageModel: chatModels(toLanguageModel),
    embeddingModel: embeddingModels(toEmbeddingModel),
    fallback,
    imageModel: imageModels((image, name) => ({
      specificationVersion: 'v2',
      ...toImageModel(image, { name, warning: toOldWarning }),
    })),
    speechModel: speechModels((speech, name) => ({
      specificationVersion: 'v2',
      ...toSpeechModel(speech, { name, warning: toOldWarning }),
    })),
    transcriptionModel: transcriptionModels((transcription, name) => ({
      specificationVersion: 'v2',
      ...toTranscriptionModel(transcription, { name, warning: toOldWarning }),
    })),
  });
}

/**
 * The provider that takes all settings from the environment, at the first request.
 * See docs/settings.md.
 */
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
