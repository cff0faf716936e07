import { askMedia, type MediaAnswer } from '../request/ask.ts';
import type { ModelCall, ModelSettings } from '../request/call.ts';
import { expectModelOptions } from '../request/options.ts';
import { type ImageOptions, imageOptions } from './options.ts';
import { buildRequest, expectOptions, type ImageInputs, type ImageWarning } from './request.ts';

export interface ImageCall extends ModelCall, ImageInputs {
  /** How many images. */
  readonly n: number;
}

/** An image model, free of any AI SDK version. */
export interface Image {
  /** @throws APICallError for an answer that failed, or that holds no image; one answer an image. */
  readonly generate: (
    call: ImageCall,
  ) => Promise<readonly [MediaAnswer<ImageWarning>, ...MediaAnswer<ImageWarning>[]]>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createImage(settings: ModelSettings<ImageOptions>): Image {
  expectModelOptions(settings.options, imageOptions);
  expectOptions(settings);
  return {
    // Workers AI makes one image a request.
    generate: call => {
      const generateOne = (index: number) =>
        askMedia(call, {
          settings,
          checks: imageOptions,
          kind: 'image',
          build: options => buildRequest(call, { ...settings, options, index }),
        });
      return Promise.all([
        generateOne(0),
        ...Array.from({ length: call.n - 1 }, (_, at) => generateOne(at + 1)),
      ]);
    },
  };
}
