import { APICallError } from '@ai-sdk/provider';
import { readJson } from '../request/answer.ts';
import {
  type CallResponse,
  type ModelCall,
  type ModelSettings,
  type SentCall,
  sendCall,
} from '../request/call.ts';
import { brokenAnswer } from '../request/error.ts';
import { expectModelOptions } from '../request/options.ts';
import type { CallWarning } from '../request/warning.ts';
import { recordOf } from '../values/fields.ts';
import { readTranscript, type Transcript } from './answer.ts';
import { familyOf } from './families.ts';
import { type TranscriptionOptions, transcriptionOptions } from './options.ts';
import { buildRequest, type TranscriptionInputs, type TranscriptionRequest } from './request.ts';

export interface TranscriptionCall extends ModelCall, TranscriptionInputs {}

export interface TranscriptionResult extends Transcript {
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
  const { exchange, response, warnings } = await sendAudio(call, settings);
  const { value, text } = await readJson(exchange, call.abortSignal);
  const transcript = readTranscript(value);
  if (!transcript) throw brokenAnswer('Workers AI answered without a transcript.', { exchange, body: text });
  return { ...transcript, response: { ...response, body: value }, warnings };
}

async function sendAudio(
  call: TranscriptionCall,
  settings: ModelSettings<TranscriptionOptions>,
): Promise<SentCall<TranscriptionRequest>> {
  const { model, via } = settings;
  try {
    return await sendCall<TranscriptionOptions, TranscriptionRequest>(call, {
      settings,
      checks: transcriptionOptions,
      build: options => buildRequest(call, { model, options, via }),
    });
  } catch (error) {
    throw familyOf(model).audio === 'body' ? withAdvice(error) : error;
  }
}

/** What AI Gateway answers to a body that it does not pass on: https://github.com/cloudflare/cloudflare-docs/issues/33336 */
function withAdvice(error: unknown): unknown {
  if (!APICallError.isInstance(error) || error.statusCode !== 500 || recordOf(error.data).code !== 7000)
    return error;
  const message = `${error.message} AI Gateway may not take audio as the body: pass gateway: false to send it directly.`;
  return Object.assign(error, { message, isRetryable: false });
}
