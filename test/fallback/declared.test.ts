import type { LanguageModelV1 } from '@ai-sdk/provider-v1';
import { generateObject } from 'ai';
import { MockLanguageModelV1 } from 'ai/test';
import { MockLanguageModelV3 } from 'ai-6/test';
import { describe, expect, test } from 'vitest';
import * as ai4 from 'workers-ai-gateway/ai4';
import * as ai6 from 'workers-ai-gateway/ai6';
import { z } from 'zod';
import { commonUrls } from '../../src/fallback/declared.ts';
import { rejection } from '../transport/stub-fetch.ts';

const one = { 'image/*': [/^https:\/\/a/, /^https:\/\/b/i], 'application/pdf': [/^https:/] };

const none = { 'image/*': [], 'application/pdf': [] };

test.each([
  { others: [], common: one },
  { others: [{}], common: none },
  { others: [{ '*': [/^https:\/\/a/] }], common: none },
  {
    others: [{ 'image/*': [/^https:\/\/a/, /^https:\/\/b/] }],
    common: { ...none, 'image/*': [/^https:\/\/a/] },
  },
  { others: [Promise.resolve(one), one], common: one },
])('common URLs, case %#', async ({ others, common }) => {
  const models = [one, ...others].map(supportedUrls => ({ supportedUrls }));
  expect(await commonUrls(models)).toEqual(common);
});

test('a fallback declares the URLs that all members read, when it is asked', async () => {
  const models = [one, { 'application/pdf': [/^https:/] }].map(
    supportedUrls => new MockLanguageModelV3({ supportedUrls: async () => supportedUrls }),
  );
  expect(await ai6.workersai.fallback(models).supportedUrls).toEqual({
    ...none,
    'application/pdf': [/^https:/],
  });
  expect(await ai6.workersai.fallback([...models, ai6.workersai('@cf/a')]).supportedUrls).toEqual(none);
});

describe('a fallback of AI SDK 4', () => {
  type Mode = LanguageModelV1['defaultObjectGenerationMode'];
  const member = (mode: Mode, more: object = {}) =>
    new MockLanguageModelV1({
      provider: 'vendor.chat',
      defaultObjectGenerationMode: mode,
      modelId: 'm',
      ...more,
    }) as LanguageModelV1;

  test.each<[Mode[], Mode]>([
    [['json', 'json'], 'json'],
    [['tool'], 'tool'],
    [['json', 'tool'], 'tool'],
  ])('of members with the object modes %j has %s', (modes, expected) => {
    const model = ai4.workersai.fallback(modes.map(mode => member(mode)));
    expect(model.defaultObjectGenerationMode).toBe(expected);
  });

  test('refuses objects where a member has no mode for them, by its name', async () => {
    const model = ai4.workersai.fallback([member('json'), member(undefined, { modelId: 'plain' })]);
    const error = await rejection(generateObject({ model, prompt: 'Hi', schema: z.object({}) }));
    expect(error).toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      message: expect.stringMatching(/vendor\.chat declares no object mode for plain/),
    });
  });

  test('has structured outputs and reads URLs where all members do', () => {
    const able = { supportsStructuredOutputs: true, supportsUrl: (url: URL) => url.host === 'a.example' };
    const both = ai4.workersai.fallback([member('json', able), member('json', able)]);
    expect(both.supportsStructuredOutputs).toBe(true);
    expect(both.supportsUrl?.(new URL('https://a.example'))).toBe(true);
    expect(both.supportsUrl?.(new URL('https://b.example'))).toBe(false);
    const mixed = ai4.workersai.fallback([member('json', able), ai4.workersai('@cf/a')]);
    expect(mixed.supportsImageUrls).toBe(false);
    expect(mixed.supportsUrl?.(new URL('https://a.example'))).toBe(false);
    expect(ai4.workersai.fallback([member('json')]).supportsStructuredOutputs).toBe(false);
  });

  test('keeps signed reasoning for the models that sign it', async () => {
    const prompts: unknown[] = [];
    const keep = async ({ prompt }: { prompt: unknown }): Promise<never> => {
      prompts.push(prompt);
      throw { type: 'overloaded_error' };
    };
    const models = ['anthropic.messages', 'openai.chat'].map(provider =>
      member('json', { provider, doGenerate: keep }),
    );
    const signed = [
      { type: 'reasoning' as const, text: 'Hm', signature: 'x' },
      { type: 'redacted-reasoning' as const, data: 'y' },
      { type: 'text' as const, text: 'Hi' },
    ];
    const prompt = [{ role: 'assistant' as const, content: signed }];
    const call = { inputFormat: 'prompt' as const, mode: { type: 'regular' as const }, prompt };
    await rejection(ai4.workersai.fallback(models).doGenerate(call));
    expect(prompts).toEqual([prompt, [{ role: 'assistant', content: signed.slice(2) }]]);
  });
});
