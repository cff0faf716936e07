import { type ModelOptions, modelOptions } from '../request/options.ts';
import { type Checks, count, oneOf, text } from '../values/check.ts';

/**
 * Options of a speech model, besides the AI SDK's own settings. An option that the model doesn't take gives a warning.
 * See docs/speech.md.
 */
export interface SpeechOptions extends ModelOptions {
  /**
   * The voice if the call sets no `voice`, such as `luna`. For Aura.
   * @default the model's own
   */
  readonly speaker?: string | undefined;
  /**
   * The language if the call sets no `language`, such as `en`. For melotts; each Aura model speaks one language.
   * @default the model's own, English
   */
  readonly language?: string | undefined;
  /**
   * Encoding of the audio if the call sets no `outputFormat`. For Aura.
   * @default 'mp3'
   */
  readonly encoding?: 'linear16' | 'flac' | 'mulaw' | 'alaw' | 'mp3' | 'opus' | 'aac' | undefined;
  /**
   * Container of the audio if the call sets no `outputFormat`. For Aura.
   * @default the model's own for the encoding
   */
  readonly container?: 'none' | 'wav' | 'ogg' | undefined;
  /**
   * Sample rate in Hz. For Aura.
   * @default the model's own for the encoding
   */
  readonly sampleRate?: number | undefined;
  /**
   * Bit rate in bits per second. For Aura.
   * @default the model's own for the encoding
   */
  readonly bitRate?: number | undefined;
}

export const speechOptions: Checks<SpeechOptions> = {
  ...modelOptions,
  speaker: text,
  language: text,
  encoding: oneOf(['linear16', 'flac', 'mulaw', 'alaw', 'mp3', 'opus', 'aac']),
  container: oneOf(['none', 'wav', 'ogg']),
  sampleRate: count,
  bitRate: count,
};
