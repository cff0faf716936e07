import type { Reply } from '../script/reply.ts';
import type { ChatRequest } from './chat/request.ts';

export type ChatFunction = (request: ChatRequest, context: { signal: AbortSignal }) => Reply | Promise<Reply>;

/** One vector a text. */
export type EmbedFunction = (
  texts: readonly string[],
  context: { model: string; signal: AbortSignal },
) => readonly (readonly number[])[] | Promise<readonly (readonly number[])[]>;

/** One score a document; a higher one is more relevant. They go out as they are. */
export type RerankFunction = (
  request: { query: string; documents: readonly string[] },
  context: { model: string; signal: AbortSignal },
) => readonly number[] | Promise<readonly number[]>;

interface FunctionContext {
  model: string;
  signal: AbortSignal;
}

/** What an image model is asked. */
export interface ImageRequest {
  prompt: string;
  width: number;
  height: number;
  /** All inputs, a form's too. */
  inputs: Readonly<Record<string, unknown>>;
  /** Reference images, as the form holds them. */
  images: readonly Uint8Array[];
}

/** The bytes of a picture. */
export type ImageFunction = (
  request: ImageRequest,
  context: FunctionContext,
) => Uint8Array | Promise<Uint8Array>;

/** The bytes of a sound. */
export type SpeechFunction = (
  request: { text: string; inputs: Readonly<Record<string, unknown>> },
  context: FunctionContext,
) => Uint8Array | Promise<Uint8Array>;

/** The text of a sound; each word takes as long as any other. */
export type TranscribeFunction = (
  request: { audio: Uint8Array; inputs: Readonly<Record<string, unknown>> },
  context: FunctionContext,
) => string | Promise<string>;

/** What a decision model is asked, as Workers AI takes it. */
export interface DecisionRequest {
  state: unknown;
  questions: Readonly<Record<string, DecisionQuestion>>;
  /** Data URLs or base64. */
  images: readonly string[];
}

export type DecisionQuestion =
  | { type: 'noul'; instructions: string }
  | { type: 'choice'; instructions: string; criteria: Readonly<Record<string, string | null>> }
  | { type: 'score'; instructions: string; criteria: readonly (string | null)[] };

/** A probability of true, the option chosen, or the mean level; an object goes out as the whole answer. */
export type DecisionAnswer = number | string | Readonly<Record<string, unknown>>;

/** Answers by question; the stand-in answers those that are left out. */
export type DecideFunction = (
  request: DecisionRequest,
  context: { model: string; signal: AbortSignal },
) => Readonly<Record<string, DecisionAnswer>> | Promise<Readonly<Record<string, DecisionAnswer>>>;

/** Functions of yours that answer in place of the stand-in model, one a kind. */
export interface KindFunctions {
  /** Answers chats in place of the stand-in model. */
  chat?: ChatFunction;
  /** Embeds in place of the stand-in model. */
  embed?: EmbedFunction;
  /** Draws in place of the stand-in model. */
  image?: ImageFunction;
  /** Speaks in place of the stand-in model. */
  speech?: SpeechFunction;
  /** Listens in place of the stand-in model. */
  transcribe?: TranscribeFunction;
  /** Scores documents in place of the stand-in model. */
  rerank?: RerankFunction;
  /** Decides in place of the stand-in model. */
  decide?: DecideFunction;
}
