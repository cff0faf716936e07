import type { BuiltCall, Shared } from '../request/call.ts';
import { placeInputs } from '../request/places.ts';
import type { CallWarning } from '../request/warning.ts';
import { mediaTypeOf } from '../values/media-type.ts';
import { familyOf } from './families.ts';
import type { TranscriptionOptions } from './options.ts';

/** What a call asks for. */
export interface TranscriptionInputs {
  /** Bytes or base64. */
  readonly audio: Uint8Array | string;
  /** The AI SDK's guess, which is WAV for what it does not know. */
  readonly mediaType: string;
}

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
): BuiltCall<CallWarning<never>> {
  const { places, encode } = familyOf(model);
  const { inputs, warnings } = placeInputs({ ...options }, { model, places });
  const mediaType = mediaTypeOf(audio) ?? (guess === 'audio/wav' ? 'application/octet-stream' : guess);
  return { endpoint: 'run', ...encode({ audio, mediaType, model, via, inputs }), warnings };
}
