import type {
  EmbeddingModelV1,
  ImageModelV1,
  LanguageModelV1,
  SpeechModelV1,
  TranscriptionModelV1,
} from '@ai-sdk/provider-v1';
import { chatModels } from '../../chat/models.ts';
import { embeddingModels } from '../../embedding/models.ts';
import { imageModels } from '../../image/models.ts';
import { createProvider, type WorkersAIProvider } from '../../provider/provider.ts';
import type { WorkersAISettings } from '../../provider/settings.ts';
import { speechModels } from '../../speech/models.ts';
import { transcriptionModels } from '../../transcription/models.ts';
import { toImageModel } from '../shared/image-model.ts';
import { toSpeechModel } from '../shared/speech-model.ts';
import { toTranscriptionModel } from '../shared/transcription-model.ts';
import { toOldWarning } from '../shared/warnings.ts';
import { toEmbeddingModel } from './embedding-model.ts';
import { fallback } from './fallback.ts';
import { toLanguageModel } from './language-model.ts';

/** The kinds of model that AI SDK 4 has. */
interface ModelsV1 {
  readonly languageModel: LanguageModelV1;
  readonly embeddingModel: EmbeddingModelV1<string>;
  readonly imageModel: ImageModelV1;
  readonly speechModel: SpeechModelV1;
  readonly transcriptionModel: TranscriptionModelV1;
}

/** Workers AI for AI SDK 4. */
export type WorkersAI = WorkersAIProvider<ModelsV1>;

/**
 * Creates a provider for Workers AI's models through AI Gateway. A missing setting fails on the first request.
 * See docs/settings.md.
 * @throws InvalidArgumentError for a wrong or unknown setting.
 */
export function createWorkersAI(settings: WorkersAISettings = {}): WorkersAI {
  return createProvider<ModelsV1>(settings, {
    languageModel: chatModels(toLanguageModel),
    embeddingModel: embeddingModels(toEmbeddingModel),
    fallback,
    imageModel: imageModels((image, name) => ({
      specificationVersion: 'v1',
      ...toImageModel(image, { name, warning: toOldWarning }),
    })),
    speechModel: speechModels((speech, name) => ({
      specificationVersion: 'v1',
      ...toSpeechModel(speech, { name, warning: toOldWarning }),
    })),
    transcriptionModel: transcriptionModels((transcription, name) => ({
      specificationVersion: 'v1',
      ...toTranscriptionModel(transcription, { name, warning: toOldWarning }),
    })),
  });
}

/**
 * The provider that takes all settings from the environment, at the first request.
 * See docs/settings.md.
 */
export const workersai: WorkersAI = createWorkersAI();
