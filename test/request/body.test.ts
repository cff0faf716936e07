import { expect, test } from 'vitest';
import { describeBody, isBotCheck, isCut } from '../../src/request/body.ts';

test.each([
  { body: '', says: 'the body is empty.' },
  { body: ' \n', says: 'the body is empty.' },
  { body: '\n<!DOCTYPE html>', says: 'the body is HTML.' },
  { body: '<a href="#">cf chl</a>', says: 'the body is HTML.' },
  { body: 'x<html>Just a moment', says: 'x<html>Just a moment' },
  { body: 'error code: 1101', says: 'error code: 1101' },
  { body: '{"a":1}', says: '{"a":1}' },
  { body: '{"a":', says: 'truncated JSON: {"a":' },
  { body: `  x${'y'.repeat(200)}`, says: `x${'y'.repeat(99)}` },
])('the body $body is described as $says', ({ body, says }) => {
  expect(describeBody(body)).toBe(says);
});

test.each(['\n <html>Just a moment...', '<a id="cf-chl-widget">', '<form class="cf_chl_form">'])(
  '%s is a bot check',
  body => {
    expect(isBotCheck(body)).toBe(true);
  },
);

test.each(['Just a moment', 'x <html>Just a moment', `<html>${' '.repeat(20_000)}Just a moment`])(
  '%s is no bot check',
  body => {
    expect(isBotCheck(body)).toBe(false);
  },
);

const whole = '{"a":["\\"}",{"b":"[{"},"\\\\"],"c":{}}';

test('JSON is cut at every place before its end', () => {
  for (let end = 0; end < whole.length; end++) {
    expect({ body: whole.slice(0, end), isCut: isCut(whole.slice(0, end)) }).toMatchObject({ isCut: true });
  }
  expect(isCut(whole)).toBe(false);
});

test.each([' \n{"a":', '{"a":1}\n{"b"', '[][][{'])('%s is cut', body => {
  expect(isCut(body)).toBe(true);
});

test.each(['[1]', '{} ', '[1]]', '{x}', '"text', 'words {', '<html>{', '42', 'null'])(
  '%s is not cut, though it may be no JSON',
  body => {
    expect(isCut(body)).toBe(false);
  },
);
