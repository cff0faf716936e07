import type { ModelName } from '../../request/models.ts';
import type { SpeechWarning } from '../../speech/request.ts';
import type { Speech, SpeechCall } from '../../speech/speech.ts';
import type { JSONValue } from '../../values/json.ts';
import { optionsOf } from './options.ts';

/** A call of a speech model as any version of the AI SDK makes it. */
export interface SdkSpeechCall extends Omit<SpeechCall, 'options'> {
  readonly providerOptions?: Readonly<Record<string, unknown>> | undefined;
}

export interface SdkSpeechResult<Warning> {
  audio: Uint8Array;
  warnings: Warning[];
  request: { body?: string };
  response: { timestamp: Date; modelId: string; headers: Record<string, string> };
  providerMetadata: { workersai: { [key: string]: JSONValue } };
}

/** A speech model of any version but for the version: they differ in their warnings alone. */
export function toSpeechModel<Warning>(
  speech: Speech,
  { name, warning }: { name: ModelName; warning: (warning: SpeechWarning) => Warning },
): ModelName & { readonly doGenerate: (call: SdkSpeechCall) => Promise<SdkSpeechResult<Warning>> } {
  return {
    ...name,
    doGenerate: async ({ providerOptions, ...call }) => {
      const { audio, request, response, warnings } = await speech.generate({
        ...call,
        ...optionsOf(providerOptions),
      });
      return {
        audio,
        warnings: warnings.map(warning),
        request: { ...(request.body !== undefined && { body: request.body }) },
        response: { timestamp: new Date(), modelId: name.modelId, headers: response.headers },
        providerMetadata: { workersai: { ...response.metadata } },
      };
    },
  };
}
