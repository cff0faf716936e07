import { readJson } from '../request/answer.ts';
import { type CallResponse, type ModelCall, type ModelSettings, sendCall } from '../request/call.ts';
import { brokenAnswer } from '../request/error.ts';
import { expectModelOptions } from '../request/options.ts';
import type { CallWarning } from '../request/warning.ts';
import { readTranscript, type Transcript } from './answer.ts';
import { type TranscriptionOptions, transcriptionOptions } from './options.ts';
import { buildRequest, type TranscriptionInputs, type TranscriptionRequest } from './request.ts';

export interface TranscriptionCall extends ModelCall, TranscriptionInputs {}

interface TranscriptionResult extends Transcript {
  readonly response: CallResponse & { readonly body: unknown };
  readonly warnings: readonly CallWarning<never>[];
}

/** A transcription model, free of any AI SDK version. */
export interface Transcription {
  /** @throws APICallError for an answer that failed, or that holds no transcript. */
  readonly transcribe: (call: TranscriptionCall) => Promise<TranscriptionResult>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createTranscription(settings: ModelSettings<TranscriptionOptions>): Transcription {
  expectModelOptions(settings.options, transcriptionOptions);
  return { transcribe: call => transcribe(call, settings) };
}

async function transcribe(
  call: TranscriptionCall,
  settings: ModelSettings<TranscriptionOptions>,
): Promise<TranscriptionResult> {
  const { model, via } = settings;
  const { exchange, response, warnings } = await sendCall<TranscriptionOptions, TranscriptionRequest>(call, {
    settings,
    checks: transcriptionOptions,
    build: options => buildRequest(call, { model, options, via }),
  });
  const { value, text } = await readJson(exchange, call.abortSignal);
  const transcript = readTranscript(value);
  if (!transcript) throw brokenAnswer('Workers AI answered without a transcript.', { exchange, body: text });
  return { ...transcript, response: { ...response, body: value }, warnings };
}
