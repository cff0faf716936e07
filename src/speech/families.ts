import { type Places, placesOf } from '../request/places.ts';

/** What a caller can set of speech, besides its text. */
type SpeechSetting = 'speaker' | 'voice' | 'language' | 'encoding' | 'container' | 'sampleRate' | 'bitRate';

/** Speech models that take the same inputs. */
export interface SpeechFamily {
  /** The input that is spoken. */
  readonly text: 'prompt' | 'text';
  readonly places: Places<SpeechSetting>;
}

/** https://developers.cloudflare.com/workers-ai/models/melotts/ */
const melotts: SpeechFamily = { text: 'prompt', places: { language: { input: 'lang' } } };

/** Each Aura model speaks one language. https://developers.cloudflare.com/workers-ai/models/aura-2-en/ */
const aura: SpeechFamily = {
  text: 'text',
  places: {
    ...placesOf('speaker', 'encoding', 'container', 'sampleRate', 'bitRate'),
    voice: { input: 'speaker' },
  },
};

export const familyOf = (model: string): SpeechFamily => (/\/melotts$/.test(model) ? melotts : aura);

interface Format {
  readonly encoding: 'linear16' | 'flac' | 'mulaw' | 'alaw' | 'mp3' | 'opus' | 'aac';
  readonly container?: 'none' | 'wav' | 'ogg';
}

/** The AI SDK's names of output formats, in the pairs that Deepgram allows. */
const formats: Readonly<Record<string, Format>> = {
  mp3: { encoding: 'mp3' },
  wav: { encoding: 'linear16', container: 'wav' },
  flac: { encoding: 'flac' },
  aac: { encoding: 'aac' },
  opus: { encoding: 'opus', container: 'ogg' },
  ogg: { encoding: 'opus', container: 'ogg' },
  pcm: { encoding: 'linear16', container: 'none' },
  ulaw: { encoding: 'mulaw' },
  mulaw: { encoding: 'mulaw' },
  alaw: { encoding: 'alaw' },
};

export const formatOf = (name: string | undefined): Format | undefined =>
  name !== undefined && Object.hasOwn(formats, name) ? formats[name] : undefined;
