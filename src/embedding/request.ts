import type { BuiltCall } from '../request/call.ts';
import { type OtherWarning, other } from '../request/warning.ts';
import { formOf } from '../transport/doors.ts';
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
  { options, format, model }: { options: EmbeddingCallOptions; format: Format; model: string },
): EmbeddingRequest {
  const { inputs, warnings } = optionInputs(options, format);
  const takesSize = dimensions === undefined || formOf(model) !== undefined;
  return {
    endpoint: format === 'openai' ? 'embeddings' : 'run',
    inputs: {
      [nameOf(options, format)]: values,
      ...(takesSize && dimensions && { dimensions }),
      ...inputs,
      ...options.extraInputs,
    },
    warnings: takesSize ? warnings : [...warnings, noDimensions],
  };
}

const noDimensions = other('Workers AI has no input for dimensions: it was not sent.');

/** qwen3-embedding tells queries from documents by the input's name. */
function nameOf({ inputType }: EmbeddingCallOptions, format: Format): string {
  if (format === 'openai') return 'input';
  return inputType === undefined ? 'text' : inputType === 'query' ? 'queries' : 'documents';
}
