import type { ModelName } from '../../request/models.ts';
import type { CallWarning } from '../../request/warning.ts';
import type { Spoken } from '../../transcription/subtitles.ts';
import type { Transcription, TranscriptionCall } from '../../transcription/transcription.ts';
import type { JSONValue } from '../../values/json.ts';
import { optionsOf } from './options.ts';

/** A call of a transcription model as any version of the AI SDK makes it. */
export interface SdkTranscriptionCall extends Omit<TranscriptionCall, 'options'> {
  readonly providerOptions?: Readonly<Record<string, unknown>> | undefined;
}

export interface SdkTranscriptionResult<Warning> {
  text: string;
  segments: Spoken[];
  /** AI SDK 7 hands them on. */
  words?: Spoken[];
  language: string | undefined;
  durationInSeconds: number | undefined;
  warnings: Warning[];
  response: { timestamp: Date; modelId: string; headers: Record<string, string>; body: unknown };
  providerMetadata: { workersai: { [key: string]: JSONValue } };
}

/** A transcription model of any version but for the version: they differ in their warnings alone. */
export function toTranscriptionModel<Warning>(
  transcription: Transcription,
  { name, warning }: { name: ModelName; warning: (warning: CallWarning<never>) => Warning },
): ModelName & {
  readonly doGenerate: (call: SdkTranscriptionCall) => Promise<SdkTranscriptionResult<Warning>>;
} {
  return {
    ...name,
    doGenerate: async ({ providerOptions, ...call }) => {
      const asked = { ...call, ...optionsOf(providerOptions) };
      const { words, response, ...result } = await transcription.transcribe(asked);
      const { headers, body, metadata } = response;
      return {
        ...result,
        segments: [...result.segments],
        ...(words && { words: [...words] }),
        warnings: result.warnings.map(warning),
        response: { timestamp: new Date(), modelId: name.modelId, headers, body },
        providerMetadata: { workersai: { ...metadata } },
      };
    },
  };
}
