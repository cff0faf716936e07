import { askJson, type JsonAnswer } from '../request/ask.ts';
import type { ModelCall, ModelSettings } from '../request/call.ts';
import { expectModelOptions } from '../request/options.ts';
import type { CallWarning } from '../request/warning.ts';
import { readTranscript, type Transcript } from './answer.ts';
import { type TranscriptionOptions, transcriptionOptions } from './options.ts';
import { buildRequest, type TranscriptionInputs } from './request.ts';

export interface TranscriptionCall extends ModelCall, TranscriptionInputs {}

/** A transcription model, free of any AI SDK version. */
export interface Transcription {
  /** @throws APICallError for an answer that failed, or that holds no transcript. */
  readonly transcribe: (call: TranscriptionCall) => Promise<JsonAnswer<Transcript, CallWarning<never>>>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createTranscription(settings: ModelSettings<TranscriptionOptions>): Transcription {
  expectModelOptions(settings.options, transcriptionOptions);
  return {
    transcribe: call =>
      askJson(call, {
        settings,
        checks: transcriptionOptions,
        build: options => buildRequest(call, { ...settings, options }),
        read: readTranscript,
      }),
  };
}
