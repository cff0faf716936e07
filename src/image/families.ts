import { type Families, findFamily } from '../request/families.ts';
import type { Places } from '../request/places.ts';

/** What a caller can set of an image, besides its prompt and pictures. */
type ImageSetting = 'width' | 'height' | 'seed' | 'steps' | 'guidance' | 'negativePrompt' | 'strength';

type ImagePlaces = Places<ImageSetting>;

/** Cloudflare's common inputs for image models, without ranges. */
const common: ImagePlaces = {
  width: {},
  height: {},
  seed: {},
  guidance: {},
  negativePrompt: {},
  strength: {},
  steps: { input: 'num_steps' },
};

/** Without `steps`, which are fixed at 4 but for flux-2-dev. */
const flux2: ImagePlaces = {
  width: { from: 256, to: 1920 },
  height: { from: 256, to: 1920 },
  guidance: {},
  seed: {},
};

/** By the models' input schemas, such as https://developers.cloudflare.com/workers-ai/models/flux-1-schnell/ */
const families: Families<ImagePlaces> = [
  [/flux-1-schnell/, { steps: { from: 1, to: 8 } }],
  [/flux-2-dev/, { ...flux2, steps: { from: 1 } }],
  [/flux-2-/, flux2],
  [
    /lucid-origin/,
    {
      width: { from: 0, to: 2500 },
      height: { from: 0, to: 2500 },
      guidance: { from: 0, to: 10 },
      seed: { from: 0 },
      steps: { input: 'num_steps', from: 1, to: 40 },
    },
  ],
  [
    /phoenix-1/,
    {
      width: { from: 0, to: 2048 },
      height: { from: 0, to: 2048 },
      guidance: { from: 2, to: 10 },
      seed: { from: 0 },
      steps: { input: 'num_steps', from: 1, to: 50 },
      negativePrompt: {},
    },
  ],
  [
    /stable-diffusion-|dreamshaper-/,
    {
      ...common,
      width: { from: 256, to: 2048 },
      height: { from: 256, to: 2048 },
      steps: { input: 'num_steps', from: 1, to: 20 },
      strength: { from: 0, to: 1 },
    },
  ],
];

export const placesIn = (model: string): ImagePlaces => findFamily(families, model) ?? common;

/** FLUX.2 takes a form, with up to four reference images in it. */
export const takesForm = (model: string): boolean => /flux-2-/.test(model);
