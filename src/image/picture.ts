import { expectBytes } from '../values/base64.ts';
import { mediaTypeOf } from '../values/media-type.ts';
import { type Unsupported, unsupportedBy } from '../values/unsupported.ts';

/** A picture of a call, as AI SDK 6 and 7 give it. */
export type ImageFile =
  | { readonly type: 'file'; readonly data: string | Uint8Array; readonly mediaType?: string | undefined }
  | { readonly type: 'url'; readonly url: string };

/** @throws UnsupportedFunctionalityError for an address; InvalidArgumentError for text that is not base64. */
export function readPicture(file: ImageFile): Uint8Array {
  if (file.type === 'file') return expectBytes('files', file.data);
  throw unsupported('URLs of images', 'Download the image and pass its bytes.');
}

export const unsupported: Unsupported = unsupportedBy('Workers AI image models do not take');

type Sides = readonly [width: number, height: number];

/** The width and height in a picture's own header; none for a format that is not known, or a picture that is cut. */
export function sidesOf(bytes: Uint8Array<ArrayBuffer>): Sides | undefined {
  const view = new DataView(bytes.buffer);
  try {
    switch (mediaTypeOf(bytes)) {
      case 'image/png':
        return [view.getUint32(16), view.getUint32(20)];
      case 'image/jpeg':
        return jpegSides(view);
      case 'image/webp':
        return webpSides(view);
    }
  } catch {}
  return undefined;
}

/**
 * In the frame header, which follows segments of any length (ITU T.81, B.2.2). Of its markers three are in use: those of
 * sequential and progressive pictures.
 */
function jpegSides(view: DataView): Sides | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2))
    if ([0xc0, 0xc1, 0xc2].includes(view.getUint8(at + 1)))
      return [view.getUint16(at + 7), view.getUint16(at + 5)];
  return undefined;
}

/** By the last letter of the chunk's name. https://developers.google.com/speed/webp/docs/riff_container */
function webpSides(view: DataView): Sides {
  // A side has 14 bits at most, also where there is room for 24.
  const side = (at: number, bit = 0) => (view.getUint32(at, true) >> bit) & 0x3fff;
  switch (view.getUint8(15)) {
    case 0x58: // VP8X
      return [side(24) + 1, side(27) + 1];
    case 0x4c: // VP8L
      return [side(21) + 1, side(21, 14) + 1];
    default:
      return [side(26), side(28)];
  }
}
