import type {
  LanguageModelV2CallWarning,
  LanguageModelV2FinishReason,
  LanguageModelV2Usage,
} from '@ai-sdk/provider-v2';
import { expect, test } from 'vitest';
import type { ChatFinish, ChatUsage, ChatWarning } from '../../../src/chat/types.ts';
import { dialect } from '../../../src/sdk/v2/dialect.ts';

const unknown: ChatUsage = {
  input: { total: undefined, cached: undefined },
  output: { total: undefined, reasoning: undefined },
  total: undefined,
  raw: undefined,
};

const reasons: readonly (readonly [ChatFinish['reason'], LanguageModelV2FinishReason])[] = [
  [{ unified: 'stop', raw: 'stop' }, 'stop'],
  [{ unified: 'length', raw: 'model_length' }, 'length'],
  [{ unified: 'content-filter', raw: 'content_filter' }, 'content-filter'],
  [{ unified: 'tool-calls', raw: undefined }, 'tool-calls'],
  [{ unified: 'error', raw: undefined }, 'error'],
  [{ unified: 'other', raw: 'eos' }, 'other'],
];

test.each(reasons)('the finish reason %o is %s', (reason, expected) => {
  expect(dialect.finishReason(reason)).toBe(expected);
});

const counts: LanguageModelV2Usage = {
  inputTokens: undefined,
  outputTokens: undefined,
  totalTokens: undefined,
  reasoningTokens: undefined,
  cachedInputTokens: undefined,
};
const input = { total: 10, cached: undefined };
const output = { total: 5, reasoning: undefined };

test.each<[string, Partial<ChatUsage>, Partial<LanguageModelV2Usage>]>([
  [
    'everything known',
    { input: { total: 10, cached: 4 }, output: { total: 5, reasoning: 2 }, total: 16 },
    { inputTokens: 10, outputTokens: 5, totalTokens: 16, reasoningTokens: 2, cachedInputTokens: 4 },
  ],
  [
    'no total said, which is the sum',
    { input, output },
    { inputTokens: 10, outputTokens: 5, totalTokens: 15 },
  ],
  ['one count alone, which makes no total', { input }, { inputTokens: 10 }],
  ['nothing known', {}, {}],
])('usage with %s', (_name, usage, expected) => {
  expect(dialect.usage({ ...unknown, ...usage })).toStrictEqual({ ...counts, ...expected });
});

const warnings: readonly (readonly [ChatWarning, LanguageModelV2CallWarning])[] = [
  [
    { type: 'setting', setting: 'topK', details: 'No.' },
    { type: 'unsupported-setting', setting: 'topK', details: 'No.' },
  ],
  [
    { type: 'setting', setting: 'maxTokens', details: 'No.' },
    { type: 'unsupported-setting', setting: 'maxOutputTokens', details: 'No.' },
  ],
  [
    { type: 'compatibility', feature: 'reasoning', details: "'low' was sent." },
    { type: 'other', message: "reasoning: 'low' was sent." },
  ],
  [
    { type: 'other', message: 'Mind this.' },
    { type: 'other', message: 'Mind this.' },
  ],
];

test.each(warnings)('the warning %o is %o', (warning, expected) => {
  expect(dialect.warning(warning)).toEqual(expected);
});

test('a tool that is a function is nothing to warn of', () => {
  const tool = { type: 'function' as const, name: 'f', inputSchema: {} };
  expect(dialect.toolWarnings({ prompt: [], tools: [tool] })).toEqual([]);
  expect(dialect.toolWarnings({ prompt: [] })).toEqual([]);
  const hosted = { type: 'provider-defined' as const, id: 'x.search' as const, name: 'search', args: {} };
  expect(dialect.toolWarnings({ prompt: [], tools: [tool, hosted] })).toEqual([
    { type: 'unsupported-tool', tool: hosted, details: 'Workers AI does not run provider-defined tools.' },
  ]);
});
