import type {
  LanguageModelV3CallOptions,
  LanguageModelV3FinishReason,
  LanguageModelV3ProviderTool,
  LanguageModelV3Usage,
  SharedV3Warning,
} from '@ai-sdk/provider-v3';
import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway/ai6';
import type { ChatFinish, ChatUsage, ChatWarning } from '../../../src/chat/types.ts';
import { dialect } from '../../../src/sdk/shared/dialect-v3-v4.ts';
import { json, llama, settings, stubFetch } from '../../transport/stub-fetch.ts';

const reasons: readonly (readonly [ChatFinish['reason'], LanguageModelV3FinishReason])[] = [
  [
    { unified: 'length', raw: 'model_length' },
    { unified: 'length', raw: 'model_length' },
  ],
  [
    { unified: 'stop', raw: undefined },
    { unified: 'stop', raw: undefined },
  ],
];

test.each(reasons)('the finish reason %o has both forms', (reason, expected) => {
  expect(dialect.finishReason(reason)).toStrictEqual(expected);
});

const raw = { prompt_tokens: 10 };
const usages: readonly { name: string; usage: ChatUsage; expected: LanguageModelV3Usage }[] = [
  {
    name: 'everything known',
    usage: { input: { total: 10, cached: 4 }, output: { total: 5, reasoning: 2 }, total: 15, raw },
    expected: {
      inputTokens: { total: 10, noCache: 6, cacheRead: 4, cacheWrite: undefined },
      outputTokens: { total: 5, text: 3, reasoning: 2 },
      raw,
    },
  },
  {
    name: 'a part that is more than the whole leaves none',
    usage: {
      input: { total: 10, cached: 12 },
      output: { total: 5, reasoning: 7 },
      total: 15,
      raw: undefined,
    },
    expected: {
      inputTokens: { total: 10, noCache: 0, cacheRead: 12, cacheWrite: undefined },
      outputTokens: { total: 5, text: 0, reasoning: 7 },
    },
  },
  {
    name: 'what is not known is not made up',
    usage: {
      input: { total: 10, cached: undefined },
      output: { total: undefined, reasoning: 2 },
      total: undefined,
      raw: undefined,
    },
    expected: {
      inputTokens: { total: 10, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: undefined, text: undefined, reasoning: 2 },
    },
  },
];

test.each(usages)('usage: $name', ({ usage, expected }) => {
  expect(dialect.usage(usage)).toStrictEqual(expected);
});

const warnings: readonly (readonly [ChatWarning, SharedV3Warning])[] = [
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
];

test.each(warnings)('the warning %o is %o', (warning, expected) => {
  expect(dialect.warning(warning)).toEqual(expected);
});

describe('through a model', () => {
  const search: LanguageModelV3ProviderTool = {
    type: 'provider',
    id: 'openai.search',
    name: 'search',
    args: {},
  };
  const call: LanguageModelV3CallOptions = {
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    tools: [search],
    topK: 5,
    stopSequences: ['.'],
    providerOptions: { workersai: { unheard: 1 } },
  };
  const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
  const body = { choices: [{ message: { content: 'Hello' }, finish_reason: 'stop' }], usage };

  test('a whole answer is as AI SDK 6 takes it', async () => {
    const { fetch, sent } = stubFetch(json(body));
    const result = await createWorkersAI({ ...settings, fetch })(llama).doGenerate(call);
    expect(result).toStrictEqual({
      content: [{ type: 'text', text: 'Hello' }],
      finishReason: { unified: 'stop', raw: 'stop' },
      usage: {
        inputTokens: { total: 10, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
        outputTokens: { total: 5, text: undefined, reasoning: undefined },
        raw: usage,
      },
      providerMetadata: { workersai: {} },
      request: { body: { messages: [{ role: 'user', content: 'Hi' }], top_k: 5 } },
      response: { headers: { 'content-type': 'application/json' }, body },
      warnings: [
        {
          type: 'unsupported',
          feature: 'the tool search, which its provider runs',
          details: 'Workers AI runs no tools itself.',
        },
        { type: 'unsupported', feature: 'stopSequences', details: `${llama} does not take it.` },
        { type: 'other', message: 'The option unheard of workersai is not known, and was not sent.' },
      ],
    });
    expect(sent[0]?.body).not.toHaveProperty('tools');
  });

  test('a stream begins with the same warnings, and ends with reason and usage as AI SDK 6 takes them', async () => {
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
  const hosted = { type: 'provider' as const, id: 'x.search' as const, name: 'search', args: {} };
  expect(dialect.toolWarnings({ prompt: [] })).toEqual([]);
  expect(dialect.toolWarnings({ prompt: [], tools: [tool] })).toEqual([]);
  expect(dialect.toolWarnings({ prompt: [], tools: [tool, hosted] })).toEqual([
    {
      type: 'unsupported',
      feature: 'the tool search, which its provider runs',
      details: 'Workers AI runs no tools itself.',
    },
  ]);
});
