const sampleRate = 44_100;
/** Samples of a granule, and lines of its spectrum. */
const lines = 576;
/** Between two lines, in Hz. */
const apart = sampleRate / 2 / lines;

/** Half a frame: one line of the spectrum, or silence. */
interface Granule {
  readonly line: number;
  readonly isNegative: boolean;
  /** In steps of 1.5 dB, of which 0 is silence. */
  readonly gain: number;
}

/**
 * An MP3 (MPEG-1 layer III, 44.1 kHz, mono, 32 kbit/s; ISO 11172-3, 2.4.1) of a tone for each pitch in Hz. A frame holds
 * nothing but the line of its tone, as ±1 in Huffman table 1.
 */
export function mp3Of(pitches: readonly number[], seconds: number): Uint8Array {
  const granules = pitches.flatMap(pitch => toneOf(pitch, Math.round((seconds * sampleRate) / lines)));
  const frames = Math.max(1, Math.ceil(granules.length / 2));
  const bytes = new Uint8Array(frames * frameLength);
  for (let index = 0; index < frames; index++)
    bytes.set(
      frameOf(granules[index * 2] ?? silence, granules[index * 2 + 1] ?? silence),
      index * frameLength,
    );
  return bytes;
}

const silence: Granule = { line: 0, isNegative: false, gain: 0 };

/** A tone of so many granules, the last fifth of them silent. */
function toneOf(pitch: number, granules: number): Granule[] {
  const line = Math.round(pitch / apart);
  // From one granule to the next an odd line moves on by half a period too many.
  return Array.from({ length: granules }, (_, at) =>
    at < granules * 0.8 ? { line, isNegative: line % 2 === 1 && at % 2 === 1, gain: 203 } : silence,
  );
}

const frameLength = 104;

function frameOf(first: Granule, second: Granule): Uint8Array {
  const [one, other] = [first, second].map(valuesOf);
  const header = '1111111111111011' + '00010000' + '11000000';
  const bits = [
    header,
    '0'.repeat(18),
    sideOf(first, one ?? ''),
    sideOf(second, other ?? ''),
    one,
    other,
  ].join('');
  return Uint8Array.from({ length: frameLength }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8).padEnd(8, '0'), 2),
  );
}

/** The pairs of lines up to the one that sounds: (0, 0) is `1`, (1, 0) `01` and (0, 1) `001`, with a sign after each 1. */
function valuesOf({ line, isNegative, gain }: Granule): string {
  if (gain === 0) return '';
  return `${'1'.repeat(line >> 1)}${line % 2 ? '001' : '01'}${isNegative ? 1 : 0}`;
}

function sideOf({ line, gain }: Granule, values: string): string {
  const pairs = gain === 0 ? 0 : (line >> 1) + 1;
  const table = '00001';
  return [
    binary(values.length, 12),
    binary(pairs, 9),
    binary(gain, 8),
    binary(0, 4),
    '0',
    table.repeat(3),
    binary(0, 7),
    '000',
  ].join('');
}

const binary = (value: number, digits: number): string => value.toString(2).padStart(digits, '0');
