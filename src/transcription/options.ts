import { type ModelOptions, modelOptions } from '../request/options.ts';
import { boolean, type Check, type Checks, count, number, oneOf, text } from '../values/check.ts';

/**
 * Options of a transcription model. An option that the model doesn't take gives a warning.
 * See docs/transcription.md.
 */
export interface TranscriptionOptions extends ModelOptions, WhisperOptions, NovaOptions {
  /**
   * The language spoken, such as `fr`. For whisper-large-v3-turbo and nova-3.
   * @default 'en'
   */
  readonly language?: string | undefined;
  /** Encoding of raw audio. WAV, FLAC and Ogg files name their own. For nova-3 and nemotron. */
  readonly encoding?: Encoding | undefined;
  /** Number of channels of raw audio. For nova-3 and nemotron. */
  readonly channels?: number | undefined;
  /** Sample rate of raw audio in Hz. For nemotron. */
  readonly sampleRate?: number | undefined;
}

/** Options of whisper-large-v3-turbo. */
export interface WhisperOptions {
  /** Transcribe the speech, or translate it to English. @default the model's own */
  readonly task?: 'transcribe' | 'translate' | undefined;
  /** Text with names, terms or the style to expect. */
  readonly prompt?: string | undefined;
  /** The beginning of the transcript. */
  readonly prefix?: string | undefined;
  /** Whether silence is cut out first (voice activity detection). @default the model's own */
  readonly vadFilter?: boolean | undefined;
  /** Number of beams in the beam search. More can be more accurate, and take longer. */
  readonly beamSize?: number | undefined;
  /** Whether the text so far is context for what follows. `false` can prevent loops of hallucinated text. */
  readonly conditionOnPreviousText?: boolean | undefined;
  /** Segments whose probability of silence is above this value, from 0 to 1, are skipped. */
  readonly noSpeechThreshold?: number | undefined;
  /** Segments with a higher compression ratio, often repeated or hallucinated text, are filtered out. */
  readonly compressionRatioThreshold?: number | undefined;
  /** Segments with a lower average log probability, a sign of low confidence, are filtered out. */
  readonly logProbThreshold?: number | undefined;
  /** Silence in seconds after which text that may be hallucinated is skipped. */
  readonly hallucinationSilenceThreshold?: number | undefined;
}

type List = string | readonly string[];

/** Options of nova-3, off by default. https://developers.cloudflare.com/workers-ai/models/nova-3/ */
export interface NovaOptions {
  /** Detects the language. */
  readonly detectLanguage?: boolean | undefined;
  /** Gives each word its speaker, counted from 0. */
  readonly diarize?: boolean | undefined;
  /** Adds punctuation and capital letters. */
  readonly punctuate?: boolean | undefined;
  /** Formats dates, numbers and the like so that the transcript is easier to read. */
  readonly smartFormat?: boolean | undefined;
  /** Writes numbers as digits. */
  readonly numerals?: boolean | undefined;
  /** Splits the transcript into paragraphs. */
  readonly paragraphs?: boolean | undefined;
  /** Splits the speech into units of meaning. */
  readonly utterances?: boolean | undefined;
  /** Pause between two utterances, in seconds. */
  readonly uttSplit?: number | undefined;
  /** Terms to recognize, such as brands and jargon. */
  readonly keyterm?: List | undefined;
  /** Words to recognize more or less often, such as brands. */
  readonly keywords?: List | undefined;
  /** Kinds of sensitive information to remove. */
  readonly redact?: List | undefined;
  /** Words to find and replace. */
  readonly replace?: List | undefined;
  /** Words to find. */
  readonly search?: List | undefined;
  /** Whether each channel is transcribed by itself. The transcripts are joined, one line for each. */
  readonly multichannel?: boolean | undefined;
  /** The area that the speech is about. */
  readonly mode?: 'general' | 'medical' | 'finance' | undefined;
  /** Detects topics. */
  readonly topics?: boolean | undefined;
  /** Detects the sentiment. */
  readonly sentiment?: boolean | undefined;
  /** Topics to detect, at most 100. */
  readonly customTopic?: List | undefined;
  /** `strict` detects topics of `customTopic` only, `extended` others too. */
  readonly customTopicMode?: 'extended' | 'strict' | undefined;
  /** Intents to detect. */
  readonly customIntent?: List | undefined;
  /** `strict` detects intents of `customIntent` only, `extended` others too. */
  readonly customIntentMode?: 'extended' | 'strict' | undefined;
  /** Detects entities, such as names. */
  readonly detectEntities?: boolean | undefined;
  /** Writes spoken punctuation commands as punctuation. */
  readonly dictation?: boolean | undefined;
  /** Keeps filler words, such as "uh" and "um". */
  readonly fillerWords?: boolean | undefined;
  /** Abbreviates units of measurement. */
  readonly measurements?: boolean | undefined;
  /** Replaces or removes profanity. */
  readonly profanityFilter?: boolean | undefined;
  /** Whether the audio is kept out of Deepgram's training. */
  readonly mipOptOut?: boolean | undefined;
  /** Key-value pairs that the answer repeats. */
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
