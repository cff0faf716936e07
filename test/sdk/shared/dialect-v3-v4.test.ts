import type { LanguageModelV4FinishReason, LanguageModelV4Usage, SharedV4Warning } from '@ai-sdk/provider-v4';
import { expect, test } from 'vitest';
import type { ChatFinish, ChatUsage, ChatWarning } from '../../../src/chat/types.ts';
import { dialect } from '../../../src/sdk/shared/dialect-v3-v4.ts';

test.each<[ChatFinish['reason'], LanguageModelV4FinishReason]>([
  [
    { unified: 'length', raw: 'model_length' },
    { unified: 'length', raw: 'model_length' },
  ],
  [
    { unified: 'stop', raw: undefined },
    { unified: 'stop', raw: undefined },
  ],
])('the finish reason %o keeps both forms', (reason, expected) => {
  expect(dialect.finishReason(reason)).toStrictEqual(expected);
});

const raw = { prompt_tokens: 10 };

test.each<[string, ChatUsage, LanguageModelV4Usage]>([
  [
    'counts what is not cached and not reasoning',
    { input: { total: 10, cached: 4 }, output: { total: 5, reasoning: 2 }, total: 15, raw },
    {
      inputTokens: { total: 10, noCache: 6, cacheRead: 4, cacheWrite: undefined },
      outputTokens: { total: 5, text: 3, reasoning: 2 },
      raw,
    },
  ],
  [
    'has no negative counts where a part exceeds the whole',
    { input: { total: 10, cached: 12 }, output: { total: 5, reasoning: 7 }, total: 15, raw: undefined },
    {
      inputTokens: { total: 10, noCache: 0, cacheRead: 12, cacheWrite: undefined },
      outputTokens: { total: 5, text: 0, reasoning: 7 },
    },
  ],
  [
    'leaves unknown counts undefined',
    {
      input: { total: 10, cached: undefined },
      output: { total: undefined, reasoning: 2 },
      total: undefined,
      raw: undefined,
    },
    {
      inputTokens: { total: 10, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: undefined, text: undefined, reasoning: 2 },
    },
  ],
])('usage %s', (_name, usage, expected) => {
  expect(dialect.usage(usage)).toStrictEqual(expected);
});

test.each<[ChatWarning, SharedV4Warning]>([
  [
    { type: 'setting', setting: 'topK', details: 'No.' },
    { type: 'unsupported', feature: 'topK', details: 'No.' },
  ],
  [
    { type: 'setting', setting: 'maxTokens', details: 'No.' },
    { type: 'unsupported', feature: 'maxOutputTokens', details: 'No.' },
  ],
  [
    { type: 'compatibility', feature: 'reasoning', details: "'low' was sent." },
    { type: 'compatibility', feature: 'reasoning', details: "'low' was sent." },
  ],
  [
    { type: 'other', message: 'Mind this.' },
    { type: 'other', message: 'Mind this.' },
  ],
])('the warning %o becomes %o', (warning, expected) => {
  expect(dialect.warning(warning)).toEqual(expected);
});

const hosted = { type: 'provider' as const, id: 'openai.search' as const, name: 'search', args: {} };
const noHostedTool = {
  type: 'unsupported',
  feature: 'the tool search, which its provider runs',
  details: 'Workers AI does not run provider-defined tools.',
};

test('warns of a tool that its provider runs, not of a function', () => {
  const tool = { type: 'function' as const, name: 'f', inputSchema: {} };
  expect(dialect.toolWarnings({ prompt: [] })).toEqual([]);
  expect(dialect.toolWarnings({ prompt: [], tools: [tool] })).toEqual([]);
  expect(dialect.toolWarnings({ prompt: [], tools: [tool, hosted] })).toEqual([noHostedTool]);
});
