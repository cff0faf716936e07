import { bytesOf } from '../values/base64.ts';
import { headOf, mediaTypeOf } from '../values/media-type.ts';
import { type Unsupported, unsupportedBy } from '../values/unsupported.ts';
import type { Size } from './size.ts';

/** A picture of a call, as AI SDK 6 and 7 give it. */
export type ImageFile =
  | { readonly type: 'file'; readonly data: string | Uint8Array; readonly mediaType?: string | undefined }
  | { readonly type: 'url'; readonly url: string };

/** @throws UnsupportedFunctionalityError for an address, and for text that is not base64. */
export function readPicture(file: ImageFile): Uint8Array {
  const bytes = file.type === 'url' ? undefined : bytesOf(file.data);
  if (bytes) return bytes;
  throw unsupported('URLs of images, or text that is not base64', 'Download the image and pass its bytes.');
}

export const unsupported: Unsupported = unsupportedBy('Workers AI image models do not take');

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

/**
 * In the frame header, which follows segments of any length (ITU T.81, B.2.2). Of its markers three are in use: those of
 * sequential and progressive pictures.
 */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xc2)
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
  return undefined;
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(view: DataView): Size {
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
