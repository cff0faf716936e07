import { type Places, placesOf } from '../request/places.ts';
import { novaChecks, whisperChecks } from './options.ts';

/** Transcription models that take the same inputs. */
export interface TranscriptionFamily {
  /** How the sound is sent: as a list of numbers, as base64, or as the body with the other inputs in the query. */
  readonly audio: 'numbers' | 'base64' | 'body' | 'websocket';
  readonly places: Places<string>;
}

const turbo: TranscriptionFamily = {
  audio: 'base64',
  places: { ...placesOf('language', ...Object.keys(whisperChecks)), prompt: { input: 'initial_prompt' } },
};

const nova: TranscriptionFamily = {
  audio: 'body',
  places: placesOf('language', 'encoding', 'channels', ...Object.keys(novaChecks)),
};

const nemotron: TranscriptionFamily = {
  audio: 'base64',
  places: placesOf('encoding', 'sampleRate', 'channels'),
};

/** By the models' input schemas, such as https://developers.cloudflare.com/workers-ai/models/nova-3/ */
const families: readonly (readonly [models: RegExp, family: TranscriptionFamily])[] = [
  [/\/whisper(?:-tiny-en)?$/, { audio: 'numbers', places: {} }],
  [/\/nova-3$/, nova],
  [/\/nemotron-speech-/, nemotron],
  // https://developers.cloudflare.com/ai-gateway/usage/websockets-api/realtime-api/
  [/\/deepgram\/flux$/, { audio: 'websocket', places: {} }],
];

export const familyOf = (model: string): TranscriptionFamily =>
  families.find(([models]) => models.test(model))?.[1] ?? turbo;

/** What nemotron calls an encoding that the sound itself shows. */
export function encodingOf(mediaType: string, { places, audio }: TranscriptionFamily): string | undefined {
  const [, name = ''] = mediaType.split('/');
  const isNamed = audio === 'base64' && places.encoding && ['wav', 'flac', 'ogg'].includes(name);
  return isNamed ? name : undefined;
}
