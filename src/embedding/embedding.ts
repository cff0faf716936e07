import { TooManyEmbeddingValuesForCallError } from '@ai-sdk/provider';
import { type JsonBody, readJson } from '../request/answer.ts';
import { type CallResponse, type ModelCall, type ModelSettings, sendCall } from '../request/call.ts';
import { brokenAnswer } from '../request/error.ts';
import { expectModelOptions } from '../request/options.ts';
import type { OtherWarning } from '../request/warning.ts';
import { formatOf } from '../transport/doors.ts';
import type { Exchange } from '../transport/transport.ts';
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
      return embed(call, settings);
    },
  };
}

async function embed(
  call: EmbeddingCall,
  settings: ModelSettings<EmbeddingOptions>,
): Promise<EmbeddingResult> {
  const { exchange, response, warnings } = await sendCall<EmbeddingCallOptions, EmbeddingRequest>(call, {
    settings,
    checks: embeddingCallOptions,
    build: options =>
      buildRequest(call, { options, format: formatOf(settings, options.format), model: settings.model }),
  });
  const body = await readJson(exchange, call.abortSignal);
  return {
    ...expectEmbeddings(body, { exchange, count: call.values.length }),
    response: { ...response, body: body.value },
    warnings,
  };
}

function expectEmbeddings(
  { value, text }: JsonBody,
  { exchange, count }: { exchange: Exchange; count: number },
): EmbeddingAnswer {
  const answer = readEmbeddings(value);
  if (!answer) throw brokenAnswer('Workers AI answered without embeddings.', { exchange, body: text });
  if (answer.embeddings.length === count) return answer;
  const message = `Workers AI answered ${answer.embeddings.length} embeddings for ${count} values.`;
  throw brokenAnswer(message, { exchange, body: text });
}
