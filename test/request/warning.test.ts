import { expect, test } from 'vitest';
import { misnamedOptions, unknownOption } from '../../src/request/warning.ts';

test.each([
  { key: 'cacheTtl', asks: ' Did you mean gateway: { cacheTtl }?' },
  { key: 'max_tokens', asks: ' Did you mean maxTokens?' },
  { key: 'colour', asks: '' },
])('the unknown option $key is answered with:$asks', ({ key, asks }) => {
  expect(unknownOption(key, ['maxTokens', 'format'])).toEqual({
    type: 'other',
    message: `The option ${key} of workersai is unknown and was not sent.${asks}`,
  });
});

test('options under another name say which name is read', () => {
  expect(misnamedOptions('workersAi')).toEqual({
    type: 'other',
    message: expect.stringMatching(/^providerOptions\.workersAi .* providerOptions\.workersai\?$/),
  });
});
