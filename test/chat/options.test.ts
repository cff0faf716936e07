import { InvalidArgumentError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { chatOptions } from '../../src/chat/options.ts';
import { expectModelOptions } from '../../src/request/options.ts';

test.each([
  [{ maxTokens: 0 }, 'Setting maxTokens must be a whole number from 1 up, not 0.'],
  [{ lora: '' }, 'Setting lora must be a string that is not empty, not "".'],
  [{ raw: 'yes' }, 'Setting raw must be true or false, not "yes".'],
  [{ repetitionPenalty: Number.NaN }, 'Setting repetitionPenalty must be a finite number, not NaN.'],
  [{ reasoningEffort: 5 }, 'Setting reasoningEffort must be a string that is not empty, or null, not 5.'],
  [{ chatTemplateKwargs: [] }, 'Setting chatTemplateKwargs must be an object, not an array.'],
  [{ logitBias: { 5: '1' } }, 'Setting logitBias must be an object of numbers, not an object.'],
  [
    { sessionAffinity: 'a\nb' },
    'Setting sessionAffinity must be a string of characters that HTTP headers can contain, not "a\\nb".',
  ],
  [{ thinkTags: 'auto' }, 'Setting thinkTags must be true or false, not "auto".'],
  [{ extraInputs: null }, 'Setting extraInputs must be an object, not null.'],
  [{ gateway: { cacheTtl: '60' } }, 'Setting gateway.cacheTtl must be a whole number from 0 up, not "60".'],
  [{ headers: { a: 1 } }, 'Setting headers must be an object of header names and values, not an object.'],
])('refuses the options %j', (options, message) => {
  expect(() => expectModelOptions(options, chatOptions)).toThrow(InvalidArgumentError);
  expect(() => expectModelOptions(options, chatOptions)).toThrow(expect.objectContaining({ message }));
});
