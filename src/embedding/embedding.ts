import { TooManyEmbeddingValuesForCallError } from '@ai-sdk/provider';
import { askJson, type Broken } from '../request/ask.ts';
import type { CallResponse, ModelCall, ModelSettings } from '../request/call.ts';
import { expectModelOptions } from '../request/options.ts';
import type { OtherWarning } from '../request/warning.ts';
import { formatOf } from '../transport/doors.ts';
import { type EmbeddingAnswer, readEmbeddings } from './answer.ts';
import { largestBatch } from './batch-limit.ts';
import {
  type EmbeddingCallOptions,
  type EmbeddingOptions,
  embeddingCallOptions,
  embeddingOptions,
} from './options.ts';
import { buildRequest, type EmbeddingInputs, type EmbeddingRequest } from './request.ts';

/** A call; Workers AI has no input for the length of the vectors, `dimensions`. */
interface EmbeddingCall extends ModelCall, EmbeddingInputs {}

export interface EmbeddingResult extends EmbeddingAnswer {
  readonly response: CallResponse & { readonly body: unknown };
  readonly warnings: readonly OtherWarning[];
}

/** An embedding model, free of any AI SDK version. */
export interface Embedding {
  readonly maxEmbeddingsPerCall: number;
  /** @throws APICallError for an answer that failed; TooManyEmbeddingValuesForCallError beyond the limit. */
  readonly embed: (call: EmbeddingCall) => Promise<EmbeddingResult>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createEmbedding(settings: ModelSettings<EmbeddingOptions>): Embedding {
  const { model, provider, options } = settings;
  expectModelOptions(options, embeddingOptions);
  const maxEmbeddingsPerCall = options.maxEmbeddingsPerCall ?? largestBatch;
  return {
    maxEmbeddingsPerCall,
    embed: async call => {
      if (call.values.length > maxEmbeddingsPerCall) {
        throw new TooManyEmbeddingValuesForCallError({
          provider,
          modelId: model,
          maxEmbeddingsPerCall,
          values: [...call.values],
        });
      }
      const { result, ...answer } = await askJson<EmbeddingCallOptions, EmbeddingRequest, EmbeddingAnswer>(
        call,
        {
          settings,
          checks: embeddingCallOptions,
          build: asked =>
            buildRequest(call, { options: asked, format: formatOf(settings, asked.format), model }),
          read: (value, broken) => expectEmbeddings(value, { count: call.values.length, broken }),
        },
      );
      return { ...result, ...answer };
    },
  };
}

function expectEmbeddings(
  value: unknown,
  { count, broken }: { count: number; broken: Broken },
): EmbeddingAnswer {
  const answer = readEmbeddings(value);
  if (!answer) throw broken('answered without embeddings');
  const { length } = answer.embeddings;
  if (length !== count) throw broken(`answered ${length} embeddings for ${count} values`);
  return answer;
}
