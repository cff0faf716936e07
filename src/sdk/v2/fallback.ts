import type { LanguageModelV2, LanguageModelV2CallOptions } from '@ai-sdk/provider-v2';
import { commonUrls } from '../../fallback/declared.ts';
import { createFallback, type Fallback } from '../../fallback/fallback.ts';

type Whole = Awaited<ReturnType<LanguageModelV2['doGenerate']>>;
type Streamed = Awaited<ReturnType<LanguageModelV2['doStream']>>;

/** A language model of AI SDK 5 made of several. */
export const fallback: Fallback<LanguageModelV2> = createFallback<
  LanguageModelV2,
  LanguageModelV2CallOptions,
  Whole,
  Streamed
>({
  version: 'v2',
  present: (core, models) => ({
    ...core,
    specificationVersion: 'v2',
    get supportedUrls() {
      return commonUrls(models);
    },
  }),
});
