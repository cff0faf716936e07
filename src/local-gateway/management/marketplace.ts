import type { Model, ModelPrice, ModelReasoning } from '../../catalogue/model.ts';

/** A model in the format of OpenRouter, which `format=openrouter` asks for. */
export function marketplaceModel(model: Model): object {
  const { id, vision, contextWindow, reasoning, retired } = model;
  return {
    id,
    name: id.split('/').at(-1),
    input_modalities: vision ? ['text', 'image'] : ['text'],
    output_modalities: ['text'],
    ...(contextWindow !== undefined && { context_length: contextWindow, max_output_length: contextWindow }),
    pricing: pricing(model.price?.find(({ unit }) => unit === '1M tokens')),
    supported_features: features(model),
    ...(reasoning && reasoning.efforts.length > 0 && { reasoning: efforts(reasoning) }),
    ...(retired !== undefined && { deprecation_date: retired }),
  };
}

function features({ tools, reasoning, structuredOutputs }: Model): string[] {
  return [
    ...(structuredOutputs ? ['structured_outputs'] : []),
    ...(tools ? ['tools'] : []),
    ...(reasoning ? ['reasoning'] : []),
  ];
}

/** Dollars per token, as text. */
function pricing({ usdIn, usdOut, usdCachedIn }: Partial<ModelPrice> = {}): Record<string, string> {
  const prices = { prompt: usdIn, completion: usdOut, input_cache_read: usdCachedIn };
  return Object.fromEntries(
    Object.entries(prices).flatMap(([name, usd]) =>
      usd === undefined ? [] : [[name, (usd / 1e6).toFixed(10)]],
    ),
  );
}

/** Highest first. */
const efforts = ({ efforts: levels, default: usual, off }: ModelReasoning): object => ({
  supported_efforts: [...[...levels].reverse(), ...(off === 'none' ? ['none'] : [])],
  default_effort: usual,
  mandatory: off === false,
});
