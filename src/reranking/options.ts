import {
  createOptionInputs,
  input,
  type ModelOptions,
  modelOptions,
  type OptionInputs,
  type OptionTable,
} from '../request/options.ts';
import { boolean } from '../values/check.ts';

/** What a reranking model takes beside its query and documents: as model settings, or for one call. */
export interface RerankingOptions extends ModelOptions {
  /** Whether documents that are too long are cut instead of refused. Taken by bge-m3. */
  readonly truncateInputs?: boolean | undefined;
}

export const rerankingOptions: OptionTable<RerankingOptions> = {
  ...modelOptions,
  truncateInputs: input(boolean, value => ({ truncate_inputs: value })),
};

export const optionInputs: OptionInputs<RerankingOptions> = createOptionInputs(rerankingOptions);
