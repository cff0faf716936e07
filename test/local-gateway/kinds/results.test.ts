import { expect, test } from 'vitest';
import type { KindResult } from '../../../src/local-gateway/kinds/kind.ts';
import { kindOf } from '../../../src/local-gateway/kinds/kinds.ts';
import { type ModelFacts, modelFacts } from '../../../src/local-gateway/model/facts.ts';
import type { RunCall } from '../../../src/local-gateway/run/call.ts';
import { run } from '../gateway/calls.ts';

const bytes = (length: number) => new Uint8Array(length);

function resultOf(facts: ModelFacts, call: RunCall): KindResult {
  const kind = kindOf(facts);
  if (!('result' in kind)) throw new Error(`${facts.task} has no result`);
  return kind.result(call, facts.id);
}

function answer(model: string, inputs: Record<string, unknown>, audio?: Uint8Array) {
  return resultOf(modelFacts(model, { shape: {} }), run({ model, inputs, bytes: audio }));
}

const said = (size: number) => `This is what the local stand-in heard in ${size} bytes of audio.`;

test.each<[string, Record<string, unknown>, unknown]>([
  ['@cf/meta/m2m100-1.2b', { text: 'Hi', target_lang: 'pt' }, { translated_text: '[pt] Hi' }],
  ['@cf/meta/m2m100-1.2b', {}, { translated_text: '[en] ' }],
  [
    '@cf/ai4bharat/indictrans2-en-indic-1B',
    { text: ['a', 'b'], target_language: 'hin' },
    { translations: ['[hin] a', '[hin] b'] },
  ],
  [
    '@cf/ai4bharat/indictrans2-en-indic-1B',
    { text: 'a', target_language: 'hin' },
    { translations: ['[hin] a'] },
  ],
  [
    '@cf/new/bart-large-x',
    { input_text: 'Dogs bark. Cats and dogs like dogs. The end of it all is here and there!' },
    { summary: 'Cats and dogs like dogs.' },
  ],
  ['@cf/new/bart-large-x', { input_text: 'one two three', max_length: 2 }, { summary: 'one two' }],
  ['@cf/new/bart-large-x', { input_text: '' }, { summary: '' }],
  ['@cf/new/bart-large-x', {}, { summary: '' }],
  ['@cf/new/bart-large-x', { input_text: '...' }, { summary: '...' }],
  [
    '@cf/huggingface/distilbert-sst-2-int8',
    { text: 'It is' },
    [
      { label: 'NEGATIVE', score: 0.5 },
      { label: 'POSITIVE', score: 0.5 },
    ],
  ],
  ['@cf/huggingface/distilbert-sst-2-int8', {}, [expect.anything(), { label: 'POSITIVE', score: 0.5 }]],
  [
    '@cf/llava-hf/llava-1.5-7b-hf',
    { image: [0xff, 0xd8, 0xff] },
    { description: 'This is a JPEG image of 3 bytes.' },
  ],
  ['@cf/llava-hf/llava-1.5-7b-hf', {}, { description: 'There is no image.' }],
  [
    '@cf/microsoft/resnet-50',
    {},
    [
      { label: 'TABBY', score: 0.74 },
      { label: 'EGYPTIAN CAT', score: 0.21 },
      { label: 'TIGER CAT', score: 0.05 },
    ],
  ],
  [
    '@cf/facebook/detr-resnet-50',
    {},
    [{ label: 'cat', score: 0.98, box: { xmin: 12, ymin: 30, xmax: 220, ymax: 310 } }],
  ],
  ['@cf/pipecat-ai/smart-turn-v2', {}, { is_complete: true, probability: 0.93 }],
  ['@cf/openai/whisper', { audio: [1, 2, 3] }, expect.objectContaining({ text: said(3), word_count: 12 })],
  ['@cf/openai/whisper', { audio: 'AAAAAAAA' }, expect.objectContaining({ text: said(6) })],
  ['@cf/openai/whisper', {}, expect.objectContaining({ text: said(0) })],
])('%s of %j', (model, inputs, json) => {
  expect(answer(model, inputs)).toEqual({ json });
});

test.each([
  ['@cf/black-forest-labs/flux-1-schnell', 'image'],
  ['@cf/leonardo/lucid-origin', 'image'],
  ['@cf/myshell-ai/melotts', 'audio'],
])('%s answers base64', (model, key) => {
  const result = answer(model, { prompt: 'A cat' });
  expect(result).toEqual({ json: { [key]: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) } });
});

test.each<[string, Record<string, unknown>, string, number]>([
  ['@cf/stabilityai/stable-diffusion-xl-base-1.0', { prompt: 'A cat', width: 8, height: 1 }, 'image/png', 88],
  ['@cf/stabilityai/stable-diffusion-xl-base-1.0', {}, 'image/png', 662],
  ['@cf/deepgram/aura-1', { text: 'one two' }, 'audio/mpeg', 24 * 417],
  ['@cf/deepgram/aura-1', { prompt: 'one' }, 'audio/mpeg', 12 * 417],
  ['@cf/deepgram/aura-1', {}, 'audio/mpeg', 417],
])('%s of %j answers %s', (model, inputs, contentType, length) => {
  const result = answer(model, inputs);
  expect(result).toMatchObject({ contentType });
  expect('bytes' in result && result.bytes.length).toBe(length);
});

test('speech is whole MP3 frames', () => {
  const result = answer('@cf/deepgram/aura-1', { text: 'one' });
  if (!('bytes' in result)) throw new Error('no bytes');
  for (let at = 0; at < result.bytes.length; at += 417) {
    expect([...result.bytes.subarray(at, at + 5)]).toEqual([0xff, 0xfb, 0x90, 0, 0]);
  }
});

test('what whisper heard', () => {
  const words = said(5).split(' ');
  expect(answer('@cf/openai/whisper', {}, bytes(5))).toEqual({
    json: {
      text: said(5),
      word_count: 12,
      words: words.map((word, index) => ({
        word,
        start: expect.closeTo(index * 0.3, 6),
        end: expect.closeTo(index * 0.3 + 0.25, 6),
      })),
      vtt: `WEBVTT\n\n00.000 --> 03.550\n${said(5)}`,
    },
  });
  expect(answer('@cf/openai/whisper-large-v3-turbo', { language: 'pt' }, bytes(5))).toMatchObject({
    json: {
      transcription_info: {
        language: 'pt',
        language_probability: 0.99,
        duration: expect.closeTo(3.55, 6),
        duration_after_vad: expect.closeTo(3.55, 6),
      },
      text: said(5),
      word_count: 12,
      segments: [{ start: 0, end: expect.closeTo(3.55, 6), text: said(5), words: expect.any(Array) }],
      vtt: expect.stringMatching(/^WEBVTT/),
    },
  });
  expect(answer('@cf/openai/whisper-large-v3-turbo', {}, bytes(5))).toMatchObject({
    json: { transcription_info: { language: 'en' } },
  });
  expect(answer('@cf/deepgram/nova-3', {}, bytes(5))).toMatchObject({
    json: {
      results: {
        channels: [
          {
            alternatives: [
              {
                confidence: 0.98,
                transcript: said(5),
                words: words.map(word => ({ word, confidence: 0.98 })),
              },
            ],
          },
        ],
      },
    },
  });
});

test('a task of which nothing is known is answered with nothing', () => {
  const facts = { ...modelFacts('@cf/new/x', { shape: {} }), task: 'New' };
  expect(resultOf(facts, run())).toEqual({ json: { model: '@cf/new/x' } });
});
