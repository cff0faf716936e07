import { TooManyEmbeddingValuesForCallError } from '@ai-sdk/provider';
import { type GatewayMetadata, readGatewayMetadata } from '../gateway/metadata.ts';
import { gatewayWarnings } from '../gateway/options.ts';
import { type ResolveGateway, readGatewaySetting } from '../gateway/setting.ts';
import { type JsonBody, readJson, send } from '../request/answer.ts';
import { brokenAnswer } from '../request/error.ts';
import type { Format } from '../transport/format.ts';
import { mergeHeaders } from '../transport/headers.ts';
import type { Exchange, Transport } from '../transport/transport.ts';
import { readCallOptions, withoutUndefined } from '../values/check.ts';
import { type EmbeddingAnswer, readEmbeddings } from './answer.ts';
import {
  buildInputs,
  type EmbeddingCallOptions,
  type EmbeddingOptions,
  embeddingCallOptions,
  expectEmbeddingOptions,
  largestBatch,
} from './options.ts';

export interface EmbeddingSettings {
  readonly model: string;
  /** Name of the provider, for errors. */
  readonly provider: string;
  readonly transport: Transport;
  readonly resolveGateway: ResolveGateway;
  /** The provider's. */
  readonly format: Format;
  readonly options: EmbeddingOptions;
}

export interface EmbeddingCall {
  readonly values: readonly string[];
  /** Options of this call, as the caller gave them. */
  readonly options?: unknown;
  /** Length of the vectors; Workers AI has no input for it. */
  readonly dimensions?: number | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

export interface EmbeddingResult extends EmbeddingAnswer {
  readonly response: {
    readonly headers: Record<string, string>;
    readonly metadata: GatewayMetadata;
    readonly body: unknown;
  };
  readonly warnings: readonly string[];
}

/** An embedding model, free of any AI SDK version. */
export interface Embedding {
  readonly maxEmbeddingsPerCall: number;
  /** @throws APICallError for an answer that failed; TooManyEmbeddingValuesForCallError beyond the limit. */
  readonly embed: (call: EmbeddingCall) => Promise<EmbeddingResult>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createEmbedding(settings: EmbeddingSettings): Embedding {
  const { model, provider, options } = settings;
  expectEmbeddingOptions(options);
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
      return request(call, settings);
    },
  };
}

async function request(call: EmbeddingCall, settings: EmbeddingSettings): Promise<EmbeddingResult> {
  const { values, abortSignal } = call;
  const { model, transport } = settings;
  const { known, unknown } = readCallOptions<EmbeddingCallOptions>(call.options, embeddingCallOptions);
  const options = { ...settings.options, ...withoutUndefined(known) };
  const format = options.format ?? settings.format;
  const gateway = settings.resolveGateway(
    readGatewaySetting(settings.options.gateway),
    readGatewaySetting(known.gateway),
  );
  const { inputs, warnings } = buildInputs(values, { options, format });
  const exchange = await send(transport, {
    model,
    endpoint: format === 'openai' ? 'embeddings' : 'run',
    inputs,
    gateway,
    headers: mergeHeaders(settings.options.headers, known.headers, call.headers),
    abortSignal,
  });
  const body = await readJson(exchange, abortSignal);
  return {
    ...expectEmbeddings(body, { exchange, count: values.length }),
    response: {
      headers: Object.fromEntries(exchange.response.headers),
      metadata: readGatewayMetadata(exchange.response.headers),
      body: body.value,
    },
    warnings: [
      ...warnings,
      ...unknown.map(key => `The option ${key} of workersai is not known, and was not sent.`),
      ...(call.dimensions === undefined ? [] : ['Workers AI has no input for dimensions: it was not sent.']),
      ...(gateway ? gatewayWarnings(gateway) : []),
    ],
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
