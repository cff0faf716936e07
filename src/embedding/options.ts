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

/** What one call of an embedding model takes beside its values. */
export interface EmbeddingCallOptions extends ModelOptions, FormatOption {
  /** How token vectors become one; vectors of the two ways do not compare. Taken by the English bge models. */
  readonly pooling?: 'mean' | 'cls' | undefined;
  /** Whether inputs that are too long are cut instead of refused. Taken by bge-m3. */
  readonly truncateInputs?: boolean | undefined;
  /** Whether values are searched with or searched in. Taken by qwen3-embedding. */
  readonly inputType?: 'query' | 'document' | undefined;
  /** What queries are for, in words. Taken by qwen3-embedding. */
  readonly instruction?: string | undefined;
}

/** What an embedding model takes beside its values. */
export interface EmbeddingOptions extends EmbeddingCallOptions {
  /**
   * Values in one request, at most 100. It is settled before a call is made.
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
