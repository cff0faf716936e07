import { InvalidArgumentError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { BuiltCall, Shared } from '../request/call.ts';
import { placeInputs } from '../request/places.ts';
import type { CallWarning } from '../request/warning.ts';
import { fromBase64, toBase64 } from '../values/base64.ts';
import { mediaTypeOf } from '../values/media-type.ts';
import { encodingOf, familyOf, type TranscriptionFamily } from './families.ts';
import { toJsonOfBytes } from './number-list.ts';
import type { TranscriptionOptions } from './options.ts';

/** What a call asks for. */
export interface TranscriptionInputs {
  /** Bytes or base64. */
  readonly audio: Uint8Array | string;
  /** The AI SDK's guess, which is WAV for what it does not know. */
  readonly mediaType: string;
}

export type TranscriptionRequest = BuiltCall<CallWarning<never>>;

interface Context extends Pick<Shared, 'via'> {
  readonly model: string;
  readonly options: TranscriptionOptions;
}

/**
 * The request that a sound and options stand for.
 * @throws UnsupportedFunctionalityError for a model that takes no whole sound.
 */
export function buildRequest(
  { audio, mediaType: guess }: TranscriptionInputs,
  { model, options, via }: Context,
): TranscriptionRequest {
  const family = familyOf(model);
  const mediaType = mediaTypeOf(audio) ?? (guess === 'audio/wav' ? 'application/octet-stream' : guess);
  const { gateway: _gateway, headers: _headers, extraInputs, ...settings } = options;
  const { inputs, warnings } = placeInputs(
    { encoding: encodingOf(mediaType, family), ...settings },
    { model, places: family.places },
  );
  return {
    endpoint: 'run',
    ...buildAudio(audio, { model, mediaType, via, family, inputs: { ...inputs, ...extraInputs } }),
    warnings,
  };
}

interface Sound extends Pick<Context, 'model' | 'via'> {
  readonly mediaType: string;
  readonly family: TranscriptionFamily;
  readonly inputs: Record<string, unknown>;
}

/** The sound where the model takes it, the other inputs around it. */
function buildAudio(
  audio: Uint8Array | string,
  { model, mediaType, via, family, inputs }: Sound,
): Pick<TranscriptionRequest, 'inputs' | 'query' | 'headers'> {
  switch (family.audio) {
    case 'base64':
      return { inputs: { audio: base64Of(audio), ...inputs } };
    case 'numbers':
      if (via === 'binding') return { inputs: { audio: Array.from(bytesOf(audio)), ...inputs } };
      return {
        inputs: toJsonOfBytes('audio', { bytes: bytesOf(audio), others: inputs }),
        headers: { 'content-type': 'application/json' },
      };
    case 'body':
      // A stream over the binding would not pass a gateway.
      if (via === 'binding')
        return { inputs: { audio: { body: base64Of(audio), contentType: mediaType }, ...inputs } };
      return { inputs: bytesOf(audio), query: inputs, headers: { 'content-type': mediaType } };
    case 'websocket':
      throw new UnsupportedFunctionalityError({
        functionality: `transcription of a whole sound with ${model}`,
        message: `${model} listens over a WebSocket only. Use @cf/deepgram/nova-3 for a whole sound.`,
      });
    default:
      return family.audio satisfies never;
  }
}

const base64Of = (audio: Uint8Array | string): string =>
  typeof audio === 'string' ? audio : toBase64(audio);

function bytesOf(audio: Uint8Array | string): Uint8Array {
  const bytes = typeof audio === 'string' ? fromBase64(audio) : audio;
  if (bytes) return bytes;
  throw new InvalidArgumentError({ argument: 'audio', message: 'audio must be bytes or base64.' });
}
