/** A price in US dollars for one `unit`. A call costs the sum over all prices of its model. */
export interface ModelPrice {
  /** What is counted, such as `1M tokens`, `audio minute` or `512x512 output tile`. */
  readonly unit: string;
  /** US dollars for a unit of input, or for the unit itself if output isn't counted. */
  readonly usdIn?: number;
  /** US dollars for a unit of output. */
  readonly usdOut?: number;
  /** US dollars for a unit of input from the prompt cache. */
  readonly usdCachedIn?: number;
}

/** How to set a model's reasoning. */
export interface ModelReasoning {
  /** The levels that `reasoning_effort` takes, lowest first. Empty for models without levels. */
  readonly efforts: readonly string[];
  /** The level if a request sets none. */
  readonly default?: string;
  /**
   * What turns reasoning off: the effort `none`, or `enable_thinking: false` in `chat_template_kwargs`. `false` if it can't
   * be turned off.
   */
  readonly off?: 'none' | 'chatTemplateKwargs' | false;
}

/**
 * What is known about a model as of `asOf`. Unknown fields are omitted.
 * See docs/models.md.
 */
export interface Model {
  /** The id, such as `@cf/zai-org/glm-4.7-flash`. */
  readonly id: string;
  /** Cloudflare's name of the task, such as `Text Generation`. */
  readonly task: string;
  /** Size of the context window in tokens. */
  readonly contextWindow?: number;
  /** Whether it can call tools. */
  readonly tools?: boolean;
  /** Whether it takes images in prompts. */
  readonly vision?: boolean;
  /** Present for models that reason. */
  readonly reasoning?: ModelReasoning;
  /** Whether an answer that follows a JSON schema can be streamed, comes whole only, or isn't offered (`false`). */
  readonly structuredOutputs?: 'streamed' | 'whole' | false;
  /** Whether requests can be queued (https://developers.cloudflare.com/workers-ai/features/batch-api/). */
  readonly asyncQueue?: boolean;
  /** Whether it needs the Workers Paid plan, or credits. */
  readonly paidPlan?: boolean;
  /** Prices, one for each unit that is counted. */
  readonly price?: readonly ModelPrice[];
  /** The day, `YYYY-MM-DD`, from which requests for it fail with 5028, unless `aliasOf` answers them. */
  readonly retired?: string;
  /** Ids that Cloudflare recommends in place of a retired model. */
  readonly replacedBy?: readonly string[];
  /** The model that answers in its place from `retired` on, at its own price. */
  readonly aliasOf?: string;
}
