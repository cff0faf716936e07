import { createMethods, type Kind, type OpenId, type Present } from '../request/models.ts';
import type { TranscriptionModelId } from './model-ids.generated.ts';
import type { TranscriptionOptions } from './options.ts';
import { createTranscription, type Transcription } from './transcription.ts';

type CreateModel<Model> = (modelId: OpenId<TranscriptionModelId>, options?: TranscriptionOptions) => Model;

/**
 * Methods that create transcription models.
 * See docs/transcription.md.
 */
export interface TranscriptionModels<Model> {
  readonly transcription: CreateModel<Model>;
  readonly transcriptionModel: CreateModel<Model>;
}

export const transcriptionModels =
  <Model>(present: Present<Transcription, Model>): Kind<TranscriptionModels<Model>> =>
  shared =>
    createMethods(shared, { name: 'transcription', create: createTranscription, present });
