import { unwrap } from '../request/envelope.ts';
import { countOf, listOf, recordOf, textOf } from '../values/fields.ts';
import { readSubtitles, type Spoken } from './subtitles.ts';

export interface Transcript {
  /** Empty for silence. */
  readonly text: string;
  readonly segments: readonly Spoken[];
  /** Undefined where the model gave no times of single words. */
  readonly words: readonly Spoken[] | undefined;
  /** As the model names it, such as `en`. */
  readonly language: string | undefined;
  readonly durationInSeconds: number | undefined;
}

/** Reads a transcript by its shape, whatever the model; undefined for an answer that is none. */
export function readTranscript(body: unknown): Transcript | undefined {
  const result = recordOf(unwrap(body));
  const { channels } = recordOf(result.results);
  if (Array.isArray(channels)) return fromChannels(channels, result);
  if (typeof result.text !== 'string') return undefined;
  const info = recordOf(result.transcription_info);
  const parts = listOf(result.segments).map(recordOf);
  const words = readSpoken([...parts.flatMap(({ words }) => listOf(words)), ...listOf(result.words)]);
  const segments = parts.length > 0 ? readSpoken(parts) : words;
  return {
    text: result.text,
    segments: segments.length > 0 ? segments : readSubtitles(textOf(result.vtt) ?? ''),
    words: words.length > 0 ? words : undefined,
    language: textOf(info.language),
    durationInSeconds: countOf(info.duration) ?? countOf(result.duration),
  };
}

/** Deepgram's answer: a channel each, the best reading first. */
function fromChannels(
  channels: readonly unknown[],
  { metadata }: Readonly<Record<string, unknown>>,
): Transcript {
  const readings = channels.map(channel => recordOf(listOf(recordOf(channel).alternatives)[0]));
  const words = readings
    .flatMap(reading => readSpoken(listOf(reading.words)))
    .sort((one, other) => one.startSecond - other.startSecond);
  const texts = readings.flatMap(({ transcript }) => textOf(transcript) ?? []);
  return {
    text: texts.join('\n'),
    segments: words,
    words: words.length > 0 ? words : undefined,
    language: textOf(recordOf(channels[0]).detected_language),
    durationInSeconds: countOf(recordOf(metadata).duration),
  };
}

function readSpoken(values: readonly unknown[]): Spoken[] {
  return values.map(recordOf).flatMap(value => {
    const text = textOf(value.punctuated_word) ?? textOf(value.word) ?? textOf(value.text);
    const [startSecond, endSecond] = [countOf(value.start), countOf(value.end)];
    if (text === undefined || startSecond === undefined || endSecond === undefined) return [];
    return [{ text, startSecond, endSecond }];
  });
}
