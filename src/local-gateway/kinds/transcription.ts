import { fromBase64 } from '../base64.ts';
import { arrayIn, isObject, type JsonObject, stringIn } from '../json.ts';
import { answerFromReply } from '../run/answer-from-result.ts';
import type { ModelAnswer, RunCall } from '../run/call.ts';
import type { Run } from '../run/run.ts';
import type { ReplyPart } from '../script/parts.ts';
import { json } from '../script/parts.ts';
import { secondsAWord, textSaidIn } from '../stand-in/said.ts';
import { failureOf } from '../wire/failures.ts';
import { mismatch, missing } from './input-problems.ts';
import type { CheckContext, InputCheck, Kind } from './kind.ts';

export const transcription: Kind = {
  taskId: 'dfce1c48-2a81-462e-a7fd-de97ce985207',
  check: (inputs, { facts }) => missing(inputs, ['audio']) ?? audioProblem(inputs.audio, facts.id),
  checkBytes: bytesProblem,
  answer: async run => {
    const { script } = run;
    const text = script ? textOf(script) : await hear(run);
    if (script && text === undefined) return answerFromReply(script, run);
    return transcript(text ?? '', run);
  },
};

/** Each family of models takes the sound in its own form. */
function audioProblem(audio: unknown, model: string): string | undefined {
  if (/\/whisper(?:-tiny-en)?$/.test(model))
    return Array.isArray(audio) ? undefined : mismatch('/audio', audio, 'array');
  if (isObject(audio))
    return audio.body && audio.contentType && Object.keys(Object(audio.body)).length > 0
      ? undefined
      : "required properties at '/audio' are 'body,contentType'";
  if (model.includes('nova-3')) return mismatch('/audio', audio, 'object');
  return typeof audio === 'string' ? undefined : mismatch('/audio', audio, 'string');
}

/** Not documented: the gateway may want JSON. */
function bytesProblem({ call, options }: CheckContext): ReturnType<InputCheck> {
  if (call.gateway === undefined || options.disputes.rawAudioThroughGateway === 'accepted') return undefined;
  return failureOf(7000, { status: 500, message: 'Invalid request body' });
}

/** A script of text alone is what was said; any other is the answer. */
function textOf(script: readonly ReplyPart[]): string | undefined {
  const texts = script.flatMap(part => (part.type === 'text' ? part.chunks : []));
  return script.every(({ type }) => type === 'text') ? texts.join('') : undefined;
}

async function hear({ call, state, signal }: Run): Promise<string> {
  const audio = audioIn(call);
  const { inputs, model } = call;
  const own = await state.options.transcribe?.({ audio, inputs }, { model, signal });
  return (
    own ?? textSaidIn(audio) ?? `This is what the local stand-in heard in ${audio.length} bytes of audio.`
  );
}

function audioIn({ bytes, inputs }: RunCall): Uint8Array {
  if (bytes) return bytes;
  if (Array.isArray(inputs.audio)) return Uint8Array.from(arrayIn(inputs.audio).map(Number));
  const base64 = isObject(inputs.audio) ? inputs.audio.body : inputs.audio;
  return fromBase64(stringIn(base64) ?? '');
}

const transcript = (text: string, run: Run): Promise<ModelAnswer> =>
  answerFromReply(json(written(text, { model: run.facts.id, inputs: run.call.inputs })), run);

/** What a model answers, each family in its own form. */
function written(text: string, { model, inputs }: { model: string; inputs: JsonObject }): unknown {
  const said = text.split(/\s+/).filter(word => word !== '');
  const words = said.map((word, index) => ({
    word,
    start: rounded(index * secondsAWord),
    end: rounded((index + 1) * secondsAWord),
  }));
  const end = words.at(-1)?.end ?? 0;
  if (/nova-|deepgram/.test(model)) {
    const heard = words.map(word => ({ ...word, confidence: 0.98 }));
    return {
      results: { channels: [{ alternatives: [{ confidence: 0.98, transcript: text, words: heard }] }] },
    };
  }
  if (model.includes('nemotron')) return { text, duration: end };
  const vtt = `WEBVTT\n\n00.000 --> ${end.toFixed(3).padStart(6, '0')}\n${text}`;
  if (!model.includes('turbo')) return { text, word_count: words.length, words, vtt };
  const language = stringIn(inputs.language) ?? 'en';
  return {
    transcription_info: { language, language_probability: 0.99, duration: end, duration_after_vad: end },
    text,
    word_count: words.length,
    segments: words.length > 0 ? [{ start: 0, end, text, ...figures, words }] : [],
    vtt,
  };
}

const figures = { temperature: 0, avg_logprob: -0.2, compression_ratio: 1.1, no_speech_prob: 0.01 };

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;
