import type { ModelName } from '../../request/models.ts';
import type { SpeechWarning } from '../../speech/request.ts';
import type { Speech, SpeechCall } from '../../speech/speech.ts';
import { type Naming, type SdkAnswer, toAnswer } from './answer.ts';
import { readCall, type SdkCallOf } from './options.ts';

export interface SdkSpeechResult<Warning> extends SdkAnswer<Warning> {
  audio: Uint8Array;
  request: { body?: string };
}

/** A speech model of any version but for the version: they differ in their warnings alone. */
export function toSpeechModel<Warning>(
  speech: Speech,
  naming: Naming<SpeechWarning, Warning>,
): ModelName & {
  readonly doGenerate: (call: SdkCallOf<SpeechCall>) => Promise<SdkSpeechResult<Warning>>;
} {
  return {
    ...naming.name,
    doGenerate: async call => {
      const { bytes, mediaType, requestBody, response, warnings } = await speech.generate(readCall(call));
      // The sound may have come in JSON.
      const headers = { ...response.headers, ...(mediaType && { 'content-type': mediaType }) };
      return {
        ...toAnswer({ response: { ...response, headers }, warnings }, naming),
        audio: bytes,
        request: requestBody === undefined ? {} : { body: requestBody },
      };
    },
  };
}
