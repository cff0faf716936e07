import type {
  Drawn,
  ImageCall,
  KindCall,
  Media,
  Metadata,
  SpeechCall,
  Spoken,
  TranscribeCall,
  Transcribed,
} from '../sdk.ts';
import { toWarnings } from './later/answer.ts';

/** What the stories use of the kinds that make or take media; the releases differ in names and in what they leave out. */
export interface MediaAi {
  readonly generateImage?: Generate<ImageResult>;
  readonly experimental_generateImage?: Generate<ImageResult>;
  readonly experimental_generateSpeech?: Generate<SpeechResult>;
  readonly experimental_transcribe?: Generate<TranscribeResult>;
}

/** What their options are is each release's own affair. */
type Generate<Result> = (options: never) => Promise<Result>;

interface SdkFile {
  readonly uint8Array: Uint8Array;
  readonly mediaType?: string;
  /** Its name in AI SDK 4. */
  readonly mimeType?: string;
}

interface Result {
  readonly warnings: readonly unknown[];
  readonly responses: readonly { readonly headers?: Record<string, string> }[];
  readonly providerMetadata?: { readonly workersai?: Metadata };
}

interface ImageResult extends Result {
  readonly images: readonly SdkFile[];
}

interface SpeechResult extends Result {
  readonly audio: SdkFile;
}

interface TranscribeResult
  extends Result,
    Omit<Transcribed, 'metadata' | 'headers' | 'result' | 'warnings'> {}

interface MediaSdk {
  image(call: ImageCall): Promise<Drawn>;
  speech(call: SpeechCall): Promise<Spoken>;
  transcribe(call: TranscribeCall): Promise<Transcribed>;
}

export const createMediaSdk = (ai: MediaAi): MediaSdk => ({
  image: async call => {
    const result = await known(ai.generateImage ?? ai.experimental_generateImage)(fromKindCall(call));
    return { ...toOutcome(result), images: result.images.map(toMedia) };
  },
  speech: async call => {
    const result = await known(ai.experimental_generateSpeech)(fromKindCall(call));
    return { ...toOutcome(result), audio: toMedia(result.audio) };
  },
  transcribe: async call => {
    const result = await known(ai.experimental_transcribe)(fromKindCall(call));
    const { text, segments, language, durationInSeconds } = result;
    return { ...toOutcome(result), text, segments, language, durationInSeconds };
  },
});

function known<T>(generate: T | undefined): T {
  if (generate === undefined) throw new Error('This release has no such kind of model.');
  return generate;
}

const fromKindCall = ({ options, ...call }: KindCall) =>
  ({ ...call, ...(options && { providerOptions: { workersai: options } }) }) as never;

const toMedia = ({ uint8Array, mediaType, mimeType }: SdkFile): Media => ({
  bytes: uint8Array,
  mediaType: mediaType ?? mimeType,
});

const toOutcome = (result: Result) => ({
  metadata: result.providerMetadata?.workersai ?? {},
  headers: result.responses[0]?.headers ?? {},
  warnings: toWarnings(result.warnings),
  result,
});
