import { join } from '../bytes.ts';
import { hash } from '../random.ts';
import { wordsOf } from './words.ts';

interface Picture {
  width: number;
  height: number;
  seed?: number | undefined;
}

/** CSS names of the colours that prompts name most. */
const colours: Readonly<Record<string, number>> = {
  black: 0x1a1a1a,
  white: 0xf8f8f8,
  grey: 0x8a8f98,
  gray: 0x8a8f98,
  red: 0xd93a3a,
  orange: 0xf6821f,
  yellow: 0xf6cf3a,
  green: 0x2f9e55,
  blue: 0x2c6be0,
  purple: 0x7a3fc7,
  pink: 0xf27eb2,
  brown: 0x7b4f2c,
};

/** A valid PNG of a band for each colour that the prompt names, else for each of its words. */
export async function drawPng(prompt: string, { width, height, seed = 0 }: Picture): Promise<Uint8Array> {
  const [across, down] = [side(width), side(height)];
  const bands = bandsOf(prompt, seed);
  // A colour a pixel, from the palette, after the number of the row's filter.
  const rows = new Uint8Array((across + 1) * down);
  for (let row = 0; row < down; row++) {
    const band = Math.floor((row * bands.length) / down);
    rows.fill(band, row * (across + 1) + 1, (row + 1) * (across + 1));
  }
  return join([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', Uint8Array.from([...bytes32(across), ...bytes32(down), 8, 3, 0, 0, 0])),
    chunk('PLTE', Uint8Array.from(bands.flatMap(colour => bytes32(colour).slice(1)))),
    // Makes each prompt and seed a picture of its own.
    chunk('tEXt', new TextEncoder().encode(`Comment\0${seed} ${hash(prompt).toString(36)}`)),
    chunk('IDAT', await compressed(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

function bandsOf(prompt: string, seed: number): number[] {
  const words = wordsOf(prompt.toLowerCase()).slice(0, 64);
  const named = words.flatMap(word => (Object.hasOwn(colours, word) ? [colours[word] ?? 0] : []));
  if (named.length > 0) return named;
  return (words.length > 0 ? words : ['']).map(word => hash(word, seed) & 0xffffff);
}

const side = (pixels: number): number => Math.min(2048, Math.max(1, Math.floor(pixels)));

const bytes32 = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

function chunk(name: string, data: Uint8Array): Uint8Array {
  const named = join([new TextEncoder().encode(name), data]);
  return join([Uint8Array.from(bytes32(data.length)), named, Uint8Array.from(bytes32(crc32(named)))]);
}

async function compressed(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([data]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
