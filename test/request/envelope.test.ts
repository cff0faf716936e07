import { expect, test } from 'vitest';
import { unwrap } from '../../src/request/envelope.ts';

test.each([
  [
    "API v4's envelope",
    { result: { response: 'Hi' }, success: true, errors: [], messages: [] },
    { response: 'Hi' },
  ],
  ['an envelope without success', { result: [1], errors: [] }, [1]],
  ['an envelope without errors', { result: [1], success: true }, [1]],
  ['an empty envelope', { result: null, success: true, errors: [] }, null],
  ['an answer that has a key result', { result: 'x', is_complete: true }, { result: 'x', is_complete: true }],
  ['a result alone', { result: { response: 'Hi' } }, { response: 'Hi' }],
  ['a bare answer', { response: 'Hi' }, { response: 'Hi' }],
  ['a list', [{ label: 'POSITIVE' }], [{ label: 'POSITIVE' }]],
  ['a text', 'Hi', 'Hi'],
  ['null', null, null],
])('unwraps %s', (_name, body, expected) => {
  expect(unwrap(body)).toEqual(expected);
});
