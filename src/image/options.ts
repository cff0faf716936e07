import { type ModelOptions, modelOptions } from '../request/options.ts';
import { type Checks, count, number, text } from '../values/check.ts';

/**
 * Options of an image model, besides the AI SDK's own settings. An option that the model doesn't take gives a warning.
 * See docs/images.md.
 */
export interface ImageOptions extends ModelOptions {
  /**
   * Number of refinement steps. More steps take longer and cost more.
   * See docs/images.md.
   * @default the model's own
   */
  readonly steps?: number | undefined;
  /**
   * How closely the picture follows the prompt. Higher values follow it more closely.
   * @default the model's own
   */
  readonly guidance?: number | undefined;
  /** What the picture must not show. For phoenix and Stable Diffusion. */
  readonly negativePrompt?: string | undefined;
  /**
   * How far the picture may differ from the image that it starts from, from 0 to 1. For Stable Diffusion.
   * @default the model's own
   */
  readonly strength?: number | undefined;
}

export const imageOptions: Checks<ImageOptions> = {
  ...modelOptions,
  steps: count,
  guidance: number,
  negativePrompt: text,
  strength: number,
};
