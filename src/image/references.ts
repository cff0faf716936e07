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
  readonly family: Omit<ImageFamily, 'models'>;
}

/**
 * The inputs that carry the pictures of a call.
 * @throws UnsupportedFunctionalityError for a picture that the model has no place for, since it would be lost.
 */
export function buildPictures(
  { files = [], mask }: Pictures,
  { model, family }: References,
): Record<string, unknown> {
  const most = family.isForm ? 4 : family.edits ? 1 : 0;
  if (files.length > most)
    throw unsupported(
      `${files.length} images with ${model}`,
      most ? `It takes ${most} at most.` : otherModels,
    );
  if (mask && !family.edits) throw unsupported(`a mask with ${model}`, otherModels);
  const pictures = files.map(readPicture);
  if (family.isForm)
    return Object.fromEntries(pictures.map((bytes, at) => [`input_image_${at}`, reference(bytes)]));
  const [picture] = pictures;
  return {
    // A quarter of the length that it has as numbers, which is the only form of a mask.
    ...(picture && { image_b64: toBase64(picture) }),
    ...(mask && { mask: [...readPicture(mask)] }),
  };
}

const otherModels =
  'FLUX.2 takes up to four reference images, Stable Diffusion an image to start from and a mask.';

/** https://developers.cloudflare.com/changelog/post/2025-11-25-flux-2-dev-workers-ai/ */
function reference(bytes: Uint8Array): Blob {
  const { width = 0, height = 0 } = sizeOf(bytes) ?? {};
  if (width >= 512 || height >= 512)
    throw unsupported(
      `a reference image of ${width}x${height}`,
      'Each must be smaller than 512x512: scale it down.',
    );
  return new Blob([new Uint8Array(bytes)], { type: mediaTypeOf(bytes) ?? 'application/octet-stream' });
}
