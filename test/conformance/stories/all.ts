import type { Story } from '../world.ts';
import { approvalStories } from './approvals.ts';
import { compositionStories } from './composition.ts';
import { concurrentStories } from './concurrent.ts';
import { costStories } from './costs.ts';
import { decisionStories } from './decisions.ts';
import { doorStories } from './doors.ts';
import { drawingStories } from './drawings.ts';
import { embeddingStories } from './embeddings.ts';
import { errorStories } from './errors.ts';
import { failureStories } from './failures.ts';
import { fallbackStories } from './fallback.ts';
import { feedbackStories } from './feedback.ts';
import { formatStories } from './formats.ts';
import { gatewayStories } from './gateway.ts';
import { imageStories } from './images.ts';
import { objectStories } from './objects.ts';
import { pastGatewayStories } from './past-gateway.ts';
import { reasoningStories } from './reasoning.ts';
import { rerankingStories } from './reranking.ts';
import { soundStories } from './sounds.ts';
import { textStories } from './text.ts';
import { toolResultStories } from './tool-results.ts';
import { toolStories } from './tools.ts';

export const stories: readonly Story[] = [
  ...textStories,
  ...toolStories,
  ...toolResultStories,
  ...approvalStories,
  ...objectStories,
  ...embeddingStories,
  ...costStories,
  ...rerankingStories,
  ...decisionStories,
  ...drawingStories,
  ...soundStories,
  ...imageStories,
  ...reasoningStories,
  ...failureStories,
  ...gatewayStories,
  ...concurrentStories,
  ...errorStories,
  ...feedbackStories,
  ...fallbackStories,
  ...formatStories,
  ...doorStories,
  ...pastGatewayStories,
  ...compositionStories,
];
