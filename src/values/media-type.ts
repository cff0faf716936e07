import { fromBase64 } from './base64.ts';

/** The first bytes of each type of file, a character a byte, and where they are. */
const signatures: readonly (readonly [type: string, start: string, at?: number])[] = [
  ['image/png', '\x89PNG'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF8'],
  ['image/webp', 'WEBP', 8],
  ['audio/wav', 'WAVE', 8],
  ['audio/mpeg', 'ID3'],
  ['audio/mpeg', '\xff\xfb'],
  ['audio/mpeg', '\xff\xfa'],
  ['audio/mpeg', '\xff\xf3'],
  ['audio/mpeg', '\xff\xf2'],
  ['audio/mpeg', '\xff\xe3'],
  ['audio/aac', '\xff\xf1'],
  ['audio/aac', '\xff\xf9'],
  ['audio/flac', 'fLaC'],
  ['audio/ogg', 'OggS'],
  ['audio/mp4', 'ftyp', 4],
  ['audio/webm', '\x1a\x45\xdf\xa3'],
];

/** The first bytes of a file, given as bytes or as base64, as a text of one character a byte. */
export function headOf(data: Uint8Array | string): string {
  const bytes = typeof data === 'string' ? (fromBase64(data.slice(0, 64)) ?? []) : data.subarray(0, 48);
  // A spread would make an object for each byte.
  return Reflect.apply(String.fromCharCode, undefined, bytes);
}

/** The media type of an image or a sound by its first bytes; undefined for anything else. */
export function mediaTypeOf(data: Uint8Array | string): string | undefined {
  const head = headOf(data);
  return signatures.find(([, start, at = 0]) => head.startsWith(start, at))?.[0];
}
