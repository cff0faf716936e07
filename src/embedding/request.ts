import type { BuiltCall } from '../request/call.ts';
import { type OtherWarning, other } from '../request/warning.ts';
import type { Format } from '../transport/format.ts';
import { type EmbeddingCallOptions, optionInputs } from './options.ts';

export interface EmbeddingInputs {
  readonly values: readonly string[];
  readonly dimensions?: number | undefined;
}

export type EmbeddingRequest = BuiltCall<OtherWarning>;

/** The request that values and options stand for. */
export function buildRequest(
  { values, dimensions }: EmbeddingInputs,
  { options, format }: { options: EmbeddingCallOptions; format: Format },
): EmbeddingRequest {
  const { inputs, warnings } = optionInputs(options, format);
  return {
    endpoint: format === 'openai' ? 'embeddings' : 'run',
    inputs: { [nameOf(options, format)]: values, ...inputs, ...options.extraInputs },
    warnings: dimensions === undefined ? warnings : [...warnings, noDimensions],
  };
}

const noDimensions = other('Workers AI has no input for dimensions: it was not sent.');

/** qwen3-embedding tells queries from documents by the input's name. */
function nameOf({ inputType }: EmbeddingCallOptions, format: Format): string {
  if (format === 'openai') return 'input';
  return inputType === undefined ? 'text' : inputType === 'query' ? 'queries' : 'documents';
}
