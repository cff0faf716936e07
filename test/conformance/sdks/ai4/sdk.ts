import type { EmbeddingModelV1, ImageModelV1, LanguageModelV1, ProviderV1 } from '@ai-sdk/provider-v1';
import type { CustomModels, Feature, Provider, Sdk } from '../../sdk.ts';
import { createMediaSdk } from '../media.ts';
import { toAnswer } from './answer.ts';
import { fromCall } from './call.ts';
import type { Ai4 } from './module.ts';
import { object, output, streamObject, streamOutput } from './objects.ts';
import { stream } from './stream.ts';

type L = LanguageModelV1;
type E = EmbeddingModelV1<string>;

/** The stories' view of one release of AI SDK 4. */
export function createSdk(name: string, ai: Ai4, features: readonly Feature[] = []): Sdk<L, E> {
  return {
    name,
    features: ['object modes', 'images', ...features],
    text: async call => toAnswer(await ai.generateText(fromCall(call, ai))),
    stream: call => stream(call, ai),
    object: call => object(call, ai),
    streamObject: call => streamObject(call, ai),
    output: call => output(call, ai),
    streamOutput: call => streamOutput(call, ai),
    embed: async call => {
      const result = await ai.embed(call);
      const { embedding, usage, rawResponse } = result;
      return { embedding, tokens: usage.tokens, headers: rawResponse?.headers ?? {}, warnings: [], result };
    },
    embedMany: async call => {
      const { embeddings, usage } = await ai.embedMany(call);
      return { embeddings, tokens: usage.tokens };
    },
    ...createMediaSdk(ai),
    registry: provider => {
      const registry = ai.experimental_createProviderRegistry({ workersai: asV1(provider) });
      return {
        languageModel: id => registry.languageModel(prefixed(id)),
        embeddingModel: id => registry.textEmbeddingModel(prefixed(id)),
        imageModel: id => registry.imageModel(prefixed(id)),
      };
    },
    custom: models => custom(models, ai),
    extractReasoning: (model, { tag }) =>
      ai.wrapLanguageModel({ model, middleware: ai.extractReasoningMiddleware({ tagName: tag }) }),
    defaultSettings: (model, { options, temperature }) =>
      ai.wrapLanguageModel({
        model,
        middleware: ai.defaultSettingsMiddleware({
          settings: { temperature, providerMetadata: { workersai: options } },
        }),
      }),
  };
}

/** The stories' view of a provider leaves open what its models are. */
const asV1 = (provider: Provider<L, E>): ProviderV1 => provider as unknown as ProviderV1;

/** As the registry's types ask for it. */
function prefixed(id: string): `workersai:${string}` {
  return `workersai:${id.replace(/^workersai:/, '')}`;
}

function custom({ languageModels, embeddingModels, fallback }: CustomModels<L, E>, ai: Ai4) {
  const provider = ai.customProvider({
    languageModels,
    textEmbeddingModels: embeddingModels,
    fallbackProvider: asV1(fallback),
  });
  return {
    languageModel: (id: string): L => provider.languageModel(id),
    embeddingModel: (id: string): E => provider.textEmbeddingModel(id),
    imageModel: (id: string): ImageModelV1 => provider.imageModel(id),
  };
}
