import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import type { ChatWarning } from '../../../src/chat/types.ts';
import { toResponseMetadata } from '../../../src/sdk/shared/response-metadata.ts';
import { toCallDetails } from '../../../src/sdk/v1/result.ts';
import { json, llama, settings, sse, stubFetch } from '../../transport/stub-fetch.ts';
import { collect, hi } from './call-options.ts';

const headers = {
  'cf-aig-cache-status': 'MISS',
  'cf-aig-log-id': 'log',
  'cf-aig-event-id': 'event',
  'cf-aig-request-id': 'request',
  'cf-aig-step': '0',
};
const gateway = { cacheStatus: 'MISS', logId: 'log', eventId: 'event', requestId: 'request', step: 0 };

const model = (answer: Response) => createWorkersAI({ ...settings, fetch: stubFetch(answer).fetch })(llama);

test('a model says what it can to ai@4', () => {
  expect(createWorkersAI(settings)(llama)).toMatchObject({
    specificationVersion: 'v1',
    provider: 'workersai.chat',
    modelId: llama,
    defaultObjectGenerationMode: 'json',
    supportsStructuredOutputs: true,
    supportsImageUrls: false,
  });
});

const answer = {
  result: {
    id: 'chatcmpl-1',
    model: '@cf/qwen/qwen3',
    created: 1751570976,
    choices: [
      {
        message: {
          content: 'Hi',
          reasoning_content: 'Hm',
          tool_calls: [{ id: 'call_1', function: { name: 'now', arguments: '{}' } }],
        },
        finish_reason: 'tool_calls',
      },
    ],
    usage: { prompt_tokens: 5, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 2 } },
  },
  success: true,
};

test('a result holds everything that ai@4 has a place for', async () => {
  expect(await model(json(answer, { headers })).doGenerate({ ...hi, temperature: 0 })).toEqual({
    text: 'Hi',
    reasoning: 'Hm',
    toolCalls: [{ toolCallType: 'function', toolCallId: 'call_1', toolName: 'now', args: '{}' }],
    finishReason: 'tool-calls',
    usage: { promptTokens: 5, completionTokens: 7 },
    rawCall: { rawPrompt: [{ role: 'user', content: 'Hi' }], rawSettings: { temperature: 0 } },
    rawResponse: { headers: { 'content-type': 'application/json', ...headers }, body: answer },
    request: { body: '{"messages":[{"role":"user","content":"Hi"}],"temperature":0}' },
    response: { id: 'chatcmpl-1', modelId: '@cf/qwen/qwen3', timestamp: new Date(1751570976000) },
    warnings: [],
    providerMetadata: { workersai: { ...gateway, cachedPromptTokens: 2 } },
  });
});

test('what is unknown is NaN or absent, not 0', async () => {
  const result = await model(json({ result: { response: 'Hi' }, success: true })).doGenerate(hi);
  expect(result).toMatchObject({
    text: 'Hi',
    toolCalls: [],
    finishReason: 'stop',
    usage: { promptTokens: Number.NaN, completionTokens: Number.NaN },
    providerMetadata: { workersai: {} },
  });
  expect(result).not.toHaveProperty('reasoning');
  expect(result).not.toHaveProperty('response');
});

test('a time that no Date can hold is left out, for ai@4 writes it down', async () => {
  const result = await model(
    json({ result: { response: 'Hi', id: 'x', created: 1e300 }, success: true }),
  ).doGenerate(hi);
  expect(result.response).toEqual({ id: 'x' });
});

test('a stream holds the same, part by part', async () => {
  const frames = [
    '{"id":"chatcmpl-1","model":"@cf/qwen/qwen3","created":1751570976,"choices":[{"delta":{"reasoning_content":"Hm"}}]}',
    '{"choices":[{"delta":{"content":"Hi"}}]}',
    '{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"call_1","function":{"name":"now"}}]}}]}',
    '{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}}]}',
    '{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}',
    '{"usage":{"prompt_tokens":5,"completion_tokens":7,"prompt_tokens_details":{"cached_tokens":2}}}',
    '[DONE]',
  ];
  const body = frames.map(frame => `data: ${frame}\n\n`).join('');
  const { stream, ...rest } = await model(sse(body, { headers })).doStream(hi);
  expect(rest).toEqual({
    rawCall: { rawPrompt: [{ role: 'user', content: 'Hi' }], rawSettings: { stream: true } },
    rawResponse: { headers: { 'content-type': 'text/event-stream', ...headers } },
    request: { body: '{"messages":[{"role":"user","content":"Hi"}],"stream":true}' },
    warnings: [],
  });
  expect(await collect(stream)).toEqual([
    {
      type: 'response-metadata',
      id: 'chatcmpl-1',
      modelId: '@cf/qwen/qwen3',
      timestamp: new Date(1751570976000),
    },
    { type: 'reasoning', textDelta: 'Hm' },
    { type: 'text-delta', textDelta: 'Hi' },
    {
      type: 'tool-call-delta',
      toolCallType: 'function',
      toolCallId: 'call_1',
      toolName: 'now',
      argsTextDelta: '{}',
    },
    { type: 'tool-call', toolCallType: 'function', toolCallId: 'call_1', toolName: 'now', args: '{}' },
    {
      type: 'finish',
      finishReason: 'tool-calls',
      usage: { promptTokens: 5, completionTokens: 7 },
      providerMetadata: { workersai: { ...gateway, cachedPromptTokens: 2 } },
    },
  ]);
});

describe('a stream that goes wrong', () => {
  test('ends with an error part and a finish that has its usage', async () => {
    const body =
      'data: {"response":"Hi"}\n\ndata: {"errors":[{"code":3007,"message":"Timeout"}],"success":false}\n\n';
    const { stream } = await model(sse(body)).doStream(hi);
    expect(await collect(stream)).toEqual([
      { type: 'text-delta', textDelta: 'Hi' },
      {
        type: 'error',
        error: expect.objectContaining({
          statusCode: 408,
          data: { code: 3007, logId: undefined, requestId: undefined },
        }),
      },
      {
        type: 'finish',
        finishReason: 'error',
        usage: { promptTokens: Number.NaN, completionTokens: Number.NaN },
        providerMetadata: { workersai: {} },
      },
    ]);
  });

  test('a native call without pieces still has a delta, which streamObject reads', async () => {
    const { stream } = await model(
      json({ result: { tool_calls: [{ name: 'json', arguments: { a: 1 } }] }, success: true }),
    ).doStream(hi);
    expect(await collect(stream)).toMatchObject([
      { type: 'tool-call-delta', toolName: 'json', argsTextDelta: '{"a":1}' },
      { type: 'tool-call', toolName: 'json', args: '{"a":1}' },
      { type: 'finish', finishReason: 'tool-calls' },
    ]);
  });
});

test('what is not known of an answer is absent, not undefined', () => {
  expect(toResponseMetadata({ type: 'metadata' })).toStrictEqual({});
  const created = new Date(0);
  expect(toResponseMetadata({ type: 'metadata', id: 'i', model: 'm', created })).toStrictEqual({
    id: 'i',
    modelId: 'm',
    timestamp: created,
  });
});

const callDetails = (body: string | undefined, warnings: readonly ChatWarning[] = []) =>
  toCallDetails({
    request: { inputs: { messages: [1], stream: true }, body },
    response: { headers: {}, metadata: {} },
    warnings,
  });

test('what stands beside an answer', () => {
  expect(callDetails('{}')).toStrictEqual({
    rawCall: { rawPrompt: [1], rawSettings: { stream: true } },
    request: { body: '{}' },
    warnings: [],
  });
  expect(callDetails(undefined).request).toStrictEqual({});
});

test.each<[ChatWarning, object]>([
  [
    { type: 'setting', setting: 'topK', details: 'd' },
    { type: 'unsupported-setting', setting: 'topK', details: 'd' },
  ],
  [
    { type: 'compatibility', feature: 'f', details: 'd' },
    { type: 'other', message: 'f: d' },
  ],
  [
    { type: 'other', message: 'm' },
    { type: 'other', message: 'm' },
  ],
])('a warning %o is %o', (warning, expected) => {
  expect(callDetails(undefined, [warning]).warnings).toEqual([expected]);
});

test('warnings of tools come with those of settings', async () => {
  const hosted = { type: 'provider-defined' as const, id: 'x.search' as const, name: 'search', args: {} };
  const { warnings } = await model(json({ result: { response: 'Hi' }, success: true })).doGenerate({
    ...hi,
    mode: { type: 'regular', tools: [hosted] },
  });
  expect(warnings).toEqual([
    { type: 'unsupported-tool', tool: hosted, details: 'Workers AI does not run provider-defined tools.' },
  ]);
});
