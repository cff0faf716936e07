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
    ['tags around the thoughts', ['<think>Hm</think>Hi'], [thought('Hm'), said('Hi')]],
    ['the opening tag missing (lobehub#7450)', ['Hm</think>Hi'], [thought('Hm'), said('Hi')]],
    [
      'blank lines that the template adds',
      ['<think>\nHm\n</think>\n\nHi\n'],
      [thought('\nHm\n'), said('Hi\n')],
    ],
    ['blank lines that come alone', ['<think>Hm</think>', '\n\n', '\nHi'], [thought('Hm'), said('Hi')]],
    ['blank lines before the opening tag', ['\n', ' <think>Hm</think>Hi'], [thought('Hm'), said('Hi')]],
    ['tags in pieces', ['<th', 'ink>', 'Hm', '</t', 'hin', 'k>', 'Hi'], [thought('Hm'), said('Hi')]],
    [
      'what looks like a closing tag and is none',
      ['a </thi', 's> b</think>Hi'],
      [thought('a '), thought('</this> b'), said('Hi')],
    ],
    [
      'what looks like an opening tag and is none',
      ['<thin', 'g>Hm</think>Hi'],
      [thought('<thing>Hm'), said('Hi')],
    ],
    ['thoughts that never end', ['Hm', ' and </th'], [thought('Hm'), thought(' and '), thought('</th')]],
    ['no more than the beginning of a tag', ['<thi'], [said('<thi')]],
    ['no thoughts at all', ['</think>', 'Hi'], [said('Hi')]],
    [
      'tags in the answer are its own',
      ['Hm</think>Use <think> and </think>.'],
      [thought('Hm'), said('Use <think> and </think>.')],
    ],
    ['the opening tag alone', ['<think>', 'Hm'], [thought('Hm')]],
    [
      'blank lines behind the first word of the answer',
      ['Hm</think>', 'Hi', '\n\n', ' there'],
      [thought('Hm'), said('Hi'), said('\n\n'), said(' there')],
    ],
    ['the closing tag in two pieces', ['Hm</thi', 'nk>Hi'], [thought('Hm'), said('Hi')]],
    ['nothing', ['', ''], []],
  ])('reads %s', (_name, chunks, expected) => {
    expect(read(chunks, 'optional')).toEqual(expected);
  });
});

describe('a model that may think', () => {
  test.each([
    ['tags around the thoughts', ['<think>Hm</think>Hi'], [thought('Hm'), said('Hi')]],
    ['no tags', ['{"a":', '1}'], [said('{"a":'), said('1}')]],
    ['blanks before a text', [' \n', 'Hi'], [said(' \nHi')]],
    ['a closing tag alone', ['a</think>b'], [said('a</think>b')]],
    ['no more than the beginning of a tag', ['<thi'], [said('<thi')]],
  ])('reads %s', (_name, chunks, expected) => {
    expect(read(chunks, 'required')).toEqual(expected);
  });
});
