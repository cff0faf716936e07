import type { EmbeddingModelV2, LanguageModelV2 } from '@ai-sdk/provider-v2';
import { createWorkersAI } from 'workers-ai-gateway/ai5';
import { type Chapter, createChapters } from '../../matrix.ts';
import { latest6, lowest6 } from '../ai6/sdk.ts';
import { latest7, lowest7 } from '../ai7/sdk.ts';
import { latest5, lowest5 } from './sdk.ts';

type L = LanguageModelV2;
type E = EmbeddingModelV2<string>;

export const chapters: readonly Chapter[] = createChapters<L, E>({
  name: '/ai5',
  createWorkersAI,
  lacks: ['reranking', 'decisions'],
  latest: latest5(),
  others: [lowest5(), lowest6(), latest6(), lowest7(), latest7()],
});
