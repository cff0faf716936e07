import { InvalidArgumentError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { chatOptions } from '../../src/chat/options.ts';
import { expectModelOptions } from '../../src/request/options.ts';

test.each([
  { options: { maxTokens: 0 }, message: 'Setting maxTokens must be a whole number from 1 up, not 0.' },
  { options: { lora: '' }, message: 'Setting lora must be a string that is not empty, not "".' },
  { options: { raw: 'yes' }, message: 'Setting raw must be true or false, not "yes".' },
  {
    options: { repetitionPenalty: Number.NaN },
    message: 'Setting repetitionPenalty must be a finite number, not NaN.',
  },
  {
    options: { reasoningEffort: 5 },
    message: 'Setting reasoningEffort must be a string that is not empty, or null, not 5.',
  },
  {
    options: { chatTemplateKwargs: [] },
    message: 'Setting chatTemplateKwargs must be an object, not an array.',
  },
  {
    options: { logitBias: { 5: '1' } },
    message: 'Setting logitBias must be an object of numbers, not an object.',
  },
  {
    options: { sessionAffinity: 'a\nb' },
    message:
      'Setting sessionAffinity must be a string of characters that an HTTP header can carry, not "a\\nb".',
  },
  { options: { thinkTags: 'auto' }, message: 'Setting thinkTags must be true or false, not "auto".' },
  { options: { extraInputs: null }, message: 'Setting extraInputs must be an object, not null.' },
  {
    options: { gateway: { cacheTtl: '60' } },
    message: 'Setting gateway.cacheTtl must be a whole number from 0 up, not "60".',
  },
  {
    options: { headers: { a: 1 } },
    message: 'Setting headers must be an object of header names and values, not an object.',
  },
])('refuses the options $options', ({ options, message }) => {
  expect(() => expectModelOptions(options, chatOptions)).toThrow(InvalidArgumentError);
  expect(() => expectModelOptions(options, chatOptions)).toThrow(expect.objectContaining({ message }));
});
