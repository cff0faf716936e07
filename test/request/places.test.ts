import { expect, test } from 'vitest';
import { placeInputs, placesOf } from '../../src/request/places.ts';

const places = {
  ...placesOf('negativePrompt'),
  steps: { input: 'num_steps', from: 1, to: 8 },
  seed: { from: 0 },
};

test('settings are placed under their inputs, in snake_case unless named otherwise', () => {
  const options = { negativePrompt: 'rain', steps: 8, seed: undefined, extraInputs: { num_steps: 20 } };
  expect(placeInputs(options, { model: '@cf/x/y', places })).toEqual({
    inputs: { negative_prompt: 'rain', num_steps: 20 },
    warnings: [],
  });
});

test('a setting without a place is a warning: of the AI SDK’s by its name, of an option by its message', () => {
  const place = { model: '@cf/x/y', places, settings: ['size'] };
  expect(placeInputs({ gateway: false, headers: {}, size: '1x1', strength: 1 }, place)).toEqual({
    inputs: {},
    warnings: [
      { type: 'setting', setting: 'size', details: expect.stringContaining('@cf/x/y') },
      {
        type: 'other',
        message: expect.stringContaining('strength of workersai is not available in @cf/x/y'),
      },
    ],
  });
});

test.each([
  { options: { steps: 0 }, says: 'takes steps from 1 to 8, not 0' },
  { options: { steps: 9 }, says: 'takes steps from 1 to 8, not 9' },
  { options: { seed: -1 }, says: 'takes seed from 0 up, not -1' },
])('$options is out of range', ({ options, says }) => {
  expect(() => placeInputs(options, { model: '@cf/x/y', places })).toThrow(says);
});
