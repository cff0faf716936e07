import { findModel } from '../../catalogue/catalogue.ts';
import type { Model } from '../../catalogue/model.ts';
import { entryIn } from '../json.ts';
import type { ModelShape, ResolvedOptions } from '../options.ts';

export interface ModelFacts {
  id: string;
  task: string;
  shape: ModelShape;
  /** Tokens; undefined where not known. */
  context: number | undefined;
  /** Dollars per million tokens. */
  price: { in: number; out: number } | undefined;
  tools: boolean;
  vision: boolean;
  /** How thoughts leave the model; undefined for models that do not think aloud. */
  reasoning: ReasoningStyle | undefined;
}

/** The keys that carry it (one or both, same text), or think tags inside the text with the opener missing. */
export type ReasoningStyle = { keys: readonly ('reasoning' | 'reasoning_content')[] } | { keys: 'inline' };

const openaiFamilies =
  /\/(glm-|kimi-|qwen3(?!-embedding)|gpt-oss-|gemma-4|nemotron-|deepseek-v\d|granite-|apertus-)/;

const reasoningStyles: readonly (readonly [RegExp, ReasoningStyle])[] = [
  [/deepseek-r1-distill|qwq-32b/, { keys: 'inline' }],
  [/gpt-oss|glm-4\.7-flash/, { keys: ['reasoning', 'reasoning_content'] }],
  [/qwen3\.\d/, { keys: ['reasoning'] }],
  [/glm-|kimi-|qwen3-\d|nemotron-|deepseek-v\d|gemma-4/, { keys: ['reasoning_content'] }],
];

const tasksByName: readonly (readonly [RegExp, string])[] = [
  [/bge-reranker/, 'Text Classification'],
  [/bge-|embedding/, 'Text Embeddings'],
  [/distilbert/, 'Text Classification'],
  [/flux-[12]|stable-diffusion|dreamshaper|leonardo/, 'Text-to-Image'],
  [/whisper|nova-|deepgram\/flux/, 'Automatic Speech Recognition'],
  [/aura-|melotts/, 'Text-to-Speech'],
  [/m2m100|indictrans/, 'Translation'],
  [/bart-large/, 'Summarization'],
];

export function modelFacts(id: string, options: Pick<ResolvedOptions, 'shape'>): ModelFacts {
  const known = findModel(id);
  const named = typeof options.shape === 'string' ? options.shape : entryIn(options.shape, id);
  return {
    id,
    task: known?.task ?? tasksByName.find(([name]) => name.test(id))?.[1] ?? 'Text Generation',
    shape: named ?? (openaiFamilies.test(id) ? 'openai' : 'native'),
    context: known?.contextWindow,
    price: tokenPrice(known),
    tools: known?.tools === true,
    vision: known?.vision === true,
    reasoning: reasoningStyles.find(([name]) => name.test(id))?.[1],
  };
}

export function tokenPrice(model: Model | undefined): ModelFacts['price'] {
  const price = model?.price?.find(({ unit }) => unit === '1M tokens');
  return price?.usdIn === undefined ? undefined : { in: price.usdIn, out: price.usdOut ?? 0 };
}

/** Failing on purpose, by a model id that a URL can carry: `@cf/fail/3040`. */
export const failureCodeIn = (id: string): number | undefined => {
  const code = /^@cf\/fail\/(\d{4,5})$/.exec(id)?.[1];
  return code === undefined ? undefined : Number(code);
};
