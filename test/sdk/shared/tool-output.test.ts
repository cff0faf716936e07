import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { readToolOutput } from '../../../src/sdk/shared/tool-output.ts';

const text = (value: string) => ({ type: 'text', text: value });
const file = (mediaType: string, data: object) => ({ type: 'file', mediaType, data });

test.each([
  { name: 'a text, as it is', part: { output: { type: 'text', value: 'sunny' } }, expected: [text('sunny')] },
  {
    name: 'JSON, unwrapped (cloudflare/ai#454)',
    part: { output: { type: 'json', value: { a: 1 } } },
    expected: [text('{"a":1}')],
  },
  { name: 'an error as text', part: { output: { type: 'error-text', value: 'no' } }, expected: [text('no')] },
  {
    name: 'an error as JSON',
    part: { output: { type: 'error-json', value: { code: 5 } } },
    expected: [text('{"code":5}')],
  },
  {
    name: 'a denial',
    part: { output: { type: 'execution-denied' } },
    expected: [text('The user did not allow the tool to run.')],
  },
  {
    name: 'a denial with its reason',
    part: { output: { type: 'execution-denied', reason: 'Too dear.' } },
    expected: [text('Too dear.')],
  },
  {
    name: 'content of AI SDK 5',
    part: {
      output: {
        type: 'content',
        value: [text('a'), { type: 'media', data: 'AAAA', mediaType: 'image/png' }],
      },
    },
    expected: [text('a'), file('image/png', { base64: 'AAAA' })],
  },
  {
    name: 'content of AI SDK 6',
    part: {
      output: {
        type: 'content',
        value: [
          { type: 'image-data', data: 'AAAA', mediaType: 'image/png' },
          { type: 'file-data', data: 'BBBB', mediaType: 'text/plain' },
          { type: 'image-url', url: 'data:image/png;base64,CCCC' },
        ],
      },
    },
    expected: [
      file('image/png', { base64: 'AAAA' }),
      file('text/plain', { base64: 'BBBB' }),
      file('image', { url: 'data:image/png;base64,CCCC' }),
    ],
  },
  { name: 'a result of AI SDK 4', part: { result: 'sunny' }, expected: [text('sunny')] },
  { name: 'a result of AI SDK 4 as JSON', part: { result: [1, null] }, expected: [text('[1,null]')] },
  { name: 'an empty text', part: { result: '' }, expected: [text('')] },
  { name: 'a result that is missing', part: {}, expected: [text('null')] },
  {
    name: 'content of AI SDK 4',
    part: { result: 'x', content: [text('a'), { type: 'image', data: 'AAAA', mimeType: 'image/png' }] },
    expected: [text('a'), file('image/png', { base64: 'AAAA' })],
  },
])('reads $name', ({ part, expected }) => {
  expect(readToolOutput(part)).toMatchObject(expected);
  expect(readToolOutput(part)).toHaveLength(expected.length);
});

test('a kind of content that nobody knows is refused', () => {
  const read = () =>
    readToolOutput({ output: { type: 'content', value: [{ type: 'file-id', fileId: 'x' }] } });
  expect(read).toThrow(expect.toSatisfy(UnsupportedFunctionalityError.isInstance));
  expect(read).toThrow("parts of the type 'file-id' in a tool result");
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
      /^Workers AI takes tool results as JSON, which cannot hold these: /,
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
