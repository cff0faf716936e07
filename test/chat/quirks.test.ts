import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hasQuirk } from '../../src/chat/quirks.ts';

test.each([
  { quirk: 'thinkTags', model: '@cf/deepseek-ai/deepseek-r1-distill-qwen-32b', expected: true },
  { quirk: 'thinkTags', model: '@cf/qwen/qwq-32b', expected: true },
  { quirk: 'thinkTags', model: 'run/@cf/qwen/qwq-32b', expected: true },
  { quirk: 'thinkTags', model: '@cf/qwen/qwen3-30b-a3b-fp8', expected: false },
  { quirk: 'thinkTags', model: '@cf/meta/llama-3.1-8b-instruct-fp8-fast', expected: false },
  { quirk: 'openAIInputs', model: '@cf/zai-org/glm-4.7-flash', expected: true },
  { quirk: 'openAIInputs', model: '@cf/moonshotai/kimi-k2.6', expected: true },
  { quirk: 'openAIInputs', model: '@cf/google/gemma-4-26b-a4b-it', expected: true },
  { quirk: 'openAIInputs', model: '@cf/meta/llama-3.3-70b-instruct-fp8-fast', expected: false },
  { quirk: 'reasoningContent', model: '@cf/moonshotai/kimi-k2.6', expected: true },
  { quirk: 'reasoningContent', model: '@cf/openai/gpt-oss-120b', expected: false },
  { quirk: 'maxCompletionTokens', model: 'openai/gpt-5.5', expected: true },
  { quirk: 'maxCompletionTokens', model: '@cf/openai/gpt-oss-20b', expected: false },
  { quirk: 'maxCompletionTokens', model: 'google/gemini-3-flash', expected: false },
  { quirk: 'responsesAlone', model: 'openai/gpt-5.6-terra', expected: true },
  { quirk: 'responsesAlone', model: 'openai/gpt-5.5-pro', expected: true },
  { quirk: 'responsesAlone', model: 'openai/gpt-5-pro', expected: true },
  { quirk: 'responsesAlone', model: 'openai/gpt-5.1-codex-max', expected: true },
  { quirk: 'responsesAlone', model: 'openai/gpt-5.4-pro', expected: false },
  { quirk: 'responsesAlone', model: 'openai/gpt-5.5', expected: false },
] as const)('$quirk of $model: $expected', ({ quirk, model, expected }) => {
  expect(hasQuirk(quirk, model)).toBe(expected);
});

/** The comment before each row of the table. */
const comments = [
  ...(readFileSync(new URL('../../src/chat/quirks.ts', import.meta.url), 'utf8')
    .split('= {')[1]
    ?.matchAll(/\/\*\*(.*?)\*\/\n {2}(\w+):/gs) ?? []),
].map(([, comment = '', name = '']) => ({ name, comment: comment.replace(/\s[\s*]*/g, ' ').trim() }));

test('every quirk has a comment', () => {
  expect(comments).toHaveLength(6);
});

test.each(comments)('the comment of $name says where it was told of, and when', ({ comment }) => {
  expect(comment).toMatch(/\(\S.*, 20\d\d-\d\d\)\.$/);
});
