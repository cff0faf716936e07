import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { readToolOutput } from '../../../src/sdk/shared/tool-output.ts';

const text = (value: string) => ({ type: 'text', text: value });
const file = (mediaType: string, data: object) => ({ type: 'file', mediaType, data });

test.each([
  ['a text, as it is', { output: { type: 'text', value: 'sunny' } }, [text('sunny')]],
  ['JSON, unwrapped (cloudflare/ai#454)', { output: { type: 'json', value: { a: 1 } } }, [text('{"a":1}')]],
  ['an error as text', { output: { type: 'error-text', value: 'no' } }, [text('no')]],
  ['an error as JSON', { output: { type: 'error-json', value: { code: 5 } } }, [text('{"code":5}')]],
  ['a denial', { output: { type: 'execution-denied' } }, [text('The user did not allow the tool to run.')]],
  [
    'a denial with its reason',
    { output: { type: 'execution-denied', reason: 'Too dear.' } },
    [text('Too dear.')],
  ],
  [
    'content of AI SDK 5',
    {
      output: {
        type: 'content',
        value: [text('a'), { type: 'media', data: 'AAAA', mediaType: 'image/png' }],
      },
    },
    [text('a'), file('image/png', { base64: 'AAAA' })],
  ],
  [
    'content of AI SDK 6',
    {
      output: {
        type: 'content',
        value: [
          { type: 'image-data', data: 'AAAA', mediaType: 'image/png' },
          { type: 'file-data', data: 'BBBB', mediaType: 'text/plain' },
          { type: 'image-url', url: 'data:image/png;base64,CCCC' },
          { type: 'file-url', url: 'data:image/png;base64,DDDD' },
        ],
      },
    },
    [
      file('image/png', { base64: 'AAAA' }),
      file('text/plain', { base64: 'BBBB' }),
      file('image', { url: 'data:image/png;base64,CCCC' }),
      expect.objectContaining({ data: { url: 'data:image/png;base64,DDDD' } }),
    ],
  ],
  ['a result of AI SDK 4', { result: 'sunny' }, [text('sunny')]],
  ['a result of AI SDK 4 as JSON', { result: [1, null] }, [text('[1,null]')]],
  ['an empty text', { result: '' }, [text('')]],
  ['a result that is missing', {}, [text('null')]],
  [
    'content of AI SDK 4',
    { result: 'x', content: [text('a'), { type: 'image', data: 'AAAA', mimeType: 'image/png' }] },
    [text('a'), file('image/png', { base64: 'AAAA' })],
  ],
])('reads %s', (_name, part, expected) => {
  expect(readToolOutput(part)).toMatchObject(expected);
  expect(readToolOutput(part)).toHaveLength(expected.length);
});

test.each(['file-id', 'image-file-id', 'custom'])('content of the type %s is refused', type => {
  const read = () => readToolOutput({ output: { type: 'content', value: [{ type, fileId: 'x' }] } });
  expect(read).toThrow(expect.toSatisfy(UnsupportedFunctionalityError.isInstance));
  expect(read).toThrow(`parts of the type '${type}' in a tool result`);
});

const cycle: unknown[] = [];
cycle.push(cycle);

/** More levels than the largest of stacks, that of a worker thread, has room for. */
const deep = Array.from({ length: 200_000 }).reduce<unknown[]>(inner => [inner], []);

test.each([
  { name: 'a bigint', result: { count: 1n } },
  { name: 'a cycle', result: cycle },
  { name: 'too many levels', result: deep },
])('a result that JSON cannot hold is refused: $name', ({ result }) => {
  for (const part of [{ result }, { output: { type: 'json', value: result } }]) {
    expect(() => readToolOutput(part)).toThrow(expect.toSatisfy(UnsupportedFunctionalityError.isInstance));
    expect(() => readToolOutput(part)).toThrow(
      /^Workers AI takes tool results as JSON, and these cannot be written as JSON: /,
    );
  }
});

test('what is no part of a content is left out', () => {
  expect(readToolOutput({ output: { type: 'content', value: [text('a'), null, 'b'] } })).toEqual([text('a')]);
  expect(readToolOutput({ output: { type: 'content' } })).toEqual([]);
  expect(readToolOutput({ content: [null, text('a'), 5] })).toEqual([text('a')]);
});

test('an image of AI SDK 4 is one, whatever its type', () => {
  const image = (more: object) => readToolOutput({ content: [{ type: 'image', data: 'AAAA', ...more }] });
  expect(image({})).toEqual([file('image', { base64: 'AAAA' })]);
  expect(image({ mimeType: 'image/png' })).toEqual([file('image/png', { base64: 'AAAA' })]);
});

test('a part of another type is named', () => {
  expect(() => readToolOutput({ content: [{ type: 'hologram' }] })).toThrow(
    expect.objectContaining({ functionality: "parts of the type 'hologram' in a tool result" }),
  );
});
