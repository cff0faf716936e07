import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { FileData, FilePart } from './types.ts';

/** A file of a message as the wire takes it: an image, or the text that it is. */
export type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

/**
 * Images leave as data URLs, text files as text.
 * @throws UnsupportedFunctionalityError for anything else, since leaving it out would change what was asked.
 */
export function toWirePart({ mediaType, data }: FilePart): WirePart {
  if ('url' in data) return { type: 'image_url', image_url: { url: dataURL(data.url) } };
  if ('text' in data) return { type: 'text', text: data.text };
  const kind = mediaType?.split('/')[0]?.toLowerCase() ?? 'image';
  if (kind === 'text') return { type: 'text', text: decodeText(data) };
  if (kind !== 'image') throw unsupported(`files of type ${mediaType}`);
  const base64 = 'base64' in data ? data.base64 : toBase64(data.bytes);
  const type = imageType(mediaType, base64);
  if (!type) throw unsupported('files without a media type');
  return { type: 'image_url', image_url: { url: `data:${type};base64,${base64}` } };
}

/** Models take base64 alone; browsers and editors also write data URLs as percent-encoded text, of SVG above all. */
function dataURL(url: string): string {
  if (!/^data:image\//i.test(url))
    throw unsupported(/^data:/i.test(url) ? 'data URLs of other files than images' : 'URLs of images');
  const comma = url.indexOf(',');
  const head = url.slice(0, comma);
  if (/;\s*base64\s*$/i.test(head)) return url;
  if (comma < 0) throw unsupported('data URLs without data');
  const type = head.slice('data:'.length).split(';')[0];
  return `data:${type};base64,${toBase64(percentDecode(url.slice(comma + 1)))}`;
}

function percentDecode(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const [piece, hex] of text.matchAll(/%([\da-f]{2})|[^%]+|%/gi)) {
    if (hex) bytes.push(Number.parseInt(hex, 16));
    else for (const byte of new TextEncoder().encode(piece)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

const unsupported = (functionality: string) =>
  new UnsupportedFunctionalityError({
    functionality,
    message: `Workers AI chat models do not take ${functionality}. Images (as bytes or base64) and text files work.`,
  });

/** What the first bytes of a file say, in base64: four characters tell three bytes. */
const signatures: readonly (readonly [start: string, type: string])[] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
];

/** The SDK may know no more than `image` or `image/*`; then the bytes tell, and PNG is the guess. */
function imageType(mediaType: string | undefined, base64: string): string | undefined {
  if (mediaType && /^image\/[^*]/i.test(mediaType)) return mediaType.toLowerCase();
  const [, type] = signatures.find(([start]) => base64.startsWith(start)) ?? [];
  return type ?? (mediaType && 'image/png');
}

function decodeText(data: Extract<FileData, { bytes: Uint8Array } | { base64: string }>): string {
  return new TextDecoder().decode('bytes' in data ? data.bytes : readBase64(data.base64));
}

function readBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), char => char.charCodeAt(0));
  } catch {
    throw unsupported('text files whose data is not base64');
  }
}

/** By the runtime's own encoder where it has one. */
export function toBase64(bytes: Uint8Array): string {
  if ('toBase64' in bytes && typeof bytes.toBase64 === 'function') return String(bytes.toBase64());
  if ('Buffer' in globalThis)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return writeBase64(bytes);
}

const digits = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

/** Each three bytes are four digits. Written as bytes: `btoa` and its string of characters take ten times as long. */
function writeBase64(bytes: Uint8Array): string {
  const written = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(61); // `=`
  for (let from = 0, to = 0; from < bytes.length; from += 3) {
    const [first = 0, second = 0, third = 0] = [bytes[from], bytes[from + 1], bytes[from + 2]];
    const left = bytes.length - from;
    const group = (first << 16) | (second << 8) | third;
    written[to++] = digits[group >> 18] ?? 0;
    written[to++] = digits[(group >> 12) & 63] ?? 0;
    if (left > 1) written[to++] = digits[(group >> 6) & 63] ?? 0;
    if (left > 2) written[to++] = digits[group & 63] ?? 0;
  }
  return new TextDecoder().decode(written);
}
