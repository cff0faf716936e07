import { expect, test } from 'vitest';
import { placesIn } from '../../src/image/families.ts';

const snakeCase = (name: string) => name.replace('P', '_p');

type Range = readonly [from: number | undefined, to: number | undefined];
type Facts = Readonly<Record<string, Range>>;

const any: Range = [undefined, undefined];
const sides = (from: number, to: number): Facts => ({ width: [from, to], height: [from, to] });
const diffusion: Facts = {
  ...sides(256, 2048),
  seed: any,
  num_steps: [1, 20],
  guidance: any,
  negative_prompt: any,
  strength: [0, 1],
};
const flux2: Facts = { ...sides(256, 1920), guidance: any, seed: any };

/** By the input schemas of https://developers.cloudflare.com/workers-ai/models/, as of 2026-11. */
const facts: Readonly<Record<string, Facts>> = {
  '@cf/black-forest-labs/flux-1-schnell': { steps: [1, 8] },
  '@cf/black-forest-labs/flux-2-dev': { ...flux2, steps: [1, undefined] },
  '@cf/black-forest-labs/flux-2-klein-4b': flux2,
  '@cf/black-forest-labs/flux-2-klein-9b': flux2,
  '@cf/stabilityai/stable-diffusion-xl-base-1.0': diffusion,
  '@cf/bytedance/stable-diffusion-xl-lightning': diffusion,
  '@cf/lykon/dreamshaper-8-lcm': diffusion,
  '@cf/runwayml/stable-diffusion-v1-5-inpainting': diffusion,
  '@cf/leonardo/lucid-origin': {
    ...sides(0, 2500),
    guidance: [0, 10],
    seed: [0, undefined],
    num_steps: [1, 40],
  },
  '@cf/leonardo/phoenix-1.0': {
    ...sides(0, 2048),
    guidance: [2, 10],
    seed: [0, undefined],
    num_steps: [1, 50],
    negative_prompt: any,
  },
};

test.each(Object.entries(facts))('%s takes the inputs of its schema', (model, inputs) => {
  const places = Object.entries(placesIn(model));
  expect(
    Object.fromEntries(places.map(([name, { input = snakeCase(name), from, to }]) => [input, [from, to]])),
  ).toEqual(inputs);
});

test('a model that is not known takes any value', () => {
  const places = Object.values(placesIn('@cf/acme/painter'));
  expect(places.every(({ from, to }) => from === undefined && to === undefined)).toBe(true);
});
