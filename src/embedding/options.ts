import {
  createOptionInputs,
  type FormatOption,
  formatOption,
  type ModelOptions,
  modelOptions,
  native,
  type OptionInputs,
  type OptionTable,
} from '../request/options.ts';
import { boolean, type Checks, oneOf, text, whole } from '../values/check.ts';
import { largestBatch } from './batch-limit.ts';

/**
 * Options of one call of an embedding model, beside its values.
 * See docs/embeddings.md.
 */
export interface EmbeddingCallOptions extends ModelOptions, FormatOption {
  /**
   * How token vectors become one. Vectors of the two kinds do not compare. For the English bge models.
   * @default 'mean'
   */
  readonly pooling?: 'mean' | 'cls' | undefined;
  /**
   * Cut inputs that are too long instead of rejecting them. For bge-m3.
   * @default false
   */
  readonly truncateInputs?: boolean | undefined;
  /** Whether values are queries or the documents to search. For qwen3-embedding. */
  readonly inputType?: 'query' | 'document' | undefined;
  /** What queries are for, in words. For qwen3-embedding. */
  readonly instruction?: string | undefined;
}

/**
 * Options of an embedding model, beside its values.
 * See docs/embeddings.md.
 */
export interface EmbeddingOptions extends EmbeddingCallOptions {
  /**
   * Values in one request, from 1 to 100. An option of the model only, because the AI SDK splits longer lists before a
   * call.
   * @default 100
   */
  readonly maxEmbeddingsPerCall?: number | undefined;
}

/** What each option of a call takes, and the inputs that carry it. `inputType` renames the values themselves. */
export const embeddingCallOptions: OptionTable<EmbeddingCallOptions> = {
  ...modelOptions,
  ...formatOption,
  inputType: native(oneOf(['query', 'document']), () => ({})),
  pooling: native(oneOf(['mean', 'cls']), value => ({ pooling: value })),
  truncateInputs: native(boolean, value => ({ truncate_inputs: value })),
  instruction: native(text, value => ({ instruction: value })),
};

export const optionInputs: OptionInputs<EmbeddingCallOptions> = createOptionInputs(embeddingCallOptions);

/** What each option of a model takes. */
export const embeddingOptions: Checks<EmbeddingOptions> = {
  ...embeddingCallOptions,
  maxEmbeddingsPerCall: whole({ from: 1, to: largestBatch }),
};
