/** First bytes of the files that models answer with, a character a byte, and where they are. */
const signatures: readonly (readonly [type: string, start: string, at: number])[] = [
  ['image/png', '\x89PNG', 0],
  ['image/jpeg', '\xff\xd8', 0],
  ['image/webp', 'WEBP', 8],
  ['audio/wav', 'WAVE', 8],
  ['audio/mpeg', 'ID3', 0],
  ['audio/mpeg', '\xff\xfb', 0],
  ['audio/flac', 'fLaC', 0],
  ['audio/ogg', 'OggS', 0],
];

export function contentTypeOf(bytes: Uint8Array): string {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  return signatures.find(([, start, at]) => head.startsWith(start, at))?.[0] ?? 'application/octet-stream';
}
