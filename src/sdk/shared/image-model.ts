import type { Image, ImageCall } from '../../image/image.ts';
import type { ImageWarning } from '../../image/request.ts';
import type { ModelName } from '../../request/models.ts';
import type { JSONValue } from '../../values/json.ts';
import { optionsOf } from './options.ts';

/** A call of an image model as any version of the AI SDK makes it. */
export interface SdkImageCall extends Omit<ImageCall, 'options'> {
  readonly providerOptions?: Readonly<Record<string, unknown>> | undefined;
}

export interface SdkImageResult<Warning> {
  images: Uint8Array[];
  warnings: Warning[];
  response: { timestamp: Date; modelId: string; headers: Record<string, string> };
  /** Everything but `images` would be lost: AI SDK 5, 6 and 7 hand on one entry for each image. */
  providerMetadata: { workersai: { images: { [key: string]: JSONValue }[] } };
}

/** An image model of any version but for the version: they differ in their warnings alone. */
export function toImageModel<Warning>(
  image: Image,
  { name, warning }: { name: ModelName; warning: (warning: ImageWarning) => Warning },
): ModelName & {
  readonly maxImagesPerCall: number;
  readonly doGenerate: (call: SdkImageCall) => Promise<SdkImageResult<Warning>>;
} {
  return {
    ...name,
    maxImagesPerCall,
    doGenerate: async ({ providerOptions, ...call }) => {
      const { images, metadata, headers, warnings } = await image.generate({
        ...call,
        ...optionsOf(providerOptions),
      });
      return {
        images: [...images],
        warnings: warnings.map(warning),
        response: { timestamp: new Date(), modelId: name.modelId, headers },
        providerMetadata: { workersai: { images: metadata.map(entry => ({ ...entry })) } },
      };
    },
  };
}

/** Images that the AI SDK asks for in one call; AI SDK 4 takes nothing but a number. */
const maxImagesPerCall = 8;
