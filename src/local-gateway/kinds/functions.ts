import type { Reply } from '../script/reply.ts';
import type { ChatRequest } from './chat/request.ts';

export type ChatFunction = (request: ChatRequest, context: { signal: AbortSignal }) => Reply | Promise<Reply>;

/** One vector a text. */
export type EmbedFunction = (
  texts: readonly string[],
  context: { model: string; signal: AbortSignal },
) => readonly (readonly number[])[] | Promise<readonly (readonly number[])[]>;

/** Functions of yours that answer in place of the stand-in model, one a kind. */
export interface KindFunctions {
  /** Answers chats in place of the stand-in model. */
  chat?: ChatFunction;
  /** Embeds in place of the stand-in model. */
  embed?: EmbedFunction;
}
