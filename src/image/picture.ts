import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { fromBase64 } from '../values/base64.ts';
import { headOf, mediaTypeOf } from '../values/media-type.ts';
import type { Size } from './size.ts';

/** A picture of a call, as AI SDK 6 and 7 give it. */
export type ImageFile =
  | { readonly type: 'file'; readonly data: string | Uint8Array; readonly mediaType?: string | undefined }
  | { readonly type: 'url'; readonly url: string };

/** @throws UnsupportedFunctionalityError for an address, and for text that is not base64. */
export function readPicture(file: ImageFile): Uint8Array {
  if (file.type === 'url') throw unsupported('URLs of images', 'Download the image and pass its bytes.');
  const bytes = typeof file.data === 'string' ? fromBase64(file.data) : file.data;
  if (!bytes) throw unsupported('images that are not base64', 'Pass the bytes of the image.');
  return bytes;
}

export const unsupported = (what: string, wayOut: string): UnsupportedFunctionalityError =>
  new UnsupportedFunctionalityError({
    functionality: what,
    message: `Workers AI image models do not take ${what}. ${wayOut}`,
  });

const sizes: Readonly<Record<string, (view: DataView) => Size | undefined>> = {
  'image/png': view => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
};

/** The size that a picture's own header gives; undefined for a format that is not known, or a picture that is cut. */
export function sizeOf(bytes: Uint8Array): Size | undefined {
  try {
    return sizes[mediaTypeOf(bytes) ?? '']?.(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    return undefined;
  }
}

/** In the frame header, which follows segments of any length (ITU T.81, B.2.2). */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (marker < 0xc0 || marker > 0xcf || [0xc4, 0xc8, 0xcc].includes(marker)) continue;
    return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
  return undefined;
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(view: DataView): Size | undefined {
  const three = (at: number) => (view.getUint32(at, true) & 0xffffff) + 1;
  const bits = view.getUint32(21, true);
  switch (headOf(new Uint8Array(view.buffer, view.byteOffset + 12, 4))) {
    case 'VP8X':
      return { width: three(24), height: three(27) };
    case 'VP8L':
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    default:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
}
