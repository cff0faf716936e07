import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider-v4';
import { createWorkersAI } from 'workers-ai-gateway/ai7';
import { type Chapter, createChapters } from '../../matrix.ts';
import { firstDecisions7, latest7, lowest7 } from './sdk.ts';

type L = LanguageModelV4;
type E = EmbeddingModelV4;

export const chapters: readonly Chapter[] = createChapters<L, E>({
  name: '/ai7',
  createWorkersAI,
  latest: latest7(),
  others: [lowest7(), firstDecisions7()],
});
