import { expect, test } from 'vitest';
import type { KindResult } from '../../../src/local-gateway/kinds/kind.ts';
import { kindOf } from '../../../src/local-gateway/kinds/kinds.ts';
import { type ModelFacts, modelFacts } from '../../../src/local-gateway/model/facts.ts';
import type { RunCall } from '../../../src/local-gateway/run/call.ts';
import { run } from '../gateway/calls.ts';

function resultOf(facts: ModelFacts, call: RunCall): KindResult {
  const kind = kindOf(facts);
  if (!('result' in kind)) throw new Error(`${facts.task} has no result`);
  return kind.result(call, facts.id);
}

function answer(model: string, inputs: Record<string, unknown>) {
  return resultOf(modelFacts(model, { shape: {} }), run({ model, inputs }));
}

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
])('%s of %j', (model, inputs, json) => {
  expect(answer(model, inputs)).toEqual({ json });
});

test('a task of which nothing is known is answered with nothing', () => {
  const facts = { ...modelFacts('@cf/new/x', { shape: {} }), task: 'New' };
  expect(resultOf(facts, run())).toEqual({ json: { model: '@cf/new/x' } });
});
