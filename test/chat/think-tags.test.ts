import { describe, expect, test } from 'vitest';
import { createThinkTags } from '../../src/chat/think-tags.ts';

const thought = (text: string) => ({ type: 'reasoning', text });
const said = (text: string) => ({ type: 'text', text });

function read(chunks: readonly string[], opener: 'optional' | 'required') {
  const tags = createThinkTags({ opener });
  return [...chunks.flatMap(tags.push), ...tags.end()];
}

describe('a model that begins inside its thoughts', () => {
  test.each([
    {
      name: 'tags around the thoughts',
      chunks: ['<think>Hm</think>Hi'],
      expected: [thought('Hm'), said('Hi')],
    },
    {
      name: 'the opening tag missing (lobehub#7450)',
      chunks: ['Hm</think>Hi'],
      expected: [thought('Hm'), said('Hi')],
    },
    {
      name: 'blank lines that the template adds',
      chunks: ['<think>\nHm\n</think>\n\nHi\n'],
      expected: [thought('\nHm\n'), said('Hi\n')],
    },
    {
      name: 'blank lines that come alone',
      chunks: ['<think>Hm</think>', '\n\n', '\nHi'],
      expected: [thought('Hm'), said('Hi')],
    },
    {
      name: 'blank lines before the opening tag',
      chunks: ['\n', ' <think>Hm</think>Hi'],
      expected: [thought('Hm'), said('Hi')],
    },
    {
      name: 'tags in pieces',
      chunks: ['<th', 'ink>', 'Hm', '</t', 'hin', 'k>', 'Hi'],
      expected: [thought('Hm'), said('Hi')],
    },
    {
      name: 'what looks like a closing tag and is none',
      chunks: ['a </thi', 's> b</think>Hi'],
      expected: [thought('a '), thought('</this> b'), said('Hi')],
    },
    {
      name: 'what looks like an opening tag and is none',
      chunks: ['<thin', 'g>Hm</think>Hi'],
      expected: [thought('<thing>Hm'), said('Hi')],
    },
    {
      name: 'thoughts that never end',
      chunks: ['Hm', ' and </th'],
      expected: [thought('Hm'), thought(' and '), thought('</th')],
    },
    { name: 'no more than the beginning of a tag', chunks: ['<thi'], expected: [said('<thi')] },
    { name: 'no thoughts at all', chunks: ['</think>', 'Hi'], expected: [said('Hi')] },
    {
      name: 'tags in the answer are its own',
      chunks: ['Hm</think>Use <think> and </think>.'],
      expected: [thought('Hm'), said('Use <think> and </think>.')],
    },
    { name: 'the opening tag alone', chunks: ['<think>', 'Hm'], expected: [thought('Hm')] },
    {
      name: 'blank lines behind the first word of the answer',
      chunks: ['Hm</think>', 'Hi', '\n\n', ' there'],
      expected: [thought('Hm'), said('Hi'), said('\n\n'), said(' there')],
    },
    {
      name: 'the closing tag in two pieces',
      chunks: ['Hm</thi', 'nk>Hi'],
      expected: [thought('Hm'), said('Hi')],
    },
    { name: 'nothing', chunks: ['', ''], expected: [] },
  ])('$name', ({ chunks, expected }) => {
    expect(read(chunks, 'optional')).toEqual(expected);
  });
});

describe('a model that may think', () => {
  test.each([
    {
      name: 'tags around the thoughts',
      chunks: ['<think>Hm</think>Hi'],
      expected: [thought('Hm'), said('Hi')],
    },
    { name: 'no tags', chunks: ['{"a":', '1}'], expected: [said('{"a":'), said('1}')] },
    { name: 'blanks before a text', chunks: [' \n', 'Hi'], expected: [said(' \nHi')] },
    { name: 'a closing tag alone', chunks: ['a</think>b'], expected: [said('a</think>b')] },
    { name: 'no more than the beginning of a tag', chunks: ['<thi'], expected: [said('<thi')] },
  ])('$name', ({ chunks, expected }) => {
    expect(read(chunks, 'required')).toEqual(expected);
  });
});
