import type { Reply } from '../script/reply.ts';
import type { ChatRequest } from './chat/request.ts';

/** Returns the text of an answer, or its parts. */
export type ChatFunction = (request: ChatRequest, context: { signal: AbortSignal }) => Reply | Promise<Reply>;

/** Returns one vector for each text. */
export type EmbedFunction = (
  texts: readonly string[],
  context: { model: string; signal: AbortSignal },
) => readonly (readonly number[])[] | Promise<readonly (readonly number[])[]>;

/** Returns one score for each document, higher for more relevant ones. They are sent unchanged. */
export type RerankFunction = (
  request: { query: string; documents: readonly string[] },
  context: { model: string; signal: AbortSignal },
) => readonly number[] | Promise<readonly number[]>;

interface FunctionContext {
  model: string;
  signal: AbortSignal;
}

/** A request to an image model. */
export interface ImageRequest {
  prompt: string;
  /** In pixels. */
  width: number;
  /** In pixels. */
  height: number;
  /** All inputs, also those of a form. */
  inputs: Readonly<Record<string, unknown>>;
  /** The reference images of a form. */
  images: readonly Uint8Array[];
}

/** Returns the bytes of a picture. */
export type ImageFunction = (
  request: ImageRequest,
  context: FunctionContext,
) => Uint8Array | Promise<Uint8Array>;

/** Returns the bytes of a sound. */
export type SpeechFunction = (
  request: { text: string; inputs: Readonly<Record<string, unknown>> },
  context: FunctionContext,
) => Uint8Array | Promise<Uint8Array>;

/** Returns the text of a sound. Its words are spread evenly over the duration. */
export type TranscribeFunction = (
  request: { audio: Uint8Array; inputs: Readonly<Record<string, unknown>> },
  context: FunctionContext,
) => string | Promise<string>;

/** A request to a decision model, in the form of Workers AI. */
export interface DecisionRequest {
  state: unknown;
  questions: Readonly<Record<string, DecisionQuestion>>;
  /** Data URLs or base64. */
  images: readonly string[];
}

/** A question about the state. `noul` is Workers AI's name of a boolean question. */
export type DecisionQuestion =
  | { type: 'noul'; instructions: string }
  | { type: 'choice'; instructions: string; criteria: Readonly<Record<string, string | null>> }
  | { type: 'score'; instructions: string; criteria: readonly (string | null)[] };

/** The probability of true, the chosen option, or the mean level. An object is sent as the whole answer. */
export type DecisionAnswer = number | string | Readonly<Record<string, unknown>>;

/** Returns answers by question. The stand-in model answers those that are left out. */
export type DecideFunction = (
  request: DecisionRequest,
  context: { model: string; signal: AbortSignal },
) => Readonly<Record<string, DecisionAnswer>> | Promise<Readonly<Record<string, DecisionAnswer>>>;

/** Functions of yours that answer in place of the stand-in model, one for each kind of model. */
export interface KindFunctions {
  /** Answers chats in place of the stand-in model. */
  chat?: ChatFunction;
  /** Computes embeddings in place of the stand-in model. */
  embed?: EmbedFunction;
  /** Generates images in place of the stand-in model. */
  image?: ImageFunction;
  /** Generates speech in place of the stand-in model. */
  speech?: SpeechFunction;
  /** Transcribes in place of the stand-in model. */
  transcribe?: TranscribeFunction;
  /** Scores documents in place of the stand-in model. */
  rerank?: RerankFunction;
  /** Answers decisions in place of the stand-in model. */
  decide?: DecideFunction;
}
