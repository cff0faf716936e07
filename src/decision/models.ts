import { createMethods, type Kind, type OpenId, type Present } from '../request/models.ts';
import { createDecision, type Decision } from './decision.ts';
import type { DecisionOptions } from './request.ts';

/** https://developers.cloudflare.com/changelog/post/2026-10-09-clef-omni/ */
type DecisionModelId = '@cf/cloudflare/clef' | '@cf/cloudflare/clef-flash' | '@cf/cloudflare/clef-omni';

type CreateModel<Model> = (modelId: OpenId<DecisionModelId>, options?: DecisionOptions) => Model;

/**
 * Methods that create decision models.
 * See docs/decisions.md.
 */
export interface DecisionModels<Model> {
  /** @experimental The AI SDK may change decisions in a patch release. */
  readonly decision: CreateModel<Model>;
  /** @experimental The AI SDK may change decisions in a patch release. */
  readonly decisionModel: CreateModel<Model>;
}

export const decisionModels =
  <Model>(present: Present<Decision, Model>): Kind<DecisionModels<Model>> =>
  shared =>
    createMethods(shared, { name: 'decision', create: createDecision, present });
