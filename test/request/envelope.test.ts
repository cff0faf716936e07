import { expect, test } from 'vitest';
import { unwrap } from '../../src/request/envelope.ts';

test.each([
  {
    name: "API v4's envelope",
    body: { result: { response: 'Hi' }, success: true, errors: [], messages: [] },
    expected: { response: 'Hi' },
  },
  { name: 'an envelope without success', body: { result: [1], errors: [] }, expected: [1] },
  { name: 'an envelope without errors', body: { result: [1], success: true }, expected: [1] },
  { name: 'an empty envelope', body: { result: null, success: true, errors: [] }, expected: null },
  {
    name: 'an answer that has a key result',
    body: { result: 'x', is_complete: true },
    expected: { result: 'x', is_complete: true },
  },
  { name: 'a result alone', body: { result: { response: 'Hi' } }, expected: { response: 'Hi' } },
  { name: 'a bare answer', body: { response: 'Hi' }, expected: { response: 'Hi' } },
  { name: 'a list', body: [{ label: 'POSITIVE' }], expected: [{ label: 'POSITIVE' }] },
  { name: 'a text', body: 'Hi', expected: 'Hi' },
  { name: 'null', body: null, expected: null },
])('unwraps $name', ({ body, expected }) => {
  expect(unwrap(body)).toEqual(expected);
});
