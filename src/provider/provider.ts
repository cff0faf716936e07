import { NoSuchModelError } from '@ai-sdk/provider';
import { type Chat, createChat } from '../chat/chat.ts';
import type { ChatModelId } from '../chat/model-ids.generated.ts';
import type { ChatOptions } from '../chat/options.ts';
import { createEmbedding, type Embedding } from '../embedding/embedding.ts';
import type { EmbeddingModelId } from '../embedding/model-ids.generated.ts';
import type { EmbeddingOptions } from '../embedding/options.ts';
import { createLogs, type GatewayLogs } from '../run/logs.ts';
import { createRun, type Run } from '../run/run.ts';
import { createResolveGateway } from './access.ts';
import { expectModelId, expectSegment } from './ids.ts';
import { expectBindingFormat, expectProviderSettings, type WorkersAISettings } from './settings.ts';
import { createTransports } from './transports.ts';

export type { ChatOptions } from '../chat/options.ts';
export type { EmbeddingOptions } from '../embedding/options.ts';
export type { GatewayMetadata } from '../gateway/metadata.ts';
export type { GatewayOptions } from '../gateway/options.ts';
export type { GatewaySetting } from '../gateway/setting.ts';
export type { GatewayRetries } from '../gateway/values.ts';
export type { GatewayLog, GatewayLogPatch, GatewayLogs, LogOptions } from '../run/logs.ts';
export type { RunOptions } from '../run/run.ts';
export type { RunInputs, RunModelId, RunOutput } from '../run/tasks.ts';
export type { AiBinding } from '../transport/binding.ts';
export { VERSION } from '../transport/version.ts';
export type { WorkersAISettings } from './settings.ts';

/** An id that completes to the known ones, and may be any other. */
export type OpenId<Known extends string> = Known | (string & {});

/** What names a model to the AI SDK. */
export interface ModelName {
  readonly provider: string;
  readonly modelId: string;
}

/** How the models look to one AI SDK version. */
export interface Presenter<LanguageModel, EmbeddingModel> {
  readonly languageModel: (chat: Chat, name: ModelName) => LanguageModel;
  readonly embeddingModel: (embedding: Embedding, name: ModelName) => EmbeddingModel;
}

/** Models of Workers AI, by their id. */
export interface WorkersAIProvider<LanguageModel, EmbeddingModel> {
  /** A chat model; `options` are those of every call, where the call has none of its own. */
  (modelId: OpenId<ChatModelId>, options?: ChatOptions): LanguageModel;
  readonly languageModel: (modelId: OpenId<ChatModelId>, options?: ChatOptions) => LanguageModel;
  readonly chat: (modelId: OpenId<ChatModelId>, options?: ChatOptions) => LanguageModel;
  readonly embedding: (modelId: OpenId<EmbeddingModelId>, options?: EmbeddingOptions) => EmbeddingModel;
  readonly embeddingModel: (modelId: OpenId<EmbeddingModelId>, options?: EmbeddingOptions) => EmbeddingModel;
  readonly textEmbedding: (modelId: OpenId<EmbeddingModelId>, options?: EmbeddingOptions) => EmbeddingModel;
  readonly textEmbeddingModel: (
    modelId: OpenId<EmbeddingModelId>,
    options?: EmbeddingOptions,
  ) => EmbeddingModel;
  /** @throws NoSuchModelError: `run` makes images. */
  readonly imageModel: (modelId: string) => never;
  readonly run: Run;
  /** The log of the gateway. */
  readonly gateway: GatewayLogs;
}

/**
 * Builds the provider of one AI SDK version.
 * @throws InvalidArgumentError for a wrong setting. A missing one is an error of the first request that needs it.
 */
export function createProvider<LanguageModel, EmbeddingModel>(
  settings: WorkersAISettings,
  presenter: Presenter<LanguageModel, EmbeddingModel>,
): WorkersAIProvider<LanguageModel, EmbeddingModel> {
  expectProviderSettings(settings);
  const resolveGateway = createResolveGateway(settings);
  const { transport, logs } = createTransports(settings);
  const { binding, format = 'workers-ai' } = settings;
  const shared = { transport, resolveGateway, format };

  const languageModel = (modelId: OpenId<ChatModelId>, options: ChatOptions = {}) => {
    if (binding) expectBindingFormat(options.format);
    const chat = createChat({ ...shared, model: expectModelId(modelId), options });
    return presenter.languageModel(chat, { provider: 'workersai.chat', modelId });
  };
  const embeddingModel = (modelId: OpenId<EmbeddingModelId>, options: EmbeddingOptions = {}) => {
    if (binding) expectBindingFormat(options.format);
    const name = { provider: 'workersai.embedding', modelId };
    const model = expectModelId(modelId);
    const embedding = createEmbedding({ ...shared, provider: name.provider, model, options });
    return presenter.embeddingModel(embedding, name);
  };
  const imageModel = (modelId: string): never => {
    throw new NoSuchModelError({
      modelId,
      modelType: 'imageModel',
      message: `There are no image models here yet: make images with workersai.run('${modelId}', { prompt }).`,
    });
  };

  return Object.assign(
    (modelId: OpenId<ChatModelId>, options?: ChatOptions) => languageModel(modelId, options),
    {
      languageModel,
      chat: languageModel,
      embedding: embeddingModel,
      embeddingModel,
      textEmbedding: embeddingModel,
      textEmbeddingModel: embeddingModel,
      imageModel,
      gateway: createLogs({ transport: logs, resolveGateway, expectId: expectSegment }),
      run: createRun({ transport, resolveGateway, expectModel: expectModelId }),
    },
  );
}
