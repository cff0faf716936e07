import type {
  DecisionOptions,
  ImageOptions,
  RerankingOptions,
  SpeechOptions,
  TranscriptionOptions,
  WorkersAIProvider,
} from 'workers-ai-gateway';
import type { ZodTypeAny } from 'zod';

/** The provider of the release's entry. */
export type Provider<L, E> = WorkersAIProvider<{ readonly languageModel: L; readonly embeddingModel: E }> &
  KindsOfSome;

/** Models of the kinds that only some entries have; no story looks into them. */
interface KindsOfSome {
  rerankingModel?(id: string, options?: RerankingOptions): unknown;
  decisionModel?(id: string, options?: DecisionOptions): unknown;
  imageModel?(id: string, options?: ImageOptions): unknown;
  speechModel?(id: string, options?: SpeechOptions): unknown;
  transcriptionModel?(id: string, options?: TranscriptionOptions): unknown;
}

export type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** What only some majors of the AI SDK have. */
export type Feature =
  | 'object modes'
  | 'tool errors'
  | 'tool approval'
  | 'raw chunks'
  | 'parallel embeddings'
  | 'embedding dimensions'
  | 'reasoning effort'
  | 'reranking'
  | 'decisions'
  | 'images'
  | 'image metadata'
  | 'image editing'
  | 'speech'
  | 'registered speech';

/**
 * One release of the `ai` package, with inputs and outcomes that look the same for all of them. `L` and `E` are the
 * chat and embedding models that it takes.
 */
export interface Sdk<L, E> {
  /** Such as `ai@4.3.19`. */
  readonly name: string;
  readonly features: readonly Feature[];
  text(call: Call<L>): Promise<Answer>;
  stream(call: Call<L>): Streamed;
  object(call: ObjectCall<L>): Promise<ObjectAnswer>;
  streamObject(call: ObjectCall<L>): Promise<StreamedObject>;
  /** Text generation whose output is an object. */
  output(call: OutputCall<L>): Promise<ObjectAnswer>;
  streamOutput(call: OutputCall<L>): Promise<Pick<StreamedObject, 'partials'>>;
  embed(call: EmbedCall<E> & { readonly value: string }): Promise<Embedded>;
  embedMany(call: EmbedCall<E> & { readonly values: string[] }): Promise<EmbeddedMany>;
  /** Only where there is the feature 'reranking'. */
  rerank?(call: RerankCall): Promise<Reranked>;
  /** Only where there is the feature 'decisions'. */
  decide?(call: DecideCall): Promise<Decided>;
  /** Only where there is the feature 'images'. */
  image?(call: ImageCall): Promise<Drawn>;
  /** Only where there is the feature 'speech'. */
  speech?(call: SpeechCall): Promise<Spoken>;
  transcribe?(call: TranscribeCall): Promise<Transcribed>;
  /** A registry that knows the provider as `workersai`. */
  registry(provider: Provider<L, E>): Lookup<L, E>;
  custom(models: CustomModels<L, E>): Lookup<L, E>;
  extractReasoning(model: L, options: { readonly tag: string }): L;
  defaultSettings(model: L, settings: DefaultSettings): L;
}

export interface Call<L> {
  readonly model: L;
  readonly prompt: string;
  readonly system?: string;
  /** Parts of the user's message after the prompt. */
  readonly images?: readonly (Image | File)[];
  readonly tools?: Readonly<Record<string, ToolSpec>>;
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly tool: string };
  /** @default 1 */
  readonly maxSteps?: number;
  /** Tools that ran after the prompt, in an earlier answer. */
  readonly past?: readonly PastCall[];
  /** Has the SDK ask before it runs a tool. */
  readonly approve?: (call: ToolCall) => Approval;
  readonly maxTokens?: number;
  /** The SDK's own setting. */
  readonly reasoning?: 'none' | 'low' | 'high';
  readonly rawChunks?: boolean;
  /** @default the SDK's own */
  readonly maxRetries?: number;
  readonly headers?: Record<string, string>;
  readonly abortSignal?: AbortSignal;
  /** The call's own options of this package. */
  readonly options?: { [key: string]: Json };
  /** Turns telemetry on. */
  readonly onModelCall?: (call: ModelCall) => void;
}

export interface Image {
  /** Bytes, base64, or a data URL. */
  readonly data: Uint8Array | string;
  readonly mediaType?: string;
}

/** A file of any kind, whose type its caller must name. */
export interface File {
  readonly file: Uint8Array | string;
  readonly mediaType: string;
}

export interface ToolSpec {
  readonly description: string;
  readonly input: ZodTypeAny;
  readonly execute: (input: unknown) => unknown;
}

/** What a tool gave, in the words of AI SDK 5 and later. */
export type ToolOutput =
  | { readonly type: 'text' | 'error-text'; readonly value: string }
  | { readonly type: 'json' | 'error-json'; readonly value: Json }
  | { readonly type: 'content'; readonly value: readonly (string | Image)[] }
  | { readonly type: 'execution-denied'; readonly reason?: string };

export interface PastCall extends ToolCall {
  readonly output: ToolOutput;
}

export interface Approval {
  readonly approved: boolean;
  readonly reason?: string;
}

/** A call of a model, as telemetry tells it. */
export interface ModelCall {
  readonly provider: unknown;
  readonly model: unknown;
  readonly text: unknown;
  readonly usage: { readonly input: unknown; readonly output: unknown };
}

export type ObjectCall<L> = Omit<Call<L>, 'tools' | 'toolChoice' | 'maxSteps' | 'past' | 'approve'> & {
  /** How the SDK asks for the object, where it offers a choice. */ readonly mode?: 'json' | 'tool';
  readonly shape:
    | { readonly kind: 'object' | 'array'; readonly schema: ZodTypeAny; readonly name?: string }
    | { readonly kind: 'choice'; readonly choices: string[] }
    | { readonly kind: 'any' };
};

export type OutputCall<L> = Call<L> & { readonly schema: ZodTypeAny };

export interface Usage {
  readonly input: number | undefined;
  readonly output: number | undefined;
}

/** `providerMetadata.workersai`. */
export type Metadata = Readonly<Record<string, unknown>>;

export interface Outcome {
  readonly finishReason: string;
  readonly usage: Usage;
  readonly metadata: Metadata;
  readonly warnings: readonly string[];
}

export interface Answer extends Outcome {
  readonly text: string;
  /** Empty where there was none. */
  readonly reasoning: string;
  /** Headers of the last response, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  /** As the SDK gave it. */
  readonly result: unknown;
}

export interface Step {
  readonly text: string;
  readonly finishReason: string;
  readonly toolCalls: readonly ToolCall[];
  readonly toolResults: readonly ToolResult[];
  readonly metadata: Metadata;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

interface ToolResult {
  readonly id: string;
  readonly name: string;
  readonly output: unknown;
}

export interface Streamed {
  readonly parts: AsyncIterable<Part>;
  /** To be asked for once the parts have ended. */
  answer(): Promise<Answer>;
}

/** Where an abort makes the SDK's stream throw, the parts end with `abort`. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | ({ readonly type: 'tool-call' } & ToolCall)
  | ({ readonly type: 'tool-result' } & ToolResult)
  | { readonly type: 'raw'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'abort' }
  | { readonly type: 'finish'; readonly reason: string };

export interface ObjectAnswer extends Outcome {
  readonly object: unknown;
}

export interface StreamedObject {
  readonly partials: readonly unknown[];
  readonly object: unknown;
  readonly usage: Usage;
  readonly metadata: Metadata;
}

interface EmbedCall<E> {
  readonly model: E;
  readonly dimensions?: number;
  readonly maxRetries?: number;
  readonly headers?: Record<string, string>;
  readonly abortSignal?: AbortSignal;
}

interface Embedded {
  readonly embedding: readonly number[];
  readonly tokens: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  /** As the SDK gave it. */
  readonly result: unknown;
}

interface EmbeddedMany {
  readonly embeddings: readonly (readonly number[])[];
  readonly tokens: number;
}

/** What calls of every further kind of model have in common. */
export interface KindCall {
  readonly model: unknown;
  readonly maxRetries?: number;
  readonly headers?: Record<string, string>;
  readonly abortSignal?: AbortSignal;
  /** The call's own options of this package. */
  readonly options?: { [key: string]: Json };
}

export interface RerankCall extends KindCall {
  readonly query: string;
  readonly documents: (string | { [key: string]: Json })[];
  readonly topN?: number;
}

/** What results of every further kind of model have in common. */
export interface KindOutcome {
  readonly metadata: Metadata;
  readonly headers: Readonly<Record<string, string>>;
  /** As the SDK gave it, for `readMetadata`. */
  readonly result: unknown;
}

export interface Reranked extends KindOutcome {
  readonly ranking: readonly { readonly index: number; readonly score: number; readonly document: unknown }[];
}

export interface DecideCall extends KindCall {
  readonly state:
    | string
    | { [key: string]: Json }
    | { readonly type: string; readonly [key: string]: Json }[];
  readonly questions: Record<string, { readonly type: string; readonly [key: string]: Json }>;
}

export interface Decided extends KindOutcome {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly tokens: number | undefined;
  readonly warnings: readonly string[];
}

export interface Media {
  readonly bytes: Uint8Array;
  readonly mediaType: string | undefined;
}

interface MediaOutcome extends KindOutcome {
  readonly warnings: readonly string[];
}

export interface ImageCall extends KindCall {
  readonly prompt: string | { readonly images: readonly Uint8Array[]; readonly text: string };
  readonly n?: number;
  readonly size?: string;
  readonly aspectRatio?: string;
  readonly seed?: number;
}

export interface Drawn extends MediaOutcome {
  readonly images: readonly Media[];
}

export interface SpeechCall extends KindCall {
  readonly text: string;
  readonly voice?: string;
  readonly outputFormat?: string;
  readonly speed?: number;
}

export interface Spoken extends MediaOutcome {
  readonly audio: Media;
}

export interface TranscribeCall extends KindCall {
  readonly audio: Uint8Array | string;
}

export interface Transcribed extends MediaOutcome {
  readonly text: string;
  readonly segments: readonly {
    readonly text: string;
    readonly startSecond: number;
    readonly endSecond: number;
  }[];
  readonly language: string | undefined;
  readonly durationInSeconds: number | undefined;
}

export interface Lookup<L, E> extends KindsOfSome {
  /** By an id such as `workersai:@cf/…` in a registry, or a name of a custom provider. */
  languageModel(id: string): L;
  embeddingModel(id: string): E;
}

export interface CustomModels<L, E> {
  readonly languageModels: Record<string, L>;
  readonly embeddingModels: Record<string, E>;
  readonly fallback: Provider<L, E>;
}

interface DefaultSettings {
  readonly temperature: number;
  readonly options: { [key: string]: Json };
}
