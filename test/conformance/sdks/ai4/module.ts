import type * as ai from 'ai';
import type { MediaAi } from '../media.ts';

/** Tools that run: with `ToolSet` alone, results are not part of a stream's types. */
export type Tools = Record<string, ai.Tool & { execute: (input: unknown) => PromiseLike<unknown> }>;

/** What the stories use of the package. The two releases share only the experimental name of the registry. */
export type Ai4 = MediaAi &
  Pick<
    typeof ai,
    | 'customProvider'
    | 'defaultSettingsMiddleware'
    | 'embed'
    | 'embedMany'
    | 'experimental_createProviderRegistry'
    | 'extractReasoningMiddleware'
    | 'generateObject'
    | 'generateText'
    | 'Output'
    | 'streamObject'
    | 'streamText'
    | 'tool'
    | 'wrapLanguageModel'
  >;

export type TextOptions = Parameters<typeof ai.generateText>[0];

export type Telemetry = NonNullable<TextOptions['experimental_telemetry']>;
