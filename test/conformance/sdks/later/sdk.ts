import type { CustomModels, Lookup, Sdk } from '../../sdk.ts';
import { createMediaSdk } from '../media.ts';
import { toWarnings } from './answer.ts';
import type { Release } from './call.ts';
import { decide, rerank } from './kinds.ts';
import type * as sdk from './module.ts';
import { object, output, streamObject, streamOutput } from './objects.ts';
import { stream, text } from './text.ts';

// The SDK writes warnings to the console, and always some of its own where an entry serves a newer major.
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });

/** The stories' view of one release of AI SDK 5, 6 or 7. */
export function createLaterSdk<L, E>(name: string, release: Release<L, E>): Sdk<L, E> {
  const { ai, dialect } = release;
  return {
    name,
    features: dialect.features,
    text: call => text(call, release),
    stream: call => stream(call, release),
    object: call => object(call, release),
    streamObject: call => streamObject(call, release),
    output: call => output(call, release),
    streamOutput: call => streamOutput(call, release),
    embed: async call => {
      const result = await ai.embed(call);
      const { embedding, usage, response, warnings } = result;
      return {
        embedding,
        tokens: usage.tokens,
        headers: response?.headers ?? {},
        warnings: toWarnings(warnings),
        result,
      };
    },
    embedMany: async call => {
      const { embeddings, usage } = await ai.embedMany(call);
      return { embeddings, tokens: usage.tokens };
    },
    rerank: call => rerank(call, ai),
    ...createMediaSdk(ai),
    decide: call => decide(call, ai),
    registry: provider => lookup(ai.createProviderRegistry({ workersai: provider }), release),
    custom: models => custom(models, release),
    extractReasoning: (model, { tag }) =>
      ai.wrapLanguageModel({ model, middleware: ai.extractReasoningMiddleware({ tagName: tag }) }),
    defaultSettings: (model, { options, temperature }) =>
      ai.wrapLanguageModel({
        model,
        middleware: ai.defaultSettingsMiddleware({
          settings: { temperature, providerOptions: { workersai: options } },
        }),
      }),
  };
}

const lookup = <L, E>(provider: sdk.Lookup<L, E>, { dialect }: Release<L, E>): Lookup<L, E> => ({
  languageModel: id => provider.languageModel(id),
  embeddingModel: id => provider[dialect.embeddingModel](id),
  rerankingModel: id => provider.rerankingModel?.(id),
  decisionModel: id => provider.decisionModel?.(id),
  imageModel: id => provider.imageModel?.(id),
  speechModel: id => provider.speechModel?.(id),
  transcriptionModel: id => provider.transcriptionModel?.(id),
});

function custom<L, E>(models: CustomModels<L, E>, release: Release<L, E>): Lookup<L, E> {
  const { languageModels, embeddingModels, fallback } = models;
  const named = { [`${release.dialect.embeddingModel}s`]: embeddingModels };
  return lookup(release.ai.customProvider({ languageModels, ...named, fallbackProvider: fallback }), release);
}
