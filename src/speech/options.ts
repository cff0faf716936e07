import { type ModelOptions, modelOptions } from '../request/options.ts';
import { type Checks, oneOf, text, whole } from '../values/check.ts';

/** What a speech model takes besides the AI SDK's own settings; a model that lacks an option warns. */
export interface SpeechOptions extends ModelOptions {
  /** Whose voice it is, such as `luna`, where the call names no `voice`. Taken by Aura. */
  readonly speaker?: string | undefined;
  /** Such as `en`, where the call names no `language`. Taken by melotts; each Aura model speaks one language. */
  readonly language?: string | undefined;
  /**
   * How the sound is written, where the call names no `outputFormat`. Taken by Aura.
   * @default 'mp3'
   */
  readonly encoding?: 'linear16' | 'flac' | 'mulaw' | 'alaw' | 'mp3' | 'opus' | 'aac' | undefined;
  /** The kind of file around it. Taken by Aura. */
  readonly container?: 'none' | 'wav' | 'ogg' | undefined;
  /** In Hz. Taken by Aura. */
  readonly sampleRate?: number | undefined;
  /** In bits per second. Taken by Aura. */
  readonly bitRate?: number | undefined;
}

const positive = whole({ from: 1, to: Number.MAX_SAFE_INTEGER });

export const speechOptions: Checks<SpeechOptions> = {
  ...modelOptions,
  speaker: text,
  language: text,
  encoding: oneOf(['linear16', 'flac', 'mulaw', 'alaw', 'mp3', 'opus', 'aac']),
  container: oneOf(['none', 'wav', 'ogg']),
  sampleRate: positive,
  bitRate: positive,
};
