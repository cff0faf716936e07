import { createModels, type Kind, type OpenId, type Present } from '../request/models.ts';
import { type Chat, createChat } from './chat.ts';
import type { ChatModelId } from './model-ids.generated.ts';
import type { ChatOptions } from './options.ts';

/**
 * The methods of a provider that make chat models; `options` are those of every call, where the call has none of its
 * own. Beside models of Workers AI (`@cf/…`) there are those of Cloudflare's catalogue (`author/model`), which are others
 * even where their names are alike (`openai/gpt-oss-20b` is not `@cf/openai/gpt-oss-20b`), dynamic routes (`dynamic/…`),
 * aliases (`custom/…`) and the Auto Router (`cloudflare/auto`).
 */
export interface ChatModels<Model> {
  readonly languageModel: (modelId: OpenId<ChatModelId>, options?: ChatOptions) => Model;
  readonly chat: (modelId: OpenId<ChatModelId>, options?: ChatOptions) => Model;
}

export const chatModels =
  <Model>(present: Present<Chat, Model>): Kind<ChatModels<Model>> =>
  shared => {
    const parts = { name: 'chat', create: createChat, present };
    const chat = createModels<ChatOptions, Chat, Model>(shared, parts);
    return { languageModel: chat, chat };
  };
