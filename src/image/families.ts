import type { Place, Places } from '../request/places.ts';

/** What a caller can set of an image, besides its prompt. */
type ImageSetting = 'width' | 'height' | 'seed' | 'steps' | 'guidance' | 'negativePrompt' | 'strength';

/** Image models that take the same inputs. */
export interface ImageFamily {
  readonly models: RegExp;
  readonly places: Places<ImageSetting>;
  /** Takes a form, with up to four reference images in it. */
  readonly isForm?: boolean;
  /** Takes a picture to start from, and a mask of the part to paint anew. */
  readonly edits?: boolean;
}

const size = (from: number, to: number): Places<ImageSetting> => ({
  width: { input: 'width', from, to },
  height: { input: 'height', from, to },
});
const steps = (to: number): Place => ({ input: 'num_steps', from: 1, to });
const seed: Place = { input: 'seed' };
const seedFromZero: Place = { input: 'seed', from: 0 };
const negativePrompt: Place = { input: 'negative_prompt' };

const flux2: Places<ImageSetting> = { ...size(256, 1920), guidance: { input: 'guidance' }, seed };

/** By the models' input schemas, such as https://developers.cloudflare.com/workers-ai/models/flux-1-schnell/ */
const families: readonly ImageFamily[] = [
  { models: /\/flux-1-schnell$/, places: { steps: { input: 'steps', from: 1, to: 8 } } },
  { models: /\/flux-2-dev$/, isForm: true, places: { ...flux2, steps: { input: 'steps', from: 1 } } },
  // Their steps are fixed at 4.
  { models: /\/flux-2-/, isForm: true, places: flux2 },
  {
    models: /\/lucid-origin$/,
    places: {
      ...size(0, 2500),
      guidance: { input: 'guidance', from: 0, to: 10 },
      seed: seedFromZero,
      steps: steps(40),
    },
  },
  {
    models: /\/phoenix-1\.0$/,
    places: {
      ...size(0, 2048),
      guidance: { input: 'guidance', from: 2, to: 10 },
      seed: seedFromZero,
      steps: steps(50),
      negativePrompt,
    },
  },
  {
    models: /\/(?:stable-diffusion-|dreamshaper-)/,
    edits: true,
    places: {
      ...size(256, 2048),
      guidance: { input: 'guidance' },
      seed,
      steps: steps(20),
      negativePrompt,
      strength: { input: 'strength', from: 0, to: 1 },
    },
  },
];

/** Cloudflare's common inputs for image models, without ranges. */
const unknown: Omit<ImageFamily, 'models'> = {
  edits: true,
  places: {
    width: { input: 'width' },
    height: { input: 'height' },
    guidance: { input: 'guidance' },
    seed,
    steps: { input: 'num_steps' },
    negativePrompt,
    strength: { input: 'strength' },
  },
};

export const familyOf = (model: string): Omit<ImageFamily, 'models'> =>
  families.find(({ models }) => models.test(model)) ?? unknown;
