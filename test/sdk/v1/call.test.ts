import type { LanguageModelV1CallOptions } from '@ai-sdk/provider-v1';
import { describe, expect, test } from 'vitest';
import { fromCall, toolWarnings } from '../../../src/sdk/v1/call.ts';
import { hi } from './call-options.ts';

const parameters = { type: 'object' as const, properties: {} };
const weather = { type: 'function' as const, name: 'weather', description: 'Tells it.', parameters };
const hosted = { type: 'provider-defined' as const, id: 'x.search' as const, name: 'search', args: {} };

describe('modes', () => {
  test.each<{ name: string; call: Partial<LanguageModelV1CallOptions>; expected: object }>([
    {
      name: 'regular, as generateText calls it',
      call: {},
      expected: { tools: [], toolChoice: undefined, json: undefined },
    },
    {
      name: 'tools with a choice',
      call: { mode: { type: 'regular', tools: [weather], toolChoice: { type: 'auto' } } },
      expected: {
        tools: [{ name: 'weather', description: 'Tells it.', parameters }],
        toolChoice: { type: 'auto' },
      },
    },
    {
      name: 'a tool by its name',
      call: {
        mode: { type: 'regular', tools: [weather], toolChoice: { type: 'tool', toolName: 'weather' } },
      },
      expected: { toolChoice: { type: 'tool', name: 'weather' } },
    },
    {
      name: 'an object by JSON',
      call: { mode: { type: 'object-json', schema: parameters, name: 'place', description: 'A place.' } },
      expected: {
        tools: [],
        toolChoice: undefined,
        json: { schema: parameters, name: 'place', description: 'A place.' },
      },
    },
    {
      name: 'an object by JSON without a schema',
      call: { mode: { type: 'object-json' } },
      expected: { json: { schema: undefined, name: undefined, description: undefined } },
    },
    {
      name: 'an object by a tool, which must be called',
      call: { mode: { type: 'object-tool', tool: { ...weather, name: 'json' } } },
      expected: {
        tools: [{ name: 'json', description: 'Tells it.', parameters }],
        toolChoice: { type: 'tool', name: 'json' },
        json: undefined,
      },
    },
    {
      name: 'experimental_output',
      call: { responseFormat: { type: 'json', schema: parameters } },
      expected: { json: { schema: parameters, name: undefined, description: undefined } },
    },
    {
      name: 'a response format of text',
      call: { responseFormat: { type: 'text' } },
      expected: { json: undefined },
    },
  ])('reads the mode of $name', ({ call, expected }) => {
    expect(fromCall({ ...hi, ...call })).toMatchObject(expected);
  });
});

test('settings go under the same names', () => {
  const settings = {
    maxTokens: 5,
    temperature: 0,
    topP: 0.5,
    topK: 3,
    seed: 1,
    frequencyPenalty: 0.1,
    presencePenalty: 0.2,
    stopSequences: ['END'],
    headers: { a: 'b' },
    abortSignal: new AbortController().signal,
  };
  expect(fromCall({ ...hi, ...settings, providerMetadata: { 'workers-ai': { user: 'ada' } } })).toMatchObject(
    {
      ...settings,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      options: { user: 'ada' },
    },
  );
});

test('tools that a provider defines are left out, with a warning', () => {
  const mode = { type: 'regular' as const, tools: [weather, hosted] };
  expect(fromCall({ ...hi, mode }).tools).toEqual([
    { name: 'weather', description: 'Tells it.', parameters },
  ]);
  expect(toolWarnings(mode)).toEqual([
    { type: 'unsupported-tool', tool: hosted, details: 'Workers AI does not run provider-defined tools.' },
  ]);
  expect(toolWarnings({ type: 'object-json' })).toEqual([]);
});

test('modes for objects have no tools of their own and no choice', () => {
  // As a caller may hand it on, though this version's declaration has no tools beside such a mode.
  const mode = { type: 'object-json' as const, tools: [weather, hosted], toolChoice: { type: 'auto' } };
  expect(fromCall({ ...hi, mode })).toMatchObject({ tools: [], toolChoice: undefined });
  expect(toolWarnings(mode)).toEqual([]);
});
