import { MPEGDecoder } from 'mpg123-decoder';
import { expect, test } from 'vitest';
import { textSaidIn } from '../../../src/local-gateway/stand-in/said.ts';
import { speakG711, speakMp3, speakPcm } from '../../../src/local-gateway/stand-in/sound.ts';

const text = 'one two';
const sampleRate = 8000;

/** In Hz, by what crosses zero in the middle of each word. */
const pitchesOf = (samples: ArrayLike<number>, rate: number): number[] =>
  [0.05, 0.35].map(start => {
    const tone = Array.from(samples).slice(start * rate, (start + 0.15) * rate);
    return tone.filter((sample, at) => sample < 0 !== (tone[at - 1] ?? sample) < 0).length / 2 / 0.15;
  });

const pcm = Array.from(new Int16Array(speakPcm(text, sampleRate).buffer));

test('an MP3 plays the tones of its words, by a decoder that is not ours', async () => {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const bytes = speakMp3(text);
  const { channelData, sampleRate: rate, errors } = decoder.decode(bytes);
  const samples = channelData[0] ?? new Float32Array();
  expect(errors).toEqual([]);
  expect(samples.length / rate).toBeCloseTo(0.6, 1);
  expect(Math.max(...samples)).toBeGreaterThan(0.1);
  const [first = 0, second = 0] = pitchesOf(samples, rate);
  const [one = 0, two = 0] = pitchesOf(pcm, sampleRate);
  // A line of the spectrum is 38 Hz from the next.
  expect(Math.abs(first - one)).toBeLessThan(23);
  expect(Math.abs(second - two)).toBeLessThan(23);
  expect(textSaidIn(bytes)).toBe(text);
});

/** By the tables of ITU-T G.711. */
const expand = {
  mulaw: (byte: number) => {
    const code = ~byte & 255;
    const size = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132;
    return code & 128 ? -size : size;
  },
  alaw: (byte: number) => {
    const code = byte ^ 0x55;
    const segment = (code >> 4) & 7;
    const size = segment === 0 ? ((code & 15) << 4) + 8 : (((code & 15) << 4) + 264) << (segment - 1);
    return code & 128 ? size : -size;
  },
};

test.each(['mulaw', 'alaw'] as const)('%s keeps each sample to a sixteenth', law => {
  const bytes = speakG711(text, { law, sampleRate });
  const samples = Array.from(bytes.subarray(0, pcm.length), expand[law]);
  const isNear = (sample: number, at: number) =>
    Math.abs(sample - (pcm[at] ?? 0)) <= 16 + Math.abs(sample) / 16;
  expect(samples.every(isNear)).toBe(true);
  expect(Math.max(...samples)).toBeGreaterThan(8000);
  expect(textSaidIn(bytes)).toBe(text);
});
