import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
} from '@ai-sdk/provider-v4';
import { commonUrls } from '../../fallback/declared.ts';
import { createFallback, type Fallback } from '../../fallback/fallback.ts';

/** A language model of AI SDK 7 made of several. */
export const fallback: Fallback<LanguageModelV4> = createFallback<
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult
>({
  version: 'v4',
  present: (core, models) => ({
    ...core,
    specificationVersion: 'v4',
    get supportedUrls() {
      return commonUrls(models);
    },
  }),
});
