import type {
  ChatOptions,
  GatewayLogs,
  RunOptions,
  WorkersAIMetadata,
  WorkersAISettings,
} from 'workers-ai-gateway';

/** What the Worker does with one version of the AI SDK and one provider of this package. */
export interface Session {
  readonly text: (call: Call) => Promise<Answer>;
  readonly stream: (call: Call) => AsyncIterable<Part>;
  /** Has a tool `weather`. */
  readonly loop: (call: Call) => Promise<Answer & { readonly results: readonly unknown[] }>;
  /** Of the schema `{ city: string, celsius: number }`. */
  readonly object: (call: Call) => Promise<unknown>;
  readonly embed: (
    values: readonly string[],
    abortSignal?: AbortSignal,
  ) => Promise<{ readonly embeddings: readonly (readonly number[])[]; readonly tokens: number }>;
  readonly run: (model: string, inputs: Inputs, options?: RunOptions) => Promise<unknown>;
  readonly logs: GatewayLogs;
}

type Inputs = Readonly<Record<string, unknown>> | FormData;

export interface Call {
  readonly prompt: string;
  /** @default llama */
  readonly model?: string;
  readonly options?: ChatOptions;
  /** Ids of a fallback in the client, in place of the one model. */
  readonly members?: readonly string[] | undefined;
  readonly abortSignal?: AbortSignal;
}

export interface Answer {
  readonly text: string;
  readonly finishReason: string;
  readonly metadata: WorkersAIMetadata;
}

/** An abort ends a stream by a part or by an error, as the version has it. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'abort' }
  | ({ readonly type: 'finish' } & Omit<Answer, 'text'>);

export type OpenSession = (settings: WorkersAISettings) => Session;

export const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
export const bge = '@cf/baai/bge-base-en-v1.5';

export const weather = (city: string): unknown => ({ city, celsius: 21 });
