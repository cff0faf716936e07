import { toBase64 } from '../values/base64.ts';
import { mediaTypeOf } from '../values/media-type.ts';
import type { ImageFamily } from './families.ts';
import { type ImageFile, readPicture, sizeOf, unsupported } from './picture.ts';

/** The pictures of a call: those to work from, and the mask of the part to paint anew. */
export interface Pictures {
  readonly files?: readonly ImageFile[] | undefined;
  readonly mask?: ImageFile | undefined;
}

interface References {
  readonly model: string;
  readonly family: ImageFamily;
}

/**
 * The inputs that carry the pictures of a call.
 * @throws UnsupportedFunctionalityError for a picture that the model has no place for, since it would be lost.
 */
export function buildPictures(
  { files = [], mask }: Pictures,
  { model, family: { isForm, edits } }: References,
): Record<string, unknown> {
  const most = isForm ? 4 : edits ? 1 : 0;
  if (files.length > most || (mask && !edits))
    throw unsupported(
      `these pictures with ${model}`,
      'FLUX.2 takes up to four reference images, Stable Diffusion an image to start from and a mask.',
    );
  const pictures = files
    .map(readPicture)
    .map((bytes, at) =>
      isForm ? { [`input_image_${at}`]: reference(bytes) } : { image_b64: toBase64(bytes) },
    );
  // Numbers are the only form of a mask; a picture has another, of a quarter of the length.
  return Object.assign({}, ...pictures, mask && { mask: readPicture(mask) });
}

/** https://developers.cloudflare.com/changelog/post/2025-11-25-flux-2-dev-workers-ai/ */
function reference(bytes: Uint8Array): Blob {
  const { width = 0, height = 0 } = sizeOf(bytes) ?? {};
  if (width >= 512 || height >= 512)
    throw unsupported(`a reference image of ${width}x${height}`, 'Scale it down to less than 512x512.');
  return new Blob([new Uint8Array(bytes)], { type: mediaTypeOf(bytes) ?? '' });
}
