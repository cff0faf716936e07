import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3GenerateResult,
  LanguageModelV3StreamResult,
} from '@ai-sdk/provider-v3';
import { commonUrls } from '../../fallback/declared.ts';
import { createFallback, type Fallback } from '../../fallback/fallback.ts';

/** A language model of AI SDK 6 made of several. */
export const fallback: Fallback<LanguageModelV3> = createFallback<
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3GenerateResult,
  LanguageModelV3StreamResult
>({
  version: 'v3',
  present: (core, models) => ({
    ...core,
    specificationVersion: 'v3',
    get supportedUrls() {
      return commonUrls(models);
    },
  }),
});
