import { APICallError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { readMetadata } from 'workers-ai-gateway';
import { toProviderMetadata } from '../../../src/sdk/shared/metadata.ts';
import { noUsage } from '../../chat/read.ts';

describe('what a result holds', () => {
  test.each([
    { name: 'nothing', learnt: {}, expected: {} },
    {
      name: 'what the gateway said',
      learnt: { metadata: { cacheStatus: 'HIT', logId: 'log', step: 0 } },
      expected: { cacheStatus: 'HIT', logId: 'log', step: 0 },
    },
    {
      name: 'cached and reasoning tokens',
      learnt: { usage: { ...noUsage, input: { total: 5, cached: 0 }, output: { total: 5, reasoning: 3 } } },
      expected: { cachedPromptTokens: 0, reasoningTokens: 3 },
    },
    {
      name: 'neurons of the usage',
      learnt: { usage: { ...noUsage, raw: { neurons: 1.5 } } },
      expected: { neurons: 1.5 },
    },
    {
      name: 'neurons of the header first',
      learnt: { metadata: { neurons: 2 }, usage: { ...noUsage, raw: { neurons: 1.5 } } },
      expected: { neurons: 2 },
    },
    {
      name: 'neurons that are no number',
      learnt: { usage: { ...noUsage, raw: { neurons: '5' } } },
      expected: {},
    },
    { name: 'notes', learnt: { notes: ['Cut.'] }, expected: { notes: ['Cut.'] } },
    { name: 'who paid', learnt: { keySource: 'Unified' }, expected: { keySource: 'Unified' } },
  ])('metadata of $name', ({ learnt: { metadata = {}, usage = noUsage, notes = [], ...more }, expected }) => {
    const finish = {
      type: 'finish' as const,
      reason: { unified: 'stop' as const, raw: undefined },
      usage,
      ...more,
      notes,
    };
    expect(toProviderMetadata(finish, { headers: {}, metadata })).toEqual({ workersai: expected });
  });
});

const headers = { 'cf-aig-cache-status': 'HIT', 'cf-aig-step': '1' };
const metadata = { cacheStatus: 'HIT', step: 1 };

test.each([
  { name: 'a result', source: { text: 'Hi', providerMetadata: { workersai: metadata } } },
  { name: 'provider metadata', source: { workersai: metadata } },
  { name: 'an embedding of AI SDK 4', source: { embedding: [1], rawResponse: { headers } } },
  { name: 'an embedding of AI SDK 5', source: { embedding: [1], response: { headers } } },
  { name: 'a Response', source: new Response(null, { headers }) },
  { name: 'an image', source: { images: [], responses: [{ headers }, { headers: {} }] } },
  { name: 'the awaited response of a stream', source: { id: 'x', headers } },
  {
    name: 'an error',
    source: new APICallError({ message: 'x', url: 'x', requestBodyValues: {}, responseHeaders: headers }),
  },
])('is read of $name', ({ source }) => {
  expect(readMetadata(source)).toEqual(metadata);
});

test.each([
  { source: undefined },
  { source: null },
  { source: 'x' },
  { source: {} },
  { source: { providerMetadata: { openai: {} } } },
  { source: { providerMetadata: { workersai: { step: '1' } } } },
  { source: { response: { headers: { 'cf-aig-step': 1 } } } },
  { source: { headers: { 'cf-aig-step': '1', 'x-a': undefined } } },
  { source: { data: { code: '3040' } } },
  { source: { headers: { 'a b': 'x' } } },
  { source: { headers: { '': 'x' } } },
  { source: { headers: { 'cf-aig-log-id': 'Ā' } } },
])('of $source there is none', ({ source }) => {
  expect(readMetadata(source)).toEqual({});
});

const refused = (data: unknown) =>
  new APICallError({ message: 'x', url: 'x', requestBodyValues: {}, responseHeaders: headers, data });

test.each([
  { name: 'an error', source: refused({ code: 3040 }) },
  { name: 'what was tried again', source: { lastError: refused({ code: 3040 }) } },
  {
    name: "the body, of another vendor's package",
    source: { responseHeaders: headers, responseBody: '{"success":false,"error":[{"code":3040}]}' },
  },
])('the code of $name', ({ source }) => {
  expect(readMetadata(source)).toEqual({ ...metadata, code: 3040 });
});

test("a vendor's own code is left out", () => {
  const responseBody = '{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED"}}';
  expect(readMetadata({ responseHeaders: headers, responseBody })).toEqual(metadata);
});

test('a code that is none is left out', () => {
  expect(readMetadata(refused({ code: '3040' }))).toStrictEqual(metadata);
});

const texts = 'cacheStatus logId eventId requestId provider model runId inferenceId rayId'.split(' ');
const numbers = ['step', 'neurons', 'cachedPromptTokens', 'reasoningTokens'];

test.each([
  ...texts.map(key => ({ key, right: 'x', wrong: 1 })),
  ...numbers.map(key => ({ key, right: 1, wrong: 'x' })),
])('provider metadata whose $key is of another type is not ours', ({ key, right, wrong }) => {
  expect(readMetadata({ workersai: { [key]: right } })).toEqual({ [key]: right });
  expect(readMetadata({ workersai: { [key]: wrong } })).toEqual({});
});

test('is read of the headers too where another vendor answered in a fallback', () => {
  const fallback = [{ provider: 'workersai.chat', modelId: '@cf/a', code: 3040, message: 'No' }];
  const source = { providerMetadata: { openai: {}, workersai: { fallback } }, response: { headers } };
  expect(readMetadata(source)).toEqual({ ...metadata, fallback });
});

test.each([
  { name: 'a promise', source: Promise.resolve({}) },
  { name: 'a result whose metadata is awaited', source: { providerMetadata: Promise.resolve({}) } },
])('of $name it throws, and says await', ({ source }) => {
  expect(() => readMetadata(source)).toThrow(TypeError);
  expect(() => readMetadata(source)).toThrow('await it first');
});
