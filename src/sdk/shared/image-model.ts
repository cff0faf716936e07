import type { Image, ImageCall } from '../../image/image.ts';
import type { ImageWarning } from '../../image/request.ts';
import type { ModelName } from '../../request/models.ts';
import type { JSONValue } from '../../values/json.ts';
import { type Naming, type SdkAnswer, toAnswer } from './answer.ts';
import { readCall, type SdkCallOf } from './options.ts';

export interface SdkImageResult<Warning> extends SdkAnswer<Warning> {
  images: Uint8Array[];
  /** Everything but `images` would be lost: AI SDK 5, 6 and 7 hand on one entry for each image. */
  providerMetadata: { workersai: { images: { [key: string]: JSONValue }[] } };
}

/** An image model of any version but for the version: they differ in their warnings alone. */
export function toImageModel<Warning>(
  image: Image,
  naming: Naming<ImageWarning, Warning>,
): ModelName & {
  readonly maxImagesPerCall: number;
  readonly doGenerate: (call: SdkCallOf<ImageCall>) => Promise<SdkImageResult<Warning>>;
} {
  return {
    ...naming.name,
    maxImagesPerCall,
    doGenerate: async call => {
      const images = await image.generate(readCall(call));
      return {
        ...toAnswer(images[0], naming),
        images: images.map(({ bytes }) => bytes),
        providerMetadata: { workersai: { images: images.map(({ response }) => ({ ...response.metadata })) } },
      };
    },
  };
}

/** Images that the AI SDK asks for in one call; AI SDK 4 takes nothing but a number. */
const maxImagesPerCall = 8;
