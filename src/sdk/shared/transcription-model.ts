import type { ModelName } from '../../request/models.ts';
import type { CallWarning } from '../../request/warning.ts';
import type { Spoken } from '../../transcription/answer.ts';
import type { Transcription, TranscriptionCall } from '../../transcription/transcription.ts';
import { type Naming, type SdkAnswer, toAnswer } from './answer.ts';
import { readCall, type SdkCallOf } from './options.ts';

export interface SdkTranscriptionResult<Warning> extends SdkAnswer<Warning> {
  text: string;
  segments: Spoken[];
  /** AI SDK 7 hands them on. */
  words?: Spoken[];
  language: string | undefined;
  durationInSeconds: number | undefined;
}

/** A transcription model of any version but for the version: they differ in their warnings alone. */
export function toTranscriptionModel<Warning>(
  transcription: Transcription,
  naming: Naming<CallWarning<never>, Warning>,
): ModelName & {
  readonly doGenerate: (call: SdkCallOf<TranscriptionCall>) => Promise<SdkTranscriptionResult<Warning>>;
} {
  return {
    ...naming.name,
    doGenerate: async call => {
      const answer = await transcription.transcribe(readCall(call));
      return { ...answer.result, ...toAnswer(answer, naming) };
    },
  };
}
