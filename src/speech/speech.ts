import { askMedia, type MediaAnswer } from '../request/ask.ts';
import type { ModelCall, ModelSettings } from '../request/call.ts';
import { expectModelOptions } from '../request/options.ts';
import { type SpeechOptions, speechOptions } from './options.ts';
import { buildRequest, type SpeechInputs, type SpeechWarning } from './request.ts';

export interface SpeechCall extends ModelCall, SpeechInputs {}

/** A speech model, free of any AI SDK version. */
export interface Speech {
  /** @throws APICallError for an answer that failed, or that holds no sound. */
  readonly generate: (call: SpeechCall) => Promise<MediaAnswer<SpeechWarning>>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createSpeech(settings: ModelSettings<SpeechOptions>): Speech {
  expectModelOptions(settings.options, speechOptions);
  return {
    generate: call =>
      askMedia(call, {
        settings,
        checks: speechOptions,
        kind: 'audio',
        build: options => buildRequest(call, { ...settings, options }),
      }),
  };
}
