import {
  createOptionInputs,
  input,
  type ModelOptions,
  modelOptions,
  type OptionInputs,
  type OptionTable,
} from '../request/options.ts';
import { boolean } from '../values/check.ts';

/**
 * Options of a reranking model: for the model, or for one call.
 * See docs/reranking.md.
 */
export interface RerankingOptions extends ModelOptions {
  /**
   * Whether documents that are too long are cut instead of rejected. For bge-m3.
   * @default the model's own
   */
  readonly truncateInputs?: boolean | undefined;
}

export const rerankingOptions: OptionTable<RerankingOptions> = {
  ...modelOptions,
  truncateInputs: input(boolean, value => ({ truncate_inputs: value })),
};

export const optionInputs: OptionInputs<RerankingOptions> = createOptionInputs(rerankingOptions);
