import type {
  EmbeddingModelV3,
  ImageModelV3,
  LanguageModelV3,
  RerankingModelV3,
  SpeechModelV3,
  TranscriptionModelV3,
} from '@ai-sdk/provider-v3';
import type { Chat } from '../../chat/chat.ts';
import { chatModels } from '../../chat/models.ts';
import type { Embedding } from '../../embedding/embedding.ts';
import { embeddingModels } from '../../embedding/models.ts';
import { imageModels } from '../../image/models.ts';
import type { ModelName } from '../../provider/kinds.ts';
import { createProvider, type WorkersAIProvider } from '../../provider/provider.ts';
import type { WorkersAISettings } from '../../provider/settings.ts';
import { rerankingModels } from '../../reranking/models.ts';
import type { Reranking } from '../../reranking/reranking.ts';
import { speechModels } from '../../speech/models.ts';
import { transcriptionModels } from '../../transcription/models.ts';
import { dialect } from '../shared/dialect-v3-v4.ts';
import { embed } from '../shared/embedding-model.ts';
import { toImageModel } from '../shared/image-model.ts';
import { generate, stream } from '../shared/language-model.ts';
import { rerank } from '../shared/reranking-model.ts';
import { toSpeechModel } from '../shared/speech-model.ts';
import { toTranscriptionModel } from '../shared/transcription-model.ts';
import { toNewWarning } from '../shared/warnings.ts';
import { fallback } from './fallback.ts';

/** The kinds of model that AI SDK 6 has. */
interface ModelsV3 {
  readonly languageModel: LanguageModelV3;
  readonly embeddingModel: EmbeddingModelV3;
  readonly rerankingModel: RerankingModelV3;
  readonly imageModel: ImageModelV3;
  readonly speechModel: SpeechModelV3;
  readonly transcriptionModel: TranscriptionModelV3;
}

/** Workers AI for AI SDK 6. */
export type WorkersAI = WorkersAIProvider<ModelsV3> & {
  readonly specificationVersion: 'v3';
};

/**
 * Creates a provider for Workers AI's models through AI Gateway. A missing setting fails on the first request.
 * See docs/settings.md.
 * @throws InvalidArgumentError for a wrong or unknown setting.
 */
export function createWorkersAI(settings: WorkersAISettings = {}): WorkersAI {
  const provider = createProvider<ModelsV3>(settings, {
    languageModel: chatModels(toLanguageModel),
    embeddingModel: embeddingModels(toEmbeddingModel),
    fallback,
    rerankingModel: rerankingModels(toRerankingModel),
    imageModel: imageModels((image, name) => ({
      specificationVersion: 'v3',
      ...toImageModel(image, { name, warning: toNewWarning }),
    })),
    speechModel: speechModels((speech, name) => ({
      specificationVersion: 'v3',
      ...toSpeechModel(speech, { name, warning: toNewWarning }),
    })),
    transcriptionModel: transcriptionModels((transcription, name) => ({
      specificationVersion: 'v3',
      ...toTranscriptionModel(transcription, { name, warning: toNewWarning }),
    })),
  });
  return Object.assign(provider, { specificationVersion: 'v3' as const });
}

/**
 * The provider that takes all settings from the environment, at the first request.
 * See docs/settings.md.
 */
export const workersai: WorkersAI = createWorkersAI();

function toLanguageModel(chat: Chat, name: ModelName): LanguageModelV3 {
  return {
    specificationVersion: 'v3',
    ...name,
    // Workers AI fetches no URL: the SDK downloads what they name.
    supportedUrls: {},
    doGenerate: options => generate(chat, { options, dialect }),
    doStream: options => stream(chat, { options, dialect }),
  };
}

function toEmbeddingModel(embedding: Embedding, name: ModelName): EmbeddingModelV3 {
  return {
    specificationVersion: 'v3',
    ...name,
    maxEmbeddingsPerCall: embedding.maxEmbeddingsPerCall,
    supportsParallelCalls: true,
    doEmbed: call => embed(embedding, call),
  };
}

function toRerankingModel(reranking: Reranking, name: ModelName): RerankingModelV3 {
  return {
    specificationVersion: 'v3',
    ...name,
    doRerank: call => rerank(reranking, { call, name }),
  };
}
