import { type Chat, createChat } from '../chat/chat.ts';
import type { ChatModelId } from '../chat/model-ids.generated.ts';
import type { ChatOptions } from '../chat/options.ts';
import { createEmbedding, type Embedding } from '../embedding/embedding.ts';
import type { EmbeddingModelId } from '../embedding/model-ids.generated.ts';
import type { EmbeddingOptions } from '../embedding/options.ts';
import type { ModelSettings, Shared } from '../request/call.ts';
import type { FormatOption } from '../request/options.ts';
import { expectBindingFormat } from '../transport/format.ts';
import { expectModelId } from './ids.ts';

/** The models of one AI SDK version, by the kinds that it has. */
export interface Models {
  readonly languageModel: unknown;
  readonly embeddingModel: unknown;
}

/** A row for each kind of model that an AI SDK version has. */
export interface Kinds<M extends Models> {
  readonly languageModel: Kind<ChatModels<M['languageModel']>>;
  readonly embeddingModel: Kind<EmbeddingModels<M['embeddingModel']>>;
}

/** The methods of a provider that make models of the kinds in `M`. */
export type ModelMethods<M extends Models> = ChatModels<M['languageModel']> &
  EmbeddingModels<M['embeddingModel']>;

/** The methods that make models of one kind, official and short names. */
type Kind<Methods> = (shared: Shared) => Methods;

/** An id that completes to the known ones, and may be any other. */
export type OpenId<Known extends string> = Known | (string & {});

/** What names a model to the AI SDK. */
export interface ModelName {
  readonly provider: string;
  readonly modelId: string;
}

/** Makes a model of one AI SDK version of a model of the core. */
export type Present<Core, Model> = (core: Core, name: ModelName) => Model;

export interface ChatModels<Model> {
  readonly languageModel: (modelId: OpenId<ChatModelId>, options?: ChatOptions) => Model;
  readonly chat: (modelId: OpenId<ChatModelId>, options?: ChatOptions) => Model;
}

export const chatModels =
  <Model>(present: Present<Chat, Model>): Kind<ChatModels<Model>> =>
  shared => {
    const chat = createModels<ChatOptions, Chat, Model>(shared, {
      name: 'chat',
      create: createChat,
      present,
    });
    return { languageModel: chat, chat };
  };

export interface EmbeddingModels<Model> {
  readonly embedding: (modelId: OpenId<EmbeddingModelId>, options?: EmbeddingOptions) => Model;
  readonly embeddingModel: (modelId: OpenId<EmbeddingModelId>, options?: EmbeddingOptions) => Model;
  readonly textEmbedding: (modelId: OpenId<EmbeddingModelId>, options?: EmbeddingOptions) => Model;
  readonly textEmbeddingModel: (modelId: OpenId<EmbeddingModelId>, options?: EmbeddingOptions) => Model;
}

export const embeddingModels =
  <Model>(present: Present<Embedding, Model>): Kind<EmbeddingModels<Model>> =>
  shared => {
    const parts = { name: 'embedding', create: createEmbedding, present };
    const embedding = createModels<EmbeddingOptions, Embedding, Model>(shared, parts);
    return {
      embedding,
      embeddingModel: embedding,
      textEmbedding: embedding,
      textEmbeddingModel: embedding,
    };
  };

interface ModelParts<Options, Core, Model> {
  /** The last word of the provider's name, as in `workersai.chat`. */
  readonly name: string;
  readonly create: (settings: ModelSettings<Partial<Options>>) => Core;
  readonly present: Present<Core, Model>;
}

/** What makes the models of one kind. */
function createModels<Options extends object, Core, Model>(
  shared: Shared,
  { name, create, present }: ModelParts<Options, Core, Model>,
): (modelId: string, options?: Partial<Options> & FormatOption) => Model {
  const provider = `workersai.${name}`;
  return (modelId, options = {}) => {
    const core = create({ ...shared, provider, model: expectModelId(modelId), options });
    if (shared.via === 'binding') expectBindingFormat(options.format);
    return present(core, { provider, modelId });
  };
}
