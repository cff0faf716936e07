import { numberIn, stringIn } from '../json.ts';
import { answerFromMedia, type Media } from '../run/answer-from-media.ts';
import type { Run } from '../run/run.ts';
import { speakG711, speakMarked, speakMp3, speakPcm, speakWav } from '../stand-in/sound.ts';
import { additional, missing, tooShort } from './input-problems.ts';
import type { Kind } from './kind.ts';

const isMelotts = (model: string): boolean => model.includes('melotts');

export const speech: Kind = {
  taskId: 'b52660a1-9a95-4ab2-8b1d-f232be34604a',
  check: (inputs, { facts }) => {
    if (isMelotts(facts.id))
      return (
        missing(inputs, ['prompt']) ??
        tooShort('/prompt', inputs.prompt) ??
        additional(inputs, ['prompt', 'lang'])
      );
    return (
      missing(inputs, ['text']) ??
      additional(inputs, ['text', 'speaker', 'encoding', 'container', 'sample_rate', 'bit_rate'])
    );
  },
  answer: run =>
    answerFromMedia(run, {
      field: isMelotts(run.facts.id) ? 'audio' : undefined,
      make: () => speak(run),
    }),
};

async function speak({ call, facts, state, signal }: Run): Promise<Media> {
  const { inputs, model } = call;
  const text = stringIn(inputs.text) ?? stringIn(inputs.prompt) ?? '';
  const own = await state.options.speech?.({ text, inputs }, { model, signal });
  if (own) return { bytes: own };
  if (isMelotts(facts.id))
    return { bytes: state.options.disputes.melotts === 'wav' ? speakWav(text, 44100) : speakMp3(text) };
  const rate = numberIn(inputs.sample_rate) ?? 24000;
  switch (inputs.encoding) {
    case 'linear16':
      if (inputs.container !== 'none') return { bytes: speakWav(text, rate) };
      return { bytes: speakPcm(text, rate), contentType: 'audio/l16' };
    case 'flac':
      return { bytes: speakMarked('fLaC', text) };
    case 'opus':
      return { bytes: speakMarked('OggS', text) };
    case 'aac':
      return { bytes: speakMarked('\xff\xf1', text), contentType: 'audio/aac' };
    case 'mulaw':
    case 'alaw':
      return {
        bytes: speakG711(text, { law: inputs.encoding, sampleRate: numberIn(inputs.sample_rate) ?? 8000 }),
        contentType: `audio/${inputs.encoding}`,
      };
    default:
      return { bytes: speakMp3(text) };
  }
}
