import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type {
  LanguageModelV1,
  LanguageModelV1CallOptions,
  LanguageModelV1ObjectGenerationMode,
} from '@ai-sdk/provider-v1';
import { createFallback, type Fallback } from '../../fallback/fallback.ts';

type Whole = Awaited<ReturnType<LanguageModelV1['doGenerate']>>;
type Streamed = Awaited<ReturnType<LanguageModelV1['doStream']>>;

/** A chat model of AI SDK 4 made of several. */
export const fallback: Fallback<LanguageModelV1> = createFallback<
  LanguageModelV1,
  LanguageModelV1CallOptions,
  Whole,
  Streamed
>({
  version: 'v1',
  present: (core, models) => ({
    ...core,
    specificationVersion: 'v1',
    defaultObjectGenerationMode: commonMode(models),
    supportsStructuredOutputs: models.every(model => model.supportsStructuredOutputs === true),
    supportsImageUrls: models.every(model => model.supportsImageUrls !== false),
    supportsUrl: url => models.every(model => model.supportsUrl?.(url) === true),
    doGenerate: async call => {
      expectObjects(call, models);
      return core.doGenerate(call);
    },
    doStream: async call => {
      expectObjects(call, models);
      return core.doStream(call);
    },
  }),
});

/** The mode of all members. Those that generate JSON take tools too, so that tools are what differing ones share. */
function commonMode(models: readonly LanguageModelV1[]): LanguageModelV1ObjectGenerationMode {
  const [mode, ...others] = new Set(models.map(model => model.defaultObjectGenerationMode));
  return others.length > 0 ? 'tool' : (mode ?? 'tool');
}

/** The AI SDK asks for objects in the mode above, which says nothing of a member without one. */
function expectObjects({ mode }: LanguageModelV1CallOptions, models: readonly LanguageModelV1[]): void {
  if (mode.type === 'regular') return;
  const unable = models.find(model => model.defaultObjectGenerationMode === undefined);
  if (!unable) return;
  throw new UnsupportedFunctionalityError({
    functionality: `objects with ${unable.modelId}`,
    message: `This fallback generates no objects, since ${unable.provider} declares no object mode for ${unable.modelId}. Leave it out.`,
  });
}
