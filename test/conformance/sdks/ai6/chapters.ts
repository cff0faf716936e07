import type { EmbeddingModelV3, LanguageModelV3 } from '@ai-sdk/provider-v3';
import { createWorkersAI } from 'workers-ai-gateway/ai6';
import { type Chapter, createChapters } from '../../matrix.ts';
import { latest7, lowest7 } from '../ai7/sdk.ts';
import { latest6, lowest6 } from './sdk.ts';

type L = LanguageModelV3;
type E = EmbeddingModelV3;

export const chapters: readonly Chapter[] = createChapters<L, E>({
  name: '/ai6',
  createWorkersAI,
  lacks: ['decisions'],
  latest: latest6(),
  others: [lowest6(), lowest7(), latest7()],
});
