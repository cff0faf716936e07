import { expect, test } from 'vitest';
import { buildPrompt, citedIn, readPrompt } from '../src/prompt.ts';
import { quotesOf } from '../src/quotes.ts';

test('what the prompt put together is read again', () => {
  const passage = {
    id: 7,
    path: 'a.md',
    anchor: 'b',
    headings: ['A', 'B'],
    text: 'Line one.\n\n[1] Line two.',
  };
  const prompt = buildPrompt('Why <not>?', [passage, { ...passage, text: 'More.' }]);
  expect(prompt).toContain('<source id="1" from="a.md: A > B">\nLine one.');
  expect(readPrompt(prompt)).toEqual({
    question: 'Why <not>?',
    sources: [
      { id: 1, text: 'Line one.\n\n[1] Line two.' },
      { id: 2, text: 'More.' },
    ],
  });
});

test.each([
  ['So it is [2], and so [1].', [2, 1]],
  ['Both say so [1, 3].', [1, 3]],
  ['Again [1] and again [1].', [1]],
  ['There is no source nine [9], and a[0] is code.', []],
])('%s', (answer, cited) => {
  expect(citedIn(answer, 3)).toEqual(cited);
});

test('paragraphs, code, items and rows can be quoted, and the head of a table can not', () => {
  const text = 'One.\n\n- a\n- b\n\n| h |\n| - |\n| r |\n\n```sh\nx\n\ny\n```';
  expect(quotesOf(text)).toEqual(['One.', '- a', '- b', '| r |', '```sh\nx\n\ny\n```']);
});
