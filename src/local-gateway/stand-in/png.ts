import { hash } from '../random.ts';

/** A small valid PNG of one colour, which follows from the prompt. One bit a pixel, stored without compression. */
export function drawPng(prompt: string, { width, height }: { width: number; height: number }): Uint8Array {
  const [across, down] = [side(width), side(height)];
  const code = hash(prompt);
  const colour = [code & 255, (code >>> 8) & 255, (code >>> 16) & 255];
  const header = [...bytes32(across), ...bytes32(down), 1, 3, 0, 0, 0];
  const rows = new Uint8Array((Math.ceil(across / 8) + 1) * down);
  return join([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', Uint8Array.from(header)),
    chunk('PLTE', Uint8Array.from([...colour, 255, 255, 255])),
    chunk('IDAT', stored(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

const side = (pixels: number): number => Math.min(2048, Math.max(1, Math.floor(pixels)));

const bytes32 = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const named = join([new TextEncoder().encode(name), data]);
  return join([Uint8Array.from(bytes32(data.length)), named, Uint8Array.from(bytes32(crc32(named)))]);
}

/** A zlib stream of stored blocks. */
function stored(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  const block = 65535;
  for (let start = 0; start < data.length; start += block) {
    const piece = data.subarray(start, start + block);
    const last = start + block >= data.length ? 1 : 0;
    const size = piece.length;
    parts.push(Uint8Array.of(last, size & 255, size >>> 8, ~size & 255, (~size >>> 8) & 255), piece);
  }
  return join([...parts, Uint8Array.from(bytes32(adler32(data)))]);
}

function adler32(data: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of data) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return ((high << 16) | low) >>> 0;
}

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
