import type { WorkersAI } from 'workers-ai-gateway';
import * as ai4 from 'workers-ai-gateway/ai4';
import * as ai5 from 'workers-ai-gateway/ai5';
import * as ai6 from 'workers-ai-gateway/ai6';
import * as ai7 from 'workers-ai-gateway/ai7';
import type { Major } from './majors.ts';
import type { Model } from './models.ts';

/** What is called here of the entry of each major; each has types of its own. */
interface Entry {
  readonly createWorkersAI: (settings: object) => Provider;
}

export interface Provider {
  (modelId: string): Model;
  readonly gateway: WorkersAI['gateway'];
  readonly fallback: (members: readonly Model[], options?: object) => Model;
}

const entries: Readonly<Record<Major, unknown>> = { 4: ai4, 5: ai5, 6: ai6, 7: ai7 };

/** The provider of the entry for a major. */
export const providerOf = (major: Major, settings: object): Provider =>
  (entries[major] as Entry).createWorkersAI(settings);
