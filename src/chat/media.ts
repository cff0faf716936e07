import { fromBase64, toBase64 } from '../values/base64.ts';
import { mediaTypeOf } from '../values/media-type.ts';
import { unsupportedBy } from '../values/unsupported.ts';
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
    throw unsupported(/^data:/i.test(url) ? 'data URLs of files that are not images' : 'URLs of images');
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

const refuse = unsupportedBy('Workers AI chat models do not take');
const unsupported = (what: string) => refuse(what, 'Images (as bytes or base64) and text files work.');

/** The SDK may know no more than `image` or `image/*`; then the bytes tell, and PNG is the guess. */
function imageType(mediaType: string | undefined, base64: string): string | undefined {
  if (mediaType && /^image\/[^*]/i.test(mediaType)) return mediaType.toLowerCase();
  const type = mediaTypeOf(base64);
  return type?.startsWith('image/') ? type : mediaType && 'image/png';
}

function decodeText(data: Extract<FileData, { bytes: Uint8Array } | { base64: string }>): string {
  return new TextDecoder().decode('bytes' in data ? data.bytes : readBase64(data.base64));
}

function readBase64(text: string): Uint8Array {
  const bytes = fromBase64(text);
  if (!bytes) throw unsupported('text files whose data is not base64');
  return bytes;
}
