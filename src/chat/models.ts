import { createModels, type Kind, type OpenId, type Present } from '../request/models.ts';
import { type Chat, createChat } from './chat.ts';
import type { ChatModelId } from './model-ids.generated.ts';
import type { ChatOptions } from './options.ts';

/**
 * Methods that create chat models. Options of a call win over `options`. Ids are those of Workers AI (`@cf/…`), other
 * vendors' models of Cloudflare's catalog (`author/model`: `openai/gpt-oss-20b` is not `@cf/openai/gpt-oss-20b`), dynamic
 * routes (`dynamic/…`), aliases (`custom/…`) and the Auto Router (`cloudflare/auto`).
 * See docs/text.md.
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
