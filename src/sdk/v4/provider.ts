import type {
  EmbeddingModelV4,
  ImageModelV4,
  LanguageModelV4,
  RerankingModelV4,
  SpeechModelV4,
  TranscriptionModelV4,
} from '@ai-sdk/provider-v4';
import type { Chat } from '../../chat/chat.ts';
import { chatModels } from '../../chat/models.ts';
import { decisionModels } from '../../decision/models.ts';
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
import { type DecisionModelV4, toDecisionModel } from './decision-model.ts';
import { fallback } from './fallback.ts';

/** The kinds of model that AI SDK 7 has. */
interface ModelsV4 {
  readonly languageModel: LanguageModelV4;
  readonly embeddingModel: EmbeddingModelV4;
  readonly rerankingModel: RerankingModelV4;
  readonly decisionModel: DecisionModelV4;
  readonly imageModel: ImageModelV4;
  readonly speechModel: SpeechModelV4;
  readonly transcriptionModel: TranscriptionModelV4;
}

/** Workers AI for AI SDK 7. */
export type WorkersAI = WorkersAIProvider<ModelsV4> & {
  readonly specificationVersion: 'v4';
};

/**
 * Creates a provider for Workers AI's models through AI Gateway. A missing setting fails on the first request.
 * See docs/settings.md.
 * @throws InvalidArgumentError for a wrong or unknown setting.
 */
export function createWorkersAI(settings: WorkersAISettings = {}): WorkersAI {
  const provider = createProvider<ModelsV4>(settings, {
    languageModel: chatModels(toLanguageModel),
    embeddingModel: embeddingModels(toEmbeddingModel),
    fallback,
    rerankingModel: rerankingModels(toRerankingModel),
    decisionModel: decisionModels(toDecisionModel),
    imageModel: imageModels((image, name) => ({
      specificationVersion: 'v4',
      ...toImageModel(image, { name, warning: toNewWarning }),
    })),
    speechModel: speechModels((speech, name) => ({
      specificationVersion: 'v4',
      ...toSpeechModel(speech, { name, warning: toNewWarning }),
    })),
    transcriptionModel: transcriptionModels((transcription, name) => ({
      specificationVersion: 'v4',
      ...toTranscriptionModel(transcription, { name, warning: toNewWarning }),
    })),
  });
  return Object.assign(provider, { specificationVersion: 'v4' as const });
}

/**
 * The provider that takes all settings from the environment, at the first request.
 * See docs/settings.md.
 */
export const workersai: WorkersAI = createWorkersAI();

function toLanguageModel(chat: Chat, name: ModelName): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    ...name,
    // Workers AI fetches no URL: the SDK downloads what they name.
    supportedUrls: {},
    doGenerate: options => generate(chat, { options, dialect }),
    doStream: options => stream(chat, { options, dialect }),
  };
}

function toEmbeddingModel(embedding: Embedding, name: ModelName): EmbeddingModelV4 {
  return {
    specificationVersion: 'v4',
    ...name,
    maxEmbeddingsPerCall: embedding.maxEmbeddingsPerCall,
    supportsParallelCalls: true,
    doEmbed: call => embed(embedding, call),
  };
}

function toRerankingModel(reranking: Reranking, name: ModelName): RerankingModelV4 {
  return {
    specificationVersion: 'v4',
    ...name,
    doRerank: call => rerank(reranking, { call, name }),
  };
}
