import { type ModelOptions, modelOptions } from '../request/options.ts';
import { type Checks, number, text, whole } from '../values/check.ts';

/** What an image model takes besides the AI SDK's own settings; a model that lacks an option warns. */
export interface ImageOptions extends ModelOptions {
  /** How often the picture is refined. More steps take longer and cost more. */
  readonly steps?: number | undefined;
  /** How closely the picture follows the prompt. */
  readonly guidance?: number | undefined;
  /** What the picture must not show. Taken by phoenix and Stable Diffusion. */
  readonly negativePrompt?: string | undefined;
  /** How far the picture may leave the one that it starts from, 0 to 1. Taken by Stable Diffusion. */
  readonly strength?: number | undefined;
}

export const imageOptions: Checks<ImageOptions> = {
  ...modelOptions,
  steps: whole({ from: 1, to: Number.MAX_SAFE_INTEGER }),
  guidance: number,
  negativePrompt: text,
  strength: number,
};
