import type { ZodTypeAny } from 'zod';
import type { DecideCall, Json, KindCall, RerankCall } from '../../sdk.ts';
import type { MediaAi } from '../media.ts';

/**
 * What the stories use of the package `ai` from version 5 on, as far as its majors agree. Their own types differ in
 * much that no story touches.
 */
export interface Ai<L, E> extends MediaAi {
  generateText(options: TextOptions<L>): Promise<TextResult>;
  streamText(options: TextOptions<L> & { onError: () => void }): StreamResult;
  generateObject(options: ObjectOptions<L>): Promise<ObjectResult>;
  streamObject(options: ObjectOptions<L> & { onError: () => void }): StreamedObjectResult;
  embed(options: EmbedOptions<E> & { value: string }): Promise<EmbedResult>;
  embedMany(options: EmbedOptions<E> & { values: string[] }): Promise<EmbedManyResult>;
  /** From 6.0.0 on. */
  rerank(options: KindOptions & Omit<RerankCall, keyof KindCall>): Promise<RerankResult>;
  /** From 7.0.128 on. */
  experimental_decide(options: KindOptions & Omit<DecideCall, keyof KindCall>): Promise<DecideResult>;
  createProviderRegistry(providers: { workersai: unknown }): Lookup<L, E>;
  customProvider(models: CustomOptions<L, E>): Lookup<L, E>;
  wrapLanguageModel(options: { model: L; middleware: Middleware }): L;
  extractReasoningMiddleware(options: { tagName: string }): Middleware;
  defaultSettingsMiddleware(options: { settings: DefaultOptions }): Middleware;
  tool(options: ToolOptions): Tool;
  stepCountIs(count: number): StopCondition;
  readonly Output: { object(options: { schema: ZodTypeAny }): OutputSpec };
}

declare const opaque: unique symbol;
interface Opaque<Name extends string> {
  readonly [opaque]: Name;
}
type Middleware = Opaque<'middleware'>;
export type Tool = Opaque<'tool'>;
type OutputSpec = Opaque<'output'>;
type StopCondition = Opaque<'stop condition'>;

export interface SharedOptions<L> {
  model: L;
  system?: string;
  prompt?: string;
  messages?: readonly Message[];
  maxOutputTokens?: number;
  maxRetries?: number;
  headers?: Record<string, string>;
  abortSignal?: AbortSignal;
  reasoning?: string;
  providerOptions?: ProviderOptions;
  experimental_telemetry?: object;
}

type ProviderOptions = { workersai: { [key: string]: Json } };

export interface TextOptions<L> extends SharedOptions<L> {
  tools?: Record<string, Tool>;
  toolChoice?: 'auto' | 'none' | 'required' | { type: 'tool'; toolName: string };
  stopWhen?: StopCondition;
  includeRawChunks?: boolean;
  output?: OutputSpec;
  experimental_output?: OutputSpec;
}

interface ToolOptions {
  description: string;
  inputSchema: ZodTypeAny;
  needsApproval?: boolean;
  execute: (input: unknown) => Promise<unknown>;
}

export interface ObjectOptions<L> extends SharedOptions<L> {
  output: 'object' | 'array' | 'enum' | 'no-schema';
  schema?: ZodTypeAny;
  schemaName?: string;
  enum?: string[];
}

export interface Message {
  readonly role: string;
  readonly content: unknown;
}

export interface Usage {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

export interface Outcome {
  readonly finishReason: string;
  readonly usage: Usage;
  readonly warnings: readonly unknown[] | undefined;
  readonly providerMetadata: Readonly<Record<string, Record<string, unknown>>> | undefined;
}

interface SdkToolCall {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: unknown;
}

export interface Step extends Pick<Outcome, 'finishReason' | 'providerMetadata'> {
  readonly text: string;
  readonly toolCalls: readonly SdkToolCall[];
  readonly toolResults: readonly (SdkToolCall & { readonly output: unknown })[];
}

export interface ApprovalRequest {
  readonly type: 'tool-approval-request';
  readonly approvalId: string;
  readonly toolCall: SdkToolCall;
}

export interface TextResult extends Outcome {
  readonly text: string;
  readonly reasoningText: string | undefined;
  readonly response: { readonly headers?: Record<string, string>; readonly messages: readonly Message[] };
  readonly steps: readonly Step[];
  readonly content: readonly (ApprovalRequest | { readonly type: 'other' })[];
  readonly output: unknown;
  readonly experimental_output: unknown;
}

/** Each field is known once the stream has ended. */
type Later<T> = { readonly [Key in keyof T]: PromiseLike<T[Key]> };

export interface StreamResult extends Later<Omit<TextResult, 'output' | 'experimental_output'>> {
  readonly fullStream: AsyncIterable<StreamPart>;
  readonly partialOutputStream: AsyncIterable<unknown>;
  readonly experimental_partialOutputStream: AsyncIterable<unknown>;
}

export type StreamPart =
  | { readonly type: 'text-delta' | 'reasoning-delta'; readonly text: string }
  | ({ readonly type: 'tool-call' } & SdkToolCall)
  | ({ readonly type: 'tool-result' } & SdkToolCall & { readonly output: unknown })
  | ApprovalRequest
  | { readonly type: 'raw'; readonly rawValue: unknown }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'abort' }
  | { readonly type: 'finish'; readonly finishReason: string };

interface ObjectResult extends Outcome {
  readonly object: unknown;
}

interface StreamedObjectResult extends Later<ObjectResult> {
  readonly partialObjectStream: AsyncIterable<unknown>;
}

interface EmbedOptions<E> {
  readonly model: E;
  readonly dimensions?: number;
  readonly maxRetries?: number;
  readonly headers?: Record<string, string>;
  readonly abortSignal?: AbortSignal;
}

interface EmbedResult {
  readonly embedding: number[];
  readonly usage: { readonly tokens: number };
  readonly response?: { readonly headers?: Record<string, string> };
  readonly warnings?: readonly unknown[];
}

interface EmbedManyResult {
  readonly embeddings: number[][];
  readonly usage: { readonly tokens: number };
}

export type KindOptions = Omit<KindCall, 'options'> & { providerOptions?: ProviderOptions };

export interface KindResult {
  readonly response: { readonly headers?: Record<string, string> };
  readonly providerMetadata: Outcome['providerMetadata'];
}

interface RerankResult extends KindResult {
  readonly ranking: readonly { originalIndex: number; score: number; document: unknown }[];
}

interface DecideResult extends KindResult {
  readonly answers: Record<string, unknown>;
  readonly usage: { readonly inputTokens: number | undefined };
  readonly warnings: readonly unknown[];
}

export interface Lookup<L, E> {
  rerankingModel?(id: string): unknown;
  imageModel?(id: string): unknown;
  speechModel?(id: string): unknown;
  transcriptionModel?(id: string): unknown;
  decisionModel?(id: string): unknown;
  languageModel(id: string): L;
  embeddingModel(id: string): E;
  textEmbeddingModel(id: string): E;
}

interface CustomOptions<L, E> {
  languageModels: Record<string, L>;
  embeddingModels?: Record<string, E>;
  textEmbeddingModels?: Record<string, E>;
  fallbackProvider: unknown;
}

interface DefaultOptions {
  temperature: number;
  providerOptions: ProviderOptions;
}
