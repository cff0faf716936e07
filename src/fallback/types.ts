/** What every language model takes with a call, in any version of its specification. */
export interface ModelCall {
  readonly prompt: readonly Message[];
  readonly headers?: Headers | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

export interface Message {
  readonly role: string;
  readonly content: unknown;
}

export type Headers = Readonly<Record<string, string | undefined>>;
export type ProviderOptions = Readonly<Record<string, object | undefined>>;

/** What names a model: the provider and the id that the AI SDK knows it by. */
export interface ModelName {
  readonly provider: string;
  readonly modelId: string;
}

/** A language model of any version of its specification. */
export interface Model<Call, Whole, Streamed> extends ModelName {
  readonly specificationVersion: string;
  doGenerate(call: Call): PromiseLike<Whole>;
  doStream(call: Call): PromiseLike<Streamed>;
}

export interface Warned {
  readonly warnings?: readonly unknown[];
}

/** The answer of `doGenerate`. */
export interface WholeAnswer extends Warned {
  readonly response?: { readonly modelId?: string };
  readonly providerMetadata?: ProviderOptions;
}

/** The answer of `doStream`. */
export interface StreamedAnswer<Part> extends Warned {
  readonly stream: ReadableStream<Part>;
}

/** A part of a stream, with what is read of some. */
export interface StreamPart extends Warned {
  readonly type: string;
  readonly modelId?: string;
  readonly error?: unknown;
  readonly providerMetadata?: ProviderOptions;
}
