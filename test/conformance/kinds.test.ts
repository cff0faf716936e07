import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider-v4';
import { createWorkersAI } from 'workers-ai-gateway/ai7';
import { latest7 } from './sdks/ai7/sdk.ts';
import { decisionStories } from './stories/decisions.ts';
import { rerankingStories } from './stories/reranking.ts';
import { conformance } from './suite.ts';

// AI SDK 4, which the transports are tested with, has none of these kinds.
conformance<LanguageModelV4, EmbeddingModelV4>({
  sdk: latest7(),
  createWorkersAI,
  stories: [...rerankingStories, ...decisionStories],
});
