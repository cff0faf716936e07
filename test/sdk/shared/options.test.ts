import { expect, test } from 'vitest';
import { optionsOf } from '../../../src/sdk/shared/options.ts';

test.each([
  { given: undefined, expected: undefined },
  { given: { openai: { a: 1 } }, expected: undefined },
  { given: { workersai: { a: 1 } }, expected: { a: 1 } },
  { given: { 'workers-ai': { a: 1 } }, expected: { a: 1 } },
  { given: { workersai: { a: 1 }, 'workers-ai': { a: 2, b: 2 } }, expected: { a: 1, b: 2 } },
  {
    given: {
      'workers-ai': {
        reasoning_effort: 'low',
        chat_template_kwargs: {},
        extraHeaders: { a: 'b' },
        max_tokens: 5,
      },
    },
    expected: { reasoningEffort: 'low', chatTemplateKwargs: {}, headers: { a: 'b' }, maxTokens: 5 },
  },
  { given: { workersai: { reasoning_effort: 'low' } }, expected: { reasoning_effort: 'low' } },
  { given: { workersai: 'wrong', 'workers-ai': { a: 1 } }, expected: 'wrong' },
])('of $given: $expected', ({ given, expected }) => {
  expect(optionsOf(given).options).toEqual(expected);
});

test('keys that come close to ours are named', () => {
  const given = { workersAI: {}, workers_ai: {}, cloudflare: {}, openai: {}, workersai: {} };
  expect(optionsOf(given).misnamed).toEqual(['workersAI', 'workers_ai', 'cloudflare']);
});
