import type { EmbeddingModelV1, LanguageModelV1 } from '@ai-sdk/provider-v1';
import * as latest from 'ai';
import * as lowest from 'ai-4.2.0';
import * as speaking from 'ai-4.3.6';
import { createWorkersAI } from 'workers-ai-gateway';
import { type Chapter, createChapters } from '../../matrix.ts';
import type { Ai4 } from './module.ts';
import { createSdk } from './sdk.ts';

export const chapters: readonly Chapter[] = createChapters<LanguageModelV1, EmbeddingModelV1<string>>({
  name: '/ai4',
  createWorkersAI,
  latest: createSdk('the latest ai 4', latest, ['speech']),
  // The same functions: their types differ in optional properties that no story uses.
  others: [
    createSdk('ai 4.2.0', lowest as unknown as Ai4),
    createSdk('ai 4.3.6', speaking as unknown as Ai4, ['speech']),
  ],
});
