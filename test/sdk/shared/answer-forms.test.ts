import { expect, test } from 'vitest';
import { json, llama } from '../../transport/stub-fetch.ts';
import { chatModel, collect, hi } from './models.ts';

const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
const body = { choices: [{ message: { content: 'Hello' }, finish_reason: 'stop' }], usage };
const noHostedTool = 'Workers AI does not run provider-defined tools.';
const noStop = `${llama} does not support it.`;
const search = { id: 'openai.search' as const, name: 'search', args: {} };
const ofAi5 = { type: 'provider-defined' as const, ...search };
const ofAi6 = { type: 'provider' as const, ...search };

const ai5 = {
  tool: ofAi5,
  finishReason: 'stop',
  usage: {
    inputTokens: 10,
    outputTokens: 5,
    totalTokens: 15,
    reasoningTokens: undefined,
    cachedInputTokens: undefined,
  },
  warnings: [
    { type: 'unsupported-tool', tool: ofAi5, details: noHostedTool },
    { type: 'unsupported-setting', setting: 'stopSequences', details: noStop },
  ],
};
const ai6 = {
  tool: ofAi6,
  finishReason: { unified: 'stop', raw: 'stop' },
  usage: {
    inputTokens: { total: 10, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: 5, text: undefined, reasoning: undefined },
    raw: usage,
  },
  warnings: [
    { type: 'unsupported', feature: 'the tool search, which its provider runs', details: noHostedTool },
    { type: 'unsupported', feature: 'stopSequences', details: noStop },
  ],
};

test.each([
  { version: 'v2' as const, form: ai5 },
  { version: 'v3' as const, form: ai6 },
  { version: 'v4' as const, form: ai6 },
])('a model of $version answers, whole and streamed, in the form of its spec', async ({ version, form }) => {
  const { tool, finishReason, usage } = form;
  const unknown = { type: 'other', message: 'The option unheard of workersai is unknown and was not sent.' };
  const warnings = [...form.warnings, unknown];
  const { model, sent } = chatModel(version, [json(body), json(body)]);
  const options = { topK: 5, stopSequences: ['.'], providerOptions: { workersai: { unheard: 1 } } };
  const call = { ...hi, ...options, tools: [tool] };
  expect(await model.doGenerate(call)).toStrictEqual({
    content: [{ type: 'text', text: 'Hello' }],
    finishReason,
    usage,
    providerMetadata: { workersai: {} },
    request: { body: { messages: [{ role: 'user', content: 'Hi' }], top_k: 5 } },
    response: { headers: { 'content-type': 'application/json' }, body },
    warnings,
  });
  expect(sent[0]?.body).not.toHaveProperty('tools');
  const parts = await collect((await model.doStream(call)).stream);
  expect(parts[0]).toEqual({ type: 'stream-start', warnings });
  expect(parts.at(-1)).toStrictEqual({
    type: 'finish',
    finishReason,
    usage,
    providerMetadata: { workersai: {} },
  });
});
