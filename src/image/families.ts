import { type Place, type Places, placesOf } from '../request/places.ts';

/** What a caller can set of an image, besides its prompt. */
type ImageSetting = 'width' | 'height' | 'seed' | 'steps' | 'guidance' | 'negativePrompt' | 'strength';

/** Image models that take the same inputs. */
export interface ImageFamily {
  readonly places: Places<ImageSetting>;
  /** Takes a form, with up to four reference images in it. */
  readonly isForm?: boolean;
  /** Takes a picture to start from, and a mask of the part to paint anew. */
  readonly edits?: boolean;
}

const size = (from: number, to: number): Places<ImageSetting> => ({
  width: { from, to },
  height: { from, to },
});
const steps = (to: number): Place => ({ input: 'num_steps', from: 1, to });

/** Cloudflare's common inputs for image models, without ranges. */
const common: ImageFamily = {
  edits: true,
  places: {
    ...placesOf('width', 'height', 'seed', 'guidance', 'negativePrompt', 'strength'),
    steps: { input: 'num_steps' },
  },
};

const flux2: Places<ImageSetting> = { ...size(256, 1920), ...placesOf('guidance', 'seed') };
const leonardo: Places<ImageSetting> = { ...size(0, 2048), guidance: { from: 0, to: 10 }, seed: { from: 0 } };

/** By the models' input schemas, such as https://developers.cloudflare.com/workers-ai/models/flux-1-schnell/ */
const families: readonly (readonly [models: RegExp, family: ImageFamily])[] = [
  [/flux-1-schnell/, { places: { steps: { from: 1, to: 8 } } }],
  [/flux-2-dev/, { isForm: true, places: { ...flux2, steps: { from: 1 } } }],
  // Their steps are fixed at 4.
  [/flux-2-/, { isForm: true, places: flux2 }],
  [/lucid-origin/, { places: { ...leonardo, ...size(0, 2500), steps: steps(40) } }],
  [
    /phoenix-1/,
    { places: { ...leonardo, guidance: { from: 2, to: 10 }, steps: steps(50), negativePrompt: {} } },
  ],
  [
    /stable-diffusion-|dreamshaper-/,
    {
      ...common,
      places: { ...common.places, ...size(256, 2048), steps: steps(20), strength: { from: 0, to: 1 } },
    },
  ],
];

export const familyOf = (model: string): ImageFamily =>
  families.find(([models]) => models.test(model))?.[1] ?? common;
