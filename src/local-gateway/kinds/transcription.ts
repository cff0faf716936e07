import { stringIn } from '../json.ts';
import type { RunCall } from '../run/call.ts';
import type { Kind } from './kind.ts';

export const transcription: Kind = {
  taskId: 'dfce1c48-2a81-462e-a7fd-de97ce985207',
  result: (call, model) => ({ json: transcribe(call, model) }),
};

/** What speech models answer, each family in its own form; the words say how much audio came. */
function transcribe(call: RunCall, model: string): unknown {
  const said = `This is what the local stand-in heard in ${audioSize(call)} bytes of audio.`.split(' ');
  const words = said.map((word, index) => ({ word, start: index * 0.3, end: index * 0.3 + 0.25 }));
  const text = said.join(' ');
  if (/nova-|deepgram/.test(model)) {
    const heard = words.map(word => ({ ...word, confidence: 0.98 }));
    return {
      results: { channels: [{ alternatives: [{ confidence: 0.98, transcript: text, words: heard }] }] },
    };
  }
  const end = words.at(-1)?.end ?? 0;
  const vtt = `WEBVTT\n\n00.000 --> ${end.toFixed(3).padStart(6, '0')}\n${text}`;
  if (!model.includes('turbo')) return { text, word_count: words.length, words, vtt };
  const language = stringIn(call.inputs.language) ?? 'en';
  return {
    transcription_info: { language, language_probability: 0.99, duration: end, duration_after_vad: end },
    text,
    word_count: words.length,
    segments: [
      {
        start: 0,
        end,
        text,
        temperature: 0,
        avg_logprob: -0.2,
        compression_ratio: 1.1,
        no_speech_prob: 0.01,
        words,
      },
    ],
    vtt,
  };
}

function audioSize({ bytes, inputs }: RunCall): number {
  if (bytes) return bytes.length;
  if (Array.isArray(inputs.audio)) return inputs.audio.length;
  return typeof inputs.audio === 'string' ? Math.floor((inputs.audio.length * 3) / 4) : 0;
}
