import { type Families, findFamily } from '../request/families.ts';
import { type Places, placesOf } from '../request/places.ts';
import { novaChecks, whisperChecks } from './options.ts';
import { asBase64, asBody, asEncoded, asNumbers, type Encode, overWebSocket } from './sound.ts';

/** Transcription models that take the same inputs. */
interface TranscriptionFamily {
  /** The sound where the model takes it, the other inputs around it. */
  readonly encode: Encode;
  readonly places: Places<string>;
}

/** whisper-large-v3-turbo, and whatever is not known. */
const turbo: TranscriptionFamily = {
  encode: asBase64,
  places: { ...placesOf('language', ...Object.keys(whisperChecks)), prompt: { input: 'initial_prompt' } },
};

/** By the models' input schemas, such as https://developers.cloudflare.com/workers-ai/models/nova-3/ */
const families: Families<TranscriptionFamily> = [
  [/whisper(?:-tiny-en)?$/, { encode: asNumbers, places: {} }],
  [
    /nova-3/,
    { encode: asBody, places: placesOf('language', 'encoding', 'channels', ...Object.keys(novaChecks)) },
  ],
  [/nemotron-/, { encode: asEncoded, places: placesOf('encoding', 'sampleRate', 'channels') }],
  [/deepgram\/flux/, { encode: overWebSocket, places: {} }],
];

export const familyOf = (model: string): TranscriptionFamily => findFamily(families, model) ?? turbo;
