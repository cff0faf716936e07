/** Bytes that are the whole body of the request. */
export type RunBytes = Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array>;

/** Bytes with their media type as one of the inputs; only the Workers binding takes them. */
export interface RunAttachment {
  body: object;
  contentType: string;
}

/** 8-bit unsigned integers, since JSON has no bytes. */
type Integers = readonly number[];

export interface ImageInputs {
  prompt: string;
  width?: number | undefined;
  height?: number | undefined;
  guidance?: number | undefined;
  seed?: number | undefined;
  num_steps?: number | undefined;
  steps?: number | undefined;
}

export interface DiffusionInputs extends Omit<ImageInputs, 'steps'> {
  negative_prompt?: string | undefined;
  /** The image to start from. */
  image?: Integers | undefined;
  image_b64?: string | undefined;
  /** The part to paint anew. */
  mask?: Integers | undefined;
  /** How far to leave the image, 0 to 1. */
  strength?: number | undefined;
}

export interface SpeechInputs {
  text: string;
  speaker?: string | undefined;
  encoding?: 'linear16' | 'flac' | 'mulaw' | 'alaw' | 'mp3' | 'opus' | 'aac' | undefined;
  container?: 'none' | 'wav' | 'ogg' | undefined;
  /** In Hz. */
  sample_rate?: number | undefined;
  /** In bits per second. */
  bit_rate?: number | undefined;
}

export interface Base64AudioInputs {
  /** Base64. */
  audio: string | RunAttachment;
  task?: 'transcribe' | 'translate' | undefined;
  language?: string | undefined;
  vad_filter?: boolean | undefined;
  initial_prompt?: string | undefined;
  prefix?: string | undefined;
  beam_size?: number | undefined;
  condition_on_previous_text?: boolean | undefined;
  no_speech_threshold?: number | undefined;
  compression_ratio_threshold?: number | undefined;
  log_prob_threshold?: number | undefined;
  /** In seconds. */
  hallucination_silence_threshold?: number | undefined;
  encoding?: 'wav' | 'flac' | 'ogg' | 'linear16' | undefined;
  /** In Hz. */
  sample_rate?: number | undefined;
  channels?: number | undefined;
}

/** Times are in seconds. */
interface TranscribedWord {
  word: string;
  start: number;
  end: number;
}

/** Which of these a model gives beside `text` is the model's own. Times are in seconds. */
export interface TranscriptionOutput {
  text: string;
  word_count?: number;
  words?: TranscribedWord[];
  segments?: TranscribedSegment[];
  /** Subtitles in WebVTT. */
  vtt?: string;
  duration?: number;
  transcription_info?: {
    language?: string;
    language_probability?: number;
    duration?: number;
    duration_after_vad?: number;
  };
}

interface TranscribedSegment {
  text: string;
  start: number;
  end: number;
  temperature?: number;
  avg_logprob?: number;
  compression_ratio?: number;
  no_speech_prob?: number;
  words?: TranscribedWord[];
}

/** Deepgram's answer: a channel of the recording each, the best reading first. */
export interface ChannelsOutput {
  results: {
    channels: {
      alternatives: {
        transcript: string;
        confidence: number;
        words: (TranscribedWord & { confidence: number })[];
      }[];
    }[];
    [feature: string]: unknown;
  };
}

export interface ImageToTextInputs {
  image: Integers | string;
  prompt?: string | undefined;
  messages?: readonly { role: string; content: string }[] | undefined;
  raw?: boolean | undefined;
  max_tokens?: number | undefined;
  temperature?: number | undefined;
  top_p?: number | undefined;
  top_k?: number | undefined;
  seed?: number | undefined;
  repetition_penalty?: number | undefined;
  frequency_penalty?: number | undefined;
  presence_penalty?: number | undefined;
}

/** Inputs of Moondream. The image is an HTTPS URL or a data URI; only `query` goes without. */
export interface ImageSkillInputs {
  task?: 'query' | 'caption' | 'point' | 'detect' | undefined;
  image?: string | undefined;
  question?: string | undefined;
  caption_length?: 'short' | 'normal' | 'long' | undefined;
  target?: string | undefined;
  reasoning?: boolean | undefined;
  temperature?: number | undefined;
  top_p?: number | undefined;
  max_tokens?: number | undefined;
  max_objects?: number | undefined;
  stream?: boolean | undefined;
}

/** Each skill fills the field of its own; the others are null or missing. */
export interface ImageSkillOutput {
  answer?: string | null;
  caption?: string | null;
  points?: { x: number; y: number }[] | null;
  objects?: { x_min: number; y_min: number; x_max: number; y_max: number }[] | null;
  reasoning?: { text: string } | null;
  finish_reason: string;
  metrics: { input_tokens: number; output_tokens: number; [measure: string]: number };
}

export type ImageInput = RunBytes | { image: Integers };
export type AudioInput = RunBytes | { audio: Integers };
