import type { BuiltCall } from '../request/call.ts';
import { placeInputs } from '../request/places.ts';
import type { CallWarning } from '../request/warning.ts';
import { familyOf, formatOf } from './families.ts';
import type { SpeechOptions } from './options.ts';

/** What a call asks for. */
export interface SpeechInputs {
  readonly text: string;
  readonly voice?: string | undefined;
  readonly outputFormat?: string | undefined;
  readonly instructions?: string | undefined;
  readonly speed?: number | undefined;
  readonly language?: string | undefined;
}

type SpeechSetting = 'voice' | 'outputFormat' | 'instructions' | 'speed';

export type SpeechWarning = CallWarning<SpeechSetting>;

export type SpeechRequest = BuiltCall<SpeechWarning>;

/** The request that a text and its settings stand for. */
export function buildRequest(
  call: SpeechInputs,
  { model, options }: { model: string; options: SpeechOptions },
): SpeechRequest {
  const { text, places } = familyOf(model);
  const { voice, outputFormat, instructions, speed, language } = call;
  const format = places.encoding && formatOf(outputFormat);
  const { inputs, warnings } = placeInputs<SpeechSetting>(
    {
      ...options,
      ...{ voice, instructions, speed },
      ...(language !== undefined && language !== 'auto' && { language }),
      ...(format ?? { outputFormat }),
    },
    { model, places, settings: ['voice', 'outputFormat', 'instructions', 'speed'] },
  );
  return { endpoint: 'run', inputs: { [text]: call.text, ...inputs }, warnings };
}
