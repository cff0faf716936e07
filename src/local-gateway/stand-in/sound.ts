import { join } from '../bytes.ts';
import { hash } from '../random.ts';
import { mp3Of } from './mp3.ts';
import { secondsAWord, tagOf } from './said.ts';
import { wordsOf } from './words.ts';

/** In Hz, one for each word: the same word sounds the same. */
const pitchesOf = (text: string): number[] =>
  wordsOf(text).map(word => 220 * 2 ** ((hash(word.toLowerCase()) % 19) / 12));

/** Samples of a tone for each word, 16 bits each. */
function tones(text: string, sampleRate: number): Int16Array<ArrayBuffer> {
  const pitches = pitchesOf(text);
  const each = Math.round(sampleRate * secondsAWord);
  const samples = new Int16Array(each * Math.max(1, pitches.length));
  for (const [index, pitch] of pitches.entries()) {
    const spoken = each * 0.8;
    for (let at = 0; at < spoken; at++) {
      const loud = Math.min(1, at / 200, (spoken - at) / 200);
      samples[index * each + at] = 9000 * loud * Math.sin((2 * Math.PI * pitch * at) / sampleRate);
    }
  }
  return samples;
}

/** A WAV file (RIFF, PCM, 16 bits, mono) that holds its text as a comment. */
export function speakWav(text: string, sampleRate: number): Uint8Array {
  const data = speakPcm(text, sampleRate);
  const comment = padded(tagOf(text));
  const header = new DataView(new ArrayBuffer(44));
  const name = (at: number, text: string) => new Uint8Array(header.buffer).set(letters(text), at);
  name(0, 'RIFF');
  header.setUint32(4, 36 + data.length + 20 + comment.length, true);
  name(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, sampleRate, true);
  header.setUint32(28, sampleRate * 2, true);
  header.setUint16(32, 2, true);
  header.setUint16(34, 16, true);
  name(36, 'data');
  header.setUint32(40, data.length, true);
  return join([new Uint8Array(header.buffer), data, list(comment)]);
}

/** The chunk of a file's own information, with one comment in it. */
function list(comment: Uint8Array): Uint8Array {
  const chunk = new DataView(new ArrayBuffer(20));
  new Uint8Array(chunk.buffer).set(letters('LIST    INFOICMT'));
  chunk.setUint32(4, 12 + comment.length, true);
  chunk.setUint32(16, comment.length, true);
  return join([new Uint8Array(chunk.buffer), comment]);
}

export const speakPcm = (text: string, sampleRate: number): Uint8Array =>
  new Uint8Array(tones(text, sampleRate).buffer);

/** Samples of 8 bits by ITU-T G.711, with the text behind them: too short to be heard. */
export const speakG711 = (text: string, { law, sampleRate }: { law: Law; sampleRate: number }): Uint8Array =>
  join([Uint8Array.from(tones(text, sampleRate), laws[law]), tagOf(text)]);

type Law = 'mulaw' | 'alaw';

const laws: Readonly<Record<Law, (sample: number) => number>> = {
  mulaw: sample => {
    const size = Math.min(Math.abs(sample), 32_635) + 132;
    const segment = Math.floor(Math.log2(size)) - 7;
    return ~((sample < 0 ? 128 : 0) | (segment << 4) | ((size >> (segment + 3)) & 15)) & 255;
  },
  alaw: sample => {
    const size = Math.min(Math.abs(sample), 32_767);
    const segment = Math.max(0, Math.floor(Math.log2(Math.max(size, 1))) - 7);
    return ((sample < 0 ? 0 : 128) | (segment << 4) | ((size >> Math.max(4, segment + 3)) & 15)) ^ 0x55;
  },
};

/** An MP3 with its text in an ID3 tag (https://id3.org/id3v2.3.0). */
export function speakMp3(text: string): Uint8Array {
  const comment = tagOf(text);
  const before = Uint8Array.of(0, 0, 0, ...letters('eng'), 0);
  const length = [24, 16, 8, 0].map(shift => ((before.length - 2 + comment.length) >> shift) & 255);
  const frame = join([Uint8Array.from([...letters('COMM'), ...length]), before, comment]);
  const synchsafe = [21, 14, 7, 0].map(shift => (frame.length >> shift) & 127);
  return join([
    Uint8Array.from([...letters('ID3'), 3, 0, 0, ...synchsafe]),
    frame,
    mp3Of(pitchesOf(text), secondsAWord),
  ]);
}

const letters = (text: string): number[] => [...text].map(letter => letter.charCodeAt(0));

const padded = (bytes: Uint8Array): Uint8Array =>
  bytes.length % 2 ? join([bytes, new Uint8Array(1)]) : bytes;

/** What begins like a file of its format, and holds its text: nothing here encodes FLAC, Opus or AAC. */
export const speakMarked = (start: string, text: string): Uint8Array =>
  join([Uint8Array.from(letters(start)), tagOf(text)]);
