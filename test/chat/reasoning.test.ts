import { expect, test } from 'vitest';
import { buildReasoning } from '../../src/chat/reasoning.ts';
import type { Reasoning } from '../../src/chat/types.ts';

const kimi = '@cf/moonshotai/kimi-k2.6';
const qwen = '@cf/qwen/qwen3.8-27b';
const glm = '@cf/zai-org/glm-4.7-flash';
const kimiCode = '@cf/moonshotai/kimi-k2.7-code';
const oss = '@cf/openai/gpt-oss-120b';
const llama = '@cf/meta/llama-3.3-70b-instruct-fp8-fast';
const effort = (level: string | null) => ({ reasoning_effort: level });
const thinking = (enable_thinking: boolean) => ({ chat_template_kwargs: { enable_thinking } });

test.each<[string, Reasoning, object, details?: string]>([
  [kimi, 'high', effort('high')],
  [kimi, 'none', effort('none')],
  [kimi, 'low', effort('high'), "does not support the effort 'low': 'high' was sent."],
  [kimi, 'max', effort('high'), "does not support the effort 'max': 'high' was sent."],
  [
    '@cf/zai-org/glm-5.2',
    'minimal',
    effort('high'),
    "does not support the effort 'minimal': 'high' was sent.",
  ],
  ['@cf/zai-org/glm-5.3', 'none', effort('low'), "does not support the effort 'none': 'low' was sent."],
  [
    '@cf/zai-org/glm-5.3-flash',
    'medium',
    effort('high'),
    "does not support the effort 'medium': 'high' was sent.",
  ],
  [
    '@cf/deepseek-ai/deepseek-v4-pro-0813',
    'xhigh',
    effort('max'),
    "does not support the effort 'xhigh': 'max' was sent.",
  ],
  [oss, 'none', effort('low'), "does not support the effort 'none': 'low' was sent."],
  [qwen, 'high', effort('xhigh'), "does not support the effort 'high': 'xhigh' was sent."],
  [qwen, 'none', thinking(false)],
  [glm, 'none', thinking(false)],
  [glm, 'high', thinking(true), "has no reasoning efforts, so 'high' was not sent."],
  [kimiCode, 'none', {}, "has no reasoning efforts, so 'none' was not sent."],
  [llama, 'none', effort(null)],
  [llama, 'low', effort('low')],
  [llama, 'minimal', effort('low'), "does not support the effort 'minimal': 'low' was sent."],
  [llama, 'xhigh', effort('high'), "does not support the effort 'xhigh': 'high' was sent."],
  ['openai/gpt-5.5', 'none', effort('none')],
  ['openai/gpt-5.5', 'max', effort('max')],
  [
    'anthropic/claude-opus-5',
    'minimal',
    effort('low'),
    "does not support the effort 'minimal': 'low' was sent.",
  ],
  ['google/gemini-3-flash', 'minimal', effort('minimal')],
  ['xai/grok-4.6', 'xhigh', effort('high'), "does not support the effort 'xhigh': 'high' was sent."],
  [
    'deepseek/deepseek-v4-pro',
    'medium',
    effort('high'),
    "does not support the effort 'medium': 'high' was sent.",
  ],
  // Not with the inputs of the model of Workers AI.
  ['alibaba/qwen3.8-27b', 'none', effort('none')],
  ['dynamic/my-route', 'low', effort('low')],
])('%s takes the reasoning %s as %j', (model, reasoning, inputs, details) => {
  const warnings = details
    ? [{ type: 'compatibility', feature: 'reasoning', details: `${model} ${details}` }]
    : [];
  expect(buildReasoning(reasoning, { model })).toEqual({ inputs, warnings });
});
