import type { ChatImage } from '../kinds/chat/request.ts';

/** What the first bytes say an image is; of a PNG its size in pixels too. */
export function describeImage({ bytes }: ChatImage): string {
  const format = formatOf(bytes);
  const size = format === 'PNG' ? pngSize(bytes) : undefined;
  return `a ${format} image of ${bytes.length} bytes${size ? `, ${size.width}×${size.height} pixels` : ''}`;
}

const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['WebP', [0x52, 0x49, 0x46, 0x46]],
];

function formatOf(bytes: Uint8Array): string {
  const known = signatures.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (known) return known[0];
  return new TextDecoder().decode(bytes.subarray(0, 256)).includes('<svg') ? 'SVG' : 'unknown';
}

function pngSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  if (bytes.length < 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
