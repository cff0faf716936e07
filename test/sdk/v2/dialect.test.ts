import type {
  LanguageModelV2CallOptions,
  LanguageModelV2CallWarning,
  LanguageModelV2FinishReason,
  LanguageModelV2ProviderDefinedTool,
  LanguageModelV2Usage,
} from '@ai-sdk/provider-v2';
import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway/ai5';
import type { ChatFinish, ChatUsage, ChatWarning } from '../../../src/chat/types.ts';
import { dialect } from '../../../src/sdk/v2/dialect.ts';
import { json, llama, settings, stubFetch } from '../../transport/stub-fetch.ts';

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

const usages: readonly { name: string; usage: ChatUsage; expected: LanguageModelV2Usage }[] = [
  {
    name: 'everything known',
    usage: {
      input: { total: 10, cached: 4 },
      output: { total: 5, reasoning: 2 },
      total: 16,
      raw: { prompt_tokens: 10 },
    },
    expected: { inputTokens: 10, outputTokens: 5, totalTokens: 16, reasoningTokens: 2, cachedInputTokens: 4 },
  },
  {
    name: 'a total that was not said is the sum',
    usage: {
      ...unknown,
      input: { total: 10, cached: undefined },
      output: { total: 5, reasoning: undefined },
    },
    expected: {
      inputTokens: 10,
      outputTokens: 5,
      totalTokens: 15,
      reasoningTokens: undefined,
      cachedInputTokens: undefined,
    },
  },
  {
    name: 'one count alone makes no total',
    usage: { ...unknown, input: { total: 10, cached: undefined } },
    expected: {
      inputTokens: 10,
      outputTokens: undefined,
      totalTokens: undefined,
      reasoningTokens: undefined,
      cachedInputTokens: undefined,
    },
  },
  {
    name: 'nothing known',
    usage: unknown,
    expected: {
      inputTokens: undefined,
      outputTokens: undefined,
      totalTokens: undefined,
      reasoningTokens: undefined,
      cachedInputTokens: undefined,
    },
  },
];

test.each(usages)('usage: $name', ({ usage, expected }) => {
  expect(dialect.usage(usage)).toStrictEqual(expected);
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

describe('through a model', () => {
  const search: LanguageModelV2ProviderDefinedTool = {
    type: 'provider-defined',
    id: 'openai.search',
    name: 'search',
    args: {},
  };
  const call: LanguageModelV2CallOptions = {
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    tools: [search],
    topK: 5,
    stopSequences: ['.'],
    providerOptions: { workersai: { unheard: 1 } },
  };
  const body = {
    choices: [{ message: { content: 'Hello' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  };

  test('a whole answer is as AI SDK 5 takes it', async () => {
    const { fetch, sent } = stubFetch(json(body));
    const result = await createWorkersAI({ ...settings, fetch })(llama).doGenerate(call);
    expect(result).toStrictEqual({
      content: [{ type: 'text', text: 'Hello' }],
      finishReason: 'stop',
      usage: {
        inputTokens: 10,
        outputTokens: 5,
        totalTokens: 15,
        reasoningTokens: undefined,
        cachedInputTokens: undefined,
      },
      providerMetadata: { workersai: {} },
      request: { body: { messages: [{ role: 'user', content: 'Hi' }], top_k: 5 } },
      response: { headers: { 'content-type': 'application/json' }, body },
      warnings: [
        {
          type: 'unsupported-tool',
          tool: search,
          details: 'Workers AI does not run provider-defined tools.',
        },
        { type: 'unsupported-setting', setting: 'stopSequences', details: `${llama} does not support it.` },
        { type: 'other', message: 'The option unheard of workersai is unknown and was not sent.' },
      ],
    });
    expect(sent[0]?.body).not.toHaveProperty('tools');
  });

  test('a stream begins with the same warnings, and ends with reason and usage as AI SDK 5 takes them', async () => {
    const { fetch } = stubFetch(json(body), json(body));
    const model = createWorkersAI({ ...settings, fetch })(llama);
    const { warnings, finishReason, usage, providerMetadata } = await model.doGenerate(call);
    const parts = [];
    for await (const part of (await model.doStream(call)).stream) parts.push(part);
    expect(warnings).toHaveLength(3);
    expect(parts[0]).toEqual({ type: 'stream-start', warnings });
    expect(parts.at(-1)).toStrictEqual({ type: 'finish', finishReason, usage, providerMetadata });
  });
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
