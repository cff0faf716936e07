import { type ModelOptions, modelOptions } from '../request/options.ts';
import { boolean, type Check, type Checks, number, oneOf, text, whole } from '../values/check.ts';

/** What a transcription model takes; one that lacks an option warns. */
export interface TranscriptionOptions extends ModelOptions, WhisperOptions, NovaOptions {
  /**
   * The language that is spoken, such as `fr`. Taken by whisper-large-v3-turbo and nova-3.
   * @default 'en'
   */
  readonly language?: string | undefined;
  /** How raw sound is written; the encoding of WAV, FLAC and Ogg is found in them. Taken by nova-3 and nemotron. */
  readonly encoding?: Encoding | undefined;
  /** How many channels the sound has. Taken by nova-3 and nemotron. */
  readonly channels?: number | undefined;
  /** In Hz, of raw sound. Taken by nemotron. */
  readonly sampleRate?: number | undefined;
}

/** Options of whisper-large-v3-turbo. */
export interface WhisperOptions {
  /** Whether to write what is spoken, or that in English. */
  readonly task?: 'transcribe' | 'translate' | undefined;
  /** Words that the sound is likely to hold: names, terms, a style. */
  readonly prompt?: string | undefined;
  /** The beginning of the transcript. */
  readonly prefix?: string | undefined;
  /** Whether parts without speech are cut out first. */
  readonly vadFilter?: boolean | undefined;
  readonly beamSize?: number | undefined;
  readonly conditionOnPreviousText?: boolean | undefined;
  readonly noSpeechThreshold?: number | undefined;
  readonly compressionRatioThreshold?: number | undefined;
  readonly logProbThreshold?: number | undefined;
  /** In seconds. */
  readonly hallucinationSilenceThreshold?: number | undefined;
}

type List = string | readonly string[];

/** Options of nova-3: https://developers.cloudflare.com/workers-ai/models/nova-3/ */
export interface NovaOptions {
  readonly detectLanguage?: boolean | undefined;
  /** Whether each word names its speaker. */
  readonly diarize?: boolean | undefined;
  readonly punctuate?: boolean | undefined;
  readonly smartFormat?: boolean | undefined;
  readonly numerals?: boolean | undefined;
  readonly paragraphs?: boolean | undefined;
  readonly utterances?: boolean | undefined;
  /** The pause that parts utterances, in seconds. */
  readonly uttSplit?: number | undefined;
  /** Words to listen for. */
  readonly keyterm?: List | undefined;
  readonly keywords?: List | undefined;
  readonly redact?: List | undefined;
  readonly replace?: List | undefined;
  readonly search?: List | undefined;
  /** Whether each channel is transcribed by itself; the transcripts are joined, a line each. */
  readonly multichannel?: boolean | undefined;
  readonly mode?: 'general' | 'medical' | 'finance' | undefined;
  readonly topics?: boolean | undefined;
  readonly sentiment?: boolean | undefined;
  readonly customTopic?: List | undefined;
  readonly customTopicMode?: 'extended' | 'strict' | undefined;
  readonly customIntent?: List | undefined;
  readonly customIntentMode?: 'extended' | 'strict' | undefined;
  readonly detectEntities?: boolean | undefined;
  readonly dictation?: boolean | undefined;
  readonly fillerWords?: boolean | undefined;
  readonly measurements?: boolean | undefined;
  readonly profanityFilter?: boolean | undefined;
  /** Whether the sound is kept out of Deepgram's training. */
  readonly mipOptOut?: boolean | undefined;
  readonly extra?: List | undefined;
}

type Encoding =
  | 'linear16'
  | 'flac'
  | 'mulaw'
  | 'amr-nb'
  | 'amr-wb'
  | 'opus'
  | 'speex'
  | 'g729'
  | 'wav'
  | 'ogg';

const encoding: Check<Encoding> = oneOf([
  'linear16',
  'flac',
  'mulaw',
  'amr-nb',
  'amr-wb',
  'opus',
  'speex',
  'g729',
  'wav',
  'ogg',
]);

const list: Check<List> = {
  expected: 'a string or a list of strings',
  accepts: (value): value is List => [value].flat().every(text.accepts),
};
const count = whole({ from: 1, to: Number.MAX_SAFE_INTEGER });
const breadth = oneOf(['extended', 'strict']);

/** What each option of whisper-large-v3-turbo takes. */
export const whisperChecks: Checks<WhisperOptions> = {
  task: oneOf(['transcribe', 'translate']),
  prompt: text,
  prefix: text,
  vadFilter: boolean,
  beamSize: count,
  conditionOnPreviousText: boolean,
  noSpeechThreshold: number,
  compressionRatioThreshold: number,
  logProbThreshold: number,
  hallucinationSilenceThreshold: number,
};

/** What each option of nova-3 takes. */
export const novaChecks: Checks<NovaOptions> = {
  detectLanguage: boolean,
  diarize: boolean,
  punctuate: boolean,
  smartFormat: boolean,
  numerals: boolean,
  paragraphs: boolean,
  utterances: boolean,
  uttSplit: number,
  keyterm: list,
  keywords: list,
  redact: list,
  replace: list,
  search: list,
  multichannel: boolean,
  mode: oneOf(['general', 'medical', 'finance']),
  topics: boolean,
  sentiment: boolean,
  customTopic: list,
  customTopicMode: breadth,
  customIntent: list,
  customIntentMode: breadth,
  detectEntities: boolean,
  dictation: boolean,
  fillerWords: boolean,
  measurements: boolean,
  profanityFilter: boolean,
  mipOptOut: boolean,
  extra: list,
};

export const transcriptionOptions: Checks<TranscriptionOptions> = {
  ...modelOptions,
  ...whisperChecks,
  ...novaChecks,
  language: text,
  encoding,
  channels: count,
  sampleRate: count,
};
