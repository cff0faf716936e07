import { toBase64 } from '../values/base64.ts';
import { mediaTypeOf } from '../values/media-type.ts';
import { placesIn, takesForm } from './families.ts';
import { type ImageFile, readPicture, sidesOf, unsupported } from './picture.ts';

/** The pictures of a call: those to work from, and the mask of the part to paint anew. */
export interface Pictures {
  readonly files?: readonly ImageFile[] | undefined;
  readonly mask?: ImageFile | undefined;
}

/**
 * The inputs that carry the pictures of a call.
 * @throws UnsupportedFunctionalityError for a picture that the model has no place for, since it would be lost.
 */
export function buildPictures({ files = [], mask }: Pictures, model: string): Record<string, unknown> {
  const isForm = takesForm(model);
  // Models that paint over a picture can be told how far from it they may go.
  const { strength } = placesIn(model);
  if (files.length > (isForm ? 4 : strength ? 1 : 0) || (mask && !strength))
    throw unsupported(
      `these pictures with ${model}`,
      'FLUX.2 takes up to four images, Stable Diffusion one and a mask.',
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
function reference(picture: Uint8Array): Blob {
  const bytes = new Uint8Array(picture);
  const [width, height] = sidesOf(bytes) ?? [0, 0];
  if (width >= 512 || height >= 512)
    throw unsupported(`a reference image of ${width}x${height}`, 'Scale it below 512x512.');
  return new Blob([bytes], { type: mediaTypeOf(bytes) ?? '' });
}
