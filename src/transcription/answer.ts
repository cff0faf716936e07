import type { Broken } from '../request/ask.ts';
import { unwrap } from '../request/envelope.ts';
import { countOf, listOf, recordOf, textOf } from '../values/fields.ts';
import { readSubtitles } from './subtitles.ts';

/** A piece of a transcript and when it is spoken. */
export interface Spoken {
  readonly text: string;
  readonly startSecond: number;
  readonly endSecond: number;
}

export interface Transcript {
  /** Empty for silence. */
  readonly text: string;
  readonly segments: Spoken[];
  /** Absent where the model gave no times of single words. */
  readonly words?: Spoken[];
  /** As the model names it, such as `en`. */
  readonly language: string | undefined;
  readonly durationInSeconds: number | undefined;
}

/**
 * Reads a transcript by its shape, whatever the model.
 * @throws APICallError for an answer that is none.
 */
export function readTranscript(body: unknown, broken: Broken): Transcript {
  const result = recordOf(unwrap(body));
  const { channels } = recordOf(result.results);
  if (typeof result.text !== 'string' && !Array.isArray(channels))
    throw broken('answered without a transcript');
  // Deepgram's answer: a channel each, the best reading first.
  const readings = recordsOf(channels).map(({ alternatives }) => recordOf(listOf(alternatives)[0]));
  const texts = [result.text, ...readings.map(({ transcript }) => transcript)];
  const words = [...recordsOf(result.segments), ...readings, result]
    .flatMap(part => readSpoken(part.words))
    .sort((one, other) => one.startSecond - other.startSecond);
  const pieces = [readSpoken(result.segments), words, readSpoken(readSubtitles(textOf(result.vtt) ?? ''))];
  const info = recordOf(result.transcription_info);
  return {
    text: texts.flatMap(text => textOf(text) ?? []).join('\n'),
    segments: pieces.find(({ length }) => length > 0) ?? [],
    ...(words.length > 0 && { words }),
    language: textOf(info.language ?? recordsOf(channels)[0]?.detected_language),
    durationInSeconds: countOf(info.duration ?? result.duration ?? recordOf(result.metadata).duration),
  };
}

const recordsOf = (value: unknown) => listOf(value).map(recordOf);

function readSpoken(values: unknown): Spoken[] {
  return recordsOf(values).flatMap(value => {
    const text = textOf(value.punctuated_word) ?? textOf(value.word) ?? textOf(value.text);
    const [startSecond, endSecond] = [countOf(value.start), countOf(value.end)];
    if (text === undefined || startSecond === undefined || endSecond === undefined) return [];
    return [{ text, startSecond, endSecond }];
  });
}
