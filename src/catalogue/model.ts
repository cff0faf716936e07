/** A price in US dollars for one `unit`; a call costs the sum over the rows of its model. */
export interface ModelPrice {
  /** What is counted, such as `1M tokens`, `audio minute` or `512x512 output tile`. */
  readonly unit: string;
  /** Of input, or of the unit itself where there is no output to pay. */
  readonly usdIn?: number;
  readonly usdOut?: number;
  /** Of input tokens that came from the prompt cache. */
  readonly usdCachedIn?: number;
}

/** How a model's reasoning is set. */
export interface ModelReasoning {
  /** The levels that `reasoning_effort` takes, lowest first; empty for models without levels. */
  readonly efforts: readonly string[];
  /** The level of a request that names none. */
  readonly default?: string;
  /**
   * What turns reasoning off: the effort `none`, `enable_thinking: false` in `chat_template_kwargs`, or nothing
   * (`false`).
   */
  readonly off?: 'none' | 'chatTemplateKwargs' | false;
}

/** What is known of a model as of `asOf`. Fields that are not known are omitted. */
export interface Model {
  readonly id: string;
  /** Cloudflare's name of the task, such as `Text Generation`. */
  readonly task: string;
  /** Tokens. */
  readonly contextWindow?: number;
  /** Whether it calls tools. */
  readonly tools?: boolean;
  /** Whether it takes images in a prompt. */
  readonly vision?: boolean;
  /** Only of models that reason. */
  readonly reasoning?: ModelReasoning;
  /** Whether an answer that follows a JSON schema may be streamed, comes whole only, or is not offered. */
  readonly structuredOutputs?: 'streamed' | 'whole' | false;
  /** Whether requests can be queued (https://developers.cloudflare.com/workers-ai/features/batch-api/). */
  readonly asyncQueue?: boolean;
  /** Whether it needs the Workers Paid plan, or credits. */
  readonly paidPlan?: boolean;
  readonly price?: readonly ModelPrice[];
  /** The day, `YYYY-MM-DD`, from which requests for it fail with 5028, unless `aliasOf` answers them. */
  readonly retired?: string;
  /** Cloudflare's recommendation for those who used a retired model. */
  readonly replacedBy?: readonly string[];
  /** The model that answers in its place from `retired` on, at its own price. */
  readonly aliasOf?: string;
}
