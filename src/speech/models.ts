import { createMethods, type Kind, type OpenId, type Present } from '../request/models.ts';
import type { SpeechModelId } from './model-ids.generated.ts';
import type { SpeechOptions } from './options.ts';
import { createSpeech, type Speech } from './speech.ts';

type CreateModel<Model> = (modelId: OpenId<SpeechModelId>, options?: SpeechOptions) => Model;

/**
 * Methods that create speech models.
 * See docs/speech.md.
 */
export interface SpeechModels<Model> {
  readonly speech: CreateModel<Model>;
  readonly speechModel: CreateModel<Model>;
}

export const speechModels =
  <Model>(present: Present<Speech, Model>): Kind<SpeechModels<Model>> =>
  shared =>
    createMethods(shared, { name: 'speech', create: createSpeech, present });
