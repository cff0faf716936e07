import { type CallResponse, type ModelCall, type ModelSettings, sendCall } from '../request/call.ts';
import { readMedia } from '../request/media.ts';
import { expectModelOptions } from '../request/options.ts';
import { type SpeechOptions, speechOptions } from './options.ts';
import { buildRequest, type SpeechInputs, type SpeechRequest, type SpeechWarning } from './request.ts';

export interface SpeechCall extends ModelCall, SpeechInputs {}

interface SpeechResult {
  readonly audio: Uint8Array;
  readonly request: { readonly body: string | undefined };
  /** Its content type is that of the sound, which may have come in JSON. */
  readonly response: CallResponse;
  readonly warnings: readonly SpeechWarning[];
}

/** A speech model, free of any AI SDK version. */
export interface Speech {
  /** @throws APICallError for an answer that failed, or that holds no sound. */
  readonly generate: (call: SpeechCall) => Promise<SpeechResult>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createSpeech(settings: ModelSettings<SpeechOptions>): Speech {
  expectModelOptions(settings.options, speechOptions);
  return { generate: call => generate(call, settings) };
}

async function generate(call: SpeechCall, settings: ModelSettings<SpeechOptions>): Promise<SpeechResult> {
  const { model } = settings;
  const { exchange, response, warnings } = await sendCall<SpeechOptions, SpeechRequest>(call, {
    settings,
    checks: speechOptions,
    build: options => buildRequest(call, { model, options }),
  });
  const { bytes, mediaType } = await readMedia(exchange, { kind: 'audio', abortSignal: call.abortSignal });
  const headers = { ...response.headers, ...(mediaType && { 'content-type': mediaType }) };
  return {
    audio: bytes,
    request: { body: exchange.requestBody },
    response: { ...response, headers },
    warnings,
  };
}
